"""Find fields that fetch or run something, however their code is spread over runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.gate.markup import walk_xml
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSAFE_FIELDS = frozenset(
    {
        "DATABASE",
        "DDE",
        "DDEAUTO",
        "EMBED",
        "IMPORT",
        "INCLUDE",
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "LINK",
        "RD",
    }
)
_TEMPLATE_MARK = "{"
SAFE_LINKS = ("https:", "mailto:", "#")
# The name decides, for a link its address too; the rest of a long code is only copied around.
_ENOUGH = 2_000
_QUOTES = "\"'“”"
_NAME = re.compile(r"^\W*HYPERLINK['”\"]*", re.IGNORECASE)
_SWITCH_WITH_TEXT = re.compile(r"\\[lot]\s*(?:[\"“][^\"”]*[\"”]|[^\s\"“]\S*)", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z*@#]", re.IGNORECASE)
_CODES = frozenset({"instrText", "delInstrText"})


def unsafe_fields(data: bytes, *, path: str, part: str) -> Iterator[Finding]:
    """Find the unsafe fields of one part.

    A field whose name is itself computed, by another field or by a template tag, is
    unsafe too: nobody can tell what it will become.

    Args:
        data: A part that came through the gate.
        path: The file's name for findings.
        part: The part's name for findings.

    Yields:
        CST312, one for every such field; CST311 for a link to other than https and mailto.
    """
    for code in _field_codes(data):
        name = _field_name(code)
        if name == "HYPERLINK" and not _is_safe_link(code):
            yield unsafe_link(DocxLocation(path, part, excerpt=code.strip()[:40]))
        elif name in UNSAFE_FIELDS or _TEMPLATE_MARK in name:
            place = DocxLocation(path, part, excerpt=code.strip()[:40])
            message = _("A field loads or runs something from outside the document.")
            hint = _("Select the field, press Ctrl+Shift+F9 to keep its text only.")
            yield finding("CST312", message, place, hint)


def unsafe_link(place: DocxLocation) -> Finding:
    """Say that a hyperlink leads somewhere that a document must not send its reader."""
    message = _("A hyperlink leads to something other than https or mailto.")
    hint = _("Change the address to https://, or remove the link.")
    return finding("CST311", message, place, hint)


def _is_safe_link(code: str) -> bool:
    """Judge the address of a link; a place in the document or a tag alone is none."""
    given = _NAME.sub("", code, count=1)
    address = _SWITCH.sub("", _SWITCH_WITH_TEXT.sub("", given)).strip().strip(_QUOTES).strip()
    return not address or address.lower().startswith((*SAFE_LINKS, _TEMPLATE_MARK))


def _field_name(code: str) -> str:
    words = code.strip(" \t\r\n\"'\\“”").split(None, 1)
    return words[0].rstrip("\"'\\“”").upper() if words else ""


def _field_codes(data: bytes) -> list[str]:
    # Most parts have no field at all and need no walk.
    if b"instr" not in data and b"InstrText" not in data:
        return []
    reader = _FieldReader()
    walk_xml(data, reader)
    return [*reader.codes, *reader.open]


@dataclass
class _FieldReader:
    """Joins the code of each field; fields may stand inside the code of others."""

    codes: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    in_code: list[bool] = field(default_factory=list)
    reading: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in _CODES:
            self.reading = True
        elif local == "fldSimple":
            self.codes.append(_attribute(attributes, "instr"))
        elif local == "fldChar":
            self._turn(_attribute(attributes, "fldCharType"))

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] in _CODES:
            self.reading = False

    def text(self, text: str) -> None:
        if not self.reading:
            return
        if self.open:
            self.open[-1] = (self.open[-1] + text).lstrip()[:_ENOUGH]
        else:
            self.codes.append(text[:_ENOUGH])

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            if self.open and self.in_code[-1] and not self.open[-1].strip():
                # The outer field's name will be what this field results in.
                self.open[-1] += _TEMPLATE_MARK
            self.open.append("")
            self.in_code.append(True)
        elif kind == "separate" and self.in_code:
            self.in_code[-1] = False
        elif kind == "end" and self.open:
            self.codes.append(self.open.pop())
            self.in_code.pop()


def _attribute(attributes: dict[str, str], local: str) -> str:
    for name, value in attributes.items():
        if name.rpartition(" ")[2] == local:
            return value
    return ""
