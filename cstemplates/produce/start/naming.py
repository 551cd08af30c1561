"""Which names a start accepts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.publish import safe_name

if TYPE_CHECKING:
    from typing import NoReturn

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_FAULT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
_INSTRUCTION = re.compile(r"(avoid|disallow|forbid|do-not|dont|prefer|use|check|require|must)-.*")


def need_line(text: str) -> str:
    """Return a name as it will be printed, on one line.

    Raises:
        WorkspaceError: It is blank, or holds line breaks or characters nobody sees.
    """
    kept = text.strip()
    if not kept or not kept.isprintable() or "{" in kept:
        _refuse(text, _("This cannot be printed as a name."), "")
    return kept


def named_folder(text: str) -> Path:
    """Return the folder that a company or layer of this name gets.

    Raises:
        WorkspaceError: The name holds what some system forbids in names of folders.
    """
    if safe_name(text) != text:
        _refuse(text, _("A folder cannot have this name."), _("Name the folder with -o."))
    return Path(text)


def need_id(text: str) -> str:
    """Return a name that an entry can have as its id.

    Raises:
        WorkspaceError: It is no id.
    """
    if not _ID.fullmatch(text):
        hint = _("An id is made of small letters a–z, digits and “_”; the words go into --title.")
        _refuse(text, _("“{id}” cannot be an id.").format(id=text), hint)
    return text


def need_fault(text: str) -> str:
    """Return a name that a rule can have.

    Raises:
        WorkspaceError: It does not state a fault in kebab case.
    """
    if not _FAULT.fullmatch(text) or _INSTRUCTION.fullmatch(text):
        hint = _("Name the fault in small letters with hyphens, such as band-hole.")
        _refuse(text, _("A rule cannot have the name “{name}”.").format(name=text), hint)
    return text


def _refuse(text: str, message: str, hint: str) -> NoReturn:
    raise WorkspaceError(finding("CST017", message, TextLocation(text.strip() or "NAME"), hint))
