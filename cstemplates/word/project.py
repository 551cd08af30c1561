"""The text projection: a Word file as blocks of what a reader sees.

One function serves the golden files, ``cstemplates text`` and the comparison of two
documents. Tracked changes count as accepted; computed numbers stand apart from the
text; fields show their stored result, and those that depend on the layout their name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.gate import OUTPUT, open_package
from cstemplates.word.blocks import Footer, Header, Note, PageKind, Property, Section
from cstemplates.word.inline import Notes
from cstemplates.word.known_tables import KnownTables
from cstemplates.word.namespaces import attribute, child, is_on, name, number, value
from cstemplates.word.numbering import Numbering
from cstemplates.word.story import Sheets, Story
from cstemplates.word.style_sheet import StyleSheet
from cstemplates.word.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.word.blocks import Block

_TWIPS_PER_MILLIMETRE = 1440 / 25.4
_PROPERTIES = ("title", "subject", "creator", "keywords", "description", "category")
_SECTION = name("w:sectPr")
_OF_PARAGRAPH = name("w:pPr")


def project(data: bytes, *, path: str = "") -> tuple[Block, ...]:
    """Read a Word file into blocks.

    Args:
        data: The Word file.
        path: Its name for findings.

    Returns:
        Filled properties, then section by section its headers, footers and content,
        then the notes.

    Raises:
        TemplateError: The gate refuses the file.
    """
    return project_trees(Trees(open_package(data, path=path, profile=OUTPUT)))


def project_trees(trees: Trees, known: KnownTables | None = None) -> tuple[Block, ...]:
    """Read an opened Word file into blocks; see :func:`project`.

    Args:
        trees: The file.
        known: Tables read before, in files with the same styles.
    """
    return tuple(_Projection(trees, known or KnownTables()).blocks())


class _Projection:
    def __init__(self, trees: Trees, known: KnownTables) -> None:
        self._trees, self._package = trees, trees.package
        self._main = trees.package.main_document
        self._sheets = Sheets(*known.sheets(self._read_sheets), Notes(), known)
        self._has_even_pages = is_on(self._related_root("settings"), "w:evenAndOddHeaders")

    def _read_sheets(self) -> tuple[StyleSheet, Numbering]:
        styles = StyleSheet(self._related_root("styles"))
        return styles, Numbering(self._related_root("numbering"), styles)

    def blocks(self) -> Iterator[Block]:
        yield from self._properties()
        body = child(self._root(self._main), "w:body")
        if body is not None:
            yield from self._body(body)
        yield from self._notes()

    def _body(self, body: etree._Element) -> Iterator[Block]:
        story = self._story(self._main)
        starts = enumerate((*_sections_ended_by(body), *body.iterchildren(_SECTION)), start=1)
        yield from self._section_start(next(starts, None))
        for element in body:
            yield from story.block(element)
            for _ended in _sections_ended_by(element):
                yield from self._section_start(next(starts, None))

    def _section_start(self, numbered: tuple[int, etree._Element] | None) -> Iterator[Block]:
        if numbered is None:
            return
        position, properties = numbered
        size = child(properties, "w:pgSz")
        yield Section(
            position,
            _millimetres(size, "w:w"),
            _millimetres(size, "w:h"),
            continuous=value(properties, "w:type") == "continuous",
        )
        for reference in properties.iterchildren(name("w:headerReference")):
            if kind := self._visible_kind(reference, properties):
                yield Header(kind, position, self._referred(reference))
        for reference in properties.iterchildren(name("w:footerReference")):
            if kind := self._visible_kind(reference, properties):
                yield Footer(kind, position, self._referred(reference))

    def _visible_kind(
        self, reference: etree._Element, properties: etree._Element
    ) -> PageKind | None:
        shown = {
            PageKind.DEFAULT: True,
            PageKind.FIRST: is_on(properties, "w:titlePg"),
            PageKind.EVEN: self._has_even_pages,
        }
        named = attribute(reference, "w:type", "default")
        return next((kind for kind in PageKind if kind == named and shown[kind]), None)

    def _referred(self, reference: etree._Element) -> tuple[Block, ...]:
        wanted = attribute(reference, "r:id")
        for relation in self._package.relationships(self._main):
            if relation.id == wanted and relation.target in self._package.parts:
                root = self._root(relation.target)
                return tuple(self._story(relation.target).blocks(root))
        return ()

    def _notes(self) -> Iterator[Block]:
        roots = {kind: self._related(kind) for kind in ("footnotes", "endnotes")}
        for mark, kind, note_id in self._sheets.notes.met:
            part = roots[kind]
            for note in self._root(part) if part else ():
                if attribute(note, "w:id") == note_id:
                    yield Note(mark, tuple(self._story(part).blocks(note)))

    def _properties(self) -> Iterator[Block]:
        found: dict[str, str] = {}
        for relation in self._package.relationships():
            if relation.type.endswith(("/core-properties", "/extended-properties")):
                for element in self._root(relation.target) if self._has(relation.target) else ():
                    if isinstance(element.tag, str):
                        found[element.tag.rpartition("}")[2].lower()] = (element.text or "").strip()
        for key in (*_PROPERTIES, "company"):
            if found.get(key):
                yield Property(key, found[key])

    def _story(self, part: str) -> Story:
        relations = self._package.relationships(part)
        return Story(self._sheets, {r.id: r.target for r in relations if r.external})

    def _related(self, kind: str) -> str:
        return self._trees.related(kind)

    def _related_root(self, kind: str) -> etree._Element | None:
        part = self._related(kind)
        return self._root(part) if part else None

    def _has(self, part: str) -> bool:
        return part in self._package.parts

    def _root(self, part: str) -> etree._Element:
        return self._trees.root(part)


def _sections_ended_by(element: etree._Element) -> Iterator[etree._Element]:
    return (found for found in element.iter(_SECTION) if _ends_section(found))


def _ends_section(found: etree._Element) -> bool:
    parent = found.getparent()
    return parent is not None and parent.tag == _OF_PARAGRAPH


def _millimetres(size: etree._Element | None, side: str) -> int:
    twips = 0 if size is None else number(attribute(size, side))
    return round(twips / _TWIPS_PER_MILLIMETRE)
