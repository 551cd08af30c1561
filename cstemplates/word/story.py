"""One story of a Word file (body, header, note) read into blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cstemplates.word.blocks import (
    Cell,
    Control,
    Heading,
    Merge,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from cstemplates.word.inline import (
    PAGE_BREAK,
    Inline,
    Notes,
    control_of,
    grid_number,
    is_deleted_control,
    is_deleted_mark,
)
from cstemplates.word.namespaces import attribute, child, is_on, name, number, value
from cstemplates.word.numbering import Counter, Numbering
from cstemplates.word.style_sheet import ListPlace, StyleSheet, list_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from cstemplates.word.blocks import Block
    from cstemplates.word.known_tables import KnownTables

_BODY_LEVEL = 9
_PARAGRAPH, _TABLE, _CONTROL = name("w:p"), name("w:tbl"), name("w:sdt")
_ALTERNATIVE = name("mc:AlternateContent")
_PROPERTIES, _MARK, _SECTION = name("w:pPr"), name("w:rPr"), name("w:sectPr")
_STYLE, _LIST, _LEVEL = name("w:pStyle"), name("w:numPr"), name("w:outlineLvl")
_BREAK_BEFORE = name("w:pageBreakBefore")
_ROW, _CELL = name("w:tr"), name("w:tc")
_WRAPPERS = frozenset(map(name, ("w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdtContent")))


@dataclass(frozen=True, slots=True)
class Sheets:
    """What all stories of a file share; ``known`` may be shared by files of equal styles."""

    styles: StyleSheet
    numbering: Numbering
    notes: Notes
    known: KnownTables


class _Said:
    """What a paragraph says of itself; most say little, and looking is what takes time."""

    __slots__ = ("_tags", "properties", "style_id")

    def __init__(self, properties: etree._Element | None) -> None:
        self.properties = properties
        self._tags = () if properties is None else tuple(each.tag for each in properties)
        self.style_id = value(properties, "w:pStyle") if _STYLE in self._tags else ""

    def has(self, tag: str) -> bool:
        return tag in self._tags


class Story:
    """Reads the blocks of one part; numbers are counted from the first to the last."""

    def __init__(self, sheets: Sheets, links: Mapping[str, str]) -> None:
        self._styles = sheets.styles
        self._counter = Counter(sheets.numbering)
        self._inline = Inline(links, sheets.notes)
        self._known = sheets.known
        self._carried = ""

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Yield what stands in a body, cell, header, note or control."""
        for element in container:
            yield from self.block(element)

    def block(self, element: etree._Element) -> Iterator[Block]:
        """Yield the blocks of one element; bookmarks and the like yield none."""
        if element.tag == _PARAGRAPH:
            yield from self._paragraph(element)
        elif element.tag == _TABLE:
            table = self._known_table(element)
            if table.rows or next(members(element, _ROW), None) is None:
                yield table
        elif element.tag == _CONTROL:
            yield from self._control_blocks(element)
        elif element.tag in _WRAPPERS:
            yield from self.blocks(element)
        elif element.tag == _ALTERNATIVE:
            chosen = child(element, "mc:Choice")
            yield from self.blocks(element if chosen is None else chosen)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        text, controls, drawings = self._inline.read(element)
        said = _Said(element.find(_PROPERTIES))
        if said.has(_MARK) and is_deleted_mark(element):
            self._carried += text
            yield from drawings
            return
        text, self._carried = self._carried + text, ""
        if said.has(_BREAK_BEFORE) and is_on(said.properties, "w:pageBreakBefore"):
            yield PageBreak()
        alone = not text.strip(PAGE_BREAK)
        style_id = said.style_id or self._styles.default("paragraph")
        number_shown = self._number(said, style_id)
        yield from (PageBreak() for _break in range(_leading_breaks(text)))
        if not alone or not (text or drawings or said.has(_SECTION)):
            words = text.strip(PAGE_BREAK).replace(PAGE_BREAK, "‹page break›")
            shown = (words, number_shown, self._styles.shown_name(style_id), tuple(controls))
            level = self._level(said, style_id)
            yield Paragraph(*shown) if level is None else Heading(level, *shown)
        yield from drawings
        if not alone:
            yield from (PageBreak() for _break in range(_leading_breaks(text[::-1])))

    def _level(self, said: _Said, style_id: str) -> int | None:
        direct = child(said.properties, "w:outlineLvl") if said.has(_LEVEL) else None
        if direct is None:
            return self._styles.outline_level(style_id)
        position = number(attribute(direct, "w:val"), _BODY_LEVEL)
        return position + 1 if position < _BODY_LEVEL else None

    def _number(self, said: _Said, style_id: str) -> str:
        direct = list_place(said.properties) if said.has(_LIST) else ListPlace()
        return self._counter.next_number(direct, self._styles.list_place(style_id), style_id)

    def _control_blocks(self, sdt: etree._Element) -> Iterator[Block]:
        content = child(sdt, "w:sdtContent")
        if content is not None and is_deleted_control(sdt):
            yield from self.blocks(content)
        else:
            yield self._control(sdt)

    def _control(self, sdt: etree._Element) -> Control:
        content = child(sdt, "w:sdtContent")
        inside = () if content is None else tuple(self.blocks(content))
        described = control_of(sdt, " ")
        match inside:
            case (Paragraph(number="", style="", controls=()) as only,):
                return replace(described, value=only.text)
        return replace(described, value="", blocks=inside)

    def _known_table(self, element: etree._Element) -> Table:
        if self._carried or self._inline.is_in_field:
            return self._table(element)
        return self._known.table(element, self._styles, self._table)

    def _table(self, element: etree._Element) -> Table:
        rows = tuple(self._row(row) for row in members(element, _ROW) if not _is_deleted_row(row))
        grid = child(element, "w:tblGrid")
        columns = 0 if grid is None else sum(1 for _c in grid.iterchildren(name("w:gridCol")))
        style = self._styles.shown_name(value(element, "w:tblPr/w:tblStyle"))
        return Table(rows, columns, style)

    def _row(self, element: etree._Element) -> Row:
        properties = child(element, "w:trPr")
        return Row(
            tuple(self._cell(cell) for cell in members(element, _CELL)),
            header=is_on(properties, "w:tblHeader"),
            before=grid_number(properties, "w:gridBefore", 0),
            after=grid_number(properties, "w:gridAfter", 0),
        )

    def _cell(self, element: etree._Element) -> Cell:
        properties = child(element, "w:tcPr")
        merged = child(properties, "w:vMerge")
        merge = Merge.NONE
        if merged is not None:
            restarts = attribute(merged, "w:val") == "restart"
            merge = Merge.START if restarts else Merge.CONTINUED
        inside = tuple(self._cell_blocks(element))
        return Cell(
            () if merge is Merge.CONTINUED else inside,
            grid_number(properties, "w:gridSpan", 1),
            merge,
        )

    def _cell_blocks(self, element: etree._Element) -> Iterator[Block]:
        inside = list(self.blocks(element))
        # The paragraph after a nested table is compulsory and shows nothing.
        if len(inside) > 1 and isinstance(inside[-2], Table) and inside[-1] == Paragraph(""):
            inside.pop()
        parent = element.getparent()
        owner = parent.getparent() if parent is not None else None
        if owner is None or owner.tag != _CONTROL:
            yield from inside
        elif len(inside) == 1 and isinstance(inside[0], Paragraph):
            yield replace(control_of(owner, " "), value=inside[0].text)
        else:
            yield replace(control_of(owner, " "), value="", blocks=tuple(inside))


def members(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield rows of a table or cells of a row, also those inside controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag == _CONTROL or element.tag in _WRAPPERS:
            yield from members(element, tag)


def _is_deleted_row(row: etree._Element) -> bool:
    return child(row, "w:trPr/w:del") is not None


def _leading_breaks(text: str) -> int:
    return len(text) - len(text.lstrip(PAGE_BREAK))
