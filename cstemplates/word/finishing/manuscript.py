"""A rendered document as a tree, while slots are filled, headings listed, headers written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.findings import DocxLocation
from cstemplates.gate import OUTPUT, Relationship, parse_xml
from cstemplates.word.assembly import kind_of
from cstemplates.word.inline import Inline, Notes
from cstemplates.word.namespaces import child, name, number, value
from cstemplates.word.numbering import Counter, Numbering
from cstemplates.word.style_names import style_key
from cstemplates.word.style_sheet import StyleSheet, list_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.word.assembly import Assembly

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARAGRAPH, _BOX, _SECTION = name("w:p"), name("w:txbxContent"), name("w:sectPr")


class Sheets(NamedTuple):
    """The styles and lists of a document."""

    styles: StyleSheet
    numbering: Numbering
    style_ids: dict[tuple[str, str], str]


class Numbered(NamedTuple):
    """A paragraph of the body with what its style makes of it."""

    element: etree._Element
    style_id: str
    number: str


@dataclass(slots=True)
class Manuscript:
    """A rendered document that is not finished yet.

    Attributes:
        path: The template's name for findings.
        assembly: All parts; the tree below stands for the main one.
        root: The main part as a tree.
    """

    path: str
    assembly: Assembly
    root: etree._Element
    _added: int = field(default=0)

    @property
    def place(self) -> DocxLocation:
        """The main part, for findings."""
        return DocxLocation(self.path, self.assembly.main)

    @property
    def body(self) -> etree._Element:
        """The element that holds all blocks."""
        found = child(self.root, "w:body")
        assert found is not None
        return found

    @property
    def sheets(self) -> Sheets:
        """The document's styles and lists."""
        return _sheets(self._related("styles"), self._related("numbering"))

    def style_id(self, style_name: str, kind: str = "paragraph") -> str:
        """Return the id of the style with this name; empty when there is none."""
        return self.sheets.style_ids.get((kind, style_key(style_name)), "")

    def tree(self, part: str) -> etree._Element:
        """Parse one of the parts."""
        return parse_xml(self.assembly.parts[part], path=self.path, part=part, profile=OUTPUT)

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Let the main part refer to a part or to an address; returns the new id."""
        self._added += 1
        identity = f"rIdAdded{self._added}"
        relationship = Relationship(identity, kind, target, external)
        self.assembly.relationships[self.assembly.main].append(relationship)
        return identity

    def sections(self) -> list[etree._Element]:
        """Return the page setups in the order of their sections."""
        return list(self.root.iter(_SECTION))

    def paragraphs(self) -> Iterator[Numbered]:
        """Yield the paragraphs of the body, those in tables too, with computed numbers."""
        sheets = self.sheets
        counter = Counter(sheets.numbering)
        for element in self.body.iter(_PARAGRAPH):
            if next(element.iterancestors(_BOX), None) is None:
                style_id = value(element, "w:pPr/w:pStyle") or sheets.styles.default("paragraph")
                direct = list_place(child(element, "w:pPr"))
                inherited = sheets.styles.list_place(style_id)
                shown = counter.next_number(direct, inherited, style_id)
                yield Numbered(element, style_id, shown)

    def outline_level(self, paragraph: Numbered) -> int | None:
        """Return the heading level of a paragraph, from 1; None for body text."""
        direct = child(paragraph.element, "w:pPr/w:outlineLvl")
        if direct is None:
            return self.sheets.styles.outline_level(paragraph.style_id)
        level = number(direct.get(name("w:val"), ""), 9)
        return level + 1 if level < 9 else None  # noqa: PLR2004  # body text, as Word counts

    def finished(self) -> dict[str, bytes]:
        """Return all parts, with content types and relationships written anew."""
        self.assembly.parts[self.assembly.main] = written(self.root)
        return self.assembly.complete()

    def _related(self, kind: str) -> bytes:
        for relationship in self.assembly.relationships[self.assembly.main]:
            if kind_of(relationship) == kind and relationship.target in self.assembly.parts:
                return self.assembly.parts[relationship.target]
        return b""


def words_of(paragraph: etree._Element) -> str:
    """Return what is read in a paragraph, on one line."""
    text, _controls, _drawings = Inline({}, Notes(), with_drawings=False).read(paragraph)
    return " ".join(text.split())


def written(root: etree._Element) -> bytes:
    """Write a tree as a part."""
    from lxml import etree  # noqa: PLC0415  (heavy; few documents need it)

    return _DECLARATION + etree.tostring(root, encoding="utf-8")


def office_kind(kind: str) -> str:
    """Return the full type of a relationship such as ``header``."""
    return _OFFICE + kind


@lru_cache(maxsize=8)
def _sheets(styles: bytes, numbering: bytes) -> Sheets:
    root = parse_xml(styles, path="", part="", profile=OUTPUT) if styles else None
    lists = parse_xml(numbering, path="", part="", profile=OUTPUT) if numbering else None
    sheet = StyleSheet(root)
    ids: dict[tuple[str, str], str] = {}
    for style in () if root is None else root.iterchildren(name("w:style")):
        kind, style_id = style.get(name("w:type"), ""), style.get(name("w:styleId"), "")
        ids.setdefault((kind, style_key(value(style, "w:name"))), style_id)
    return Sheets(sheet, Numbering(lists, sheet), ids)
