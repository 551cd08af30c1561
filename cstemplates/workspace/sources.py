"""Where the shipped catalogue and templates live: in the installed package or in a checkout."""

from __future__ import annotations

from pathlib import Path

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _

_PACKAGE = Path(__file__).resolve().parent.parent


def catalog_folder() -> Path:
    """Return the folder of the shipped catalogue."""
    return _shipped("catalog")


def templates_folder() -> Path:
    """Return the folder of the shipped Word templates."""
    return _shipped("templates") / "docx"


def findings_page() -> Path:
    """Return the page that says what every code stands for."""
    return _shipped("docs") / "reference" / "findings.md"


def _shipped(name: str) -> Path:
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    message = _("The installation lacks the folder “{name}”.").format(name=name)
    hint = _("Install cstemplates again.")
    raise WorkspaceError(finding("CST015", message, TextLocation(name), hint))
