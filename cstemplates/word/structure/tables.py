"""Rules about tables: cells that Word accepts, a grid that fits, a width that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.word.inline import grid_number
from cstemplates.word.namespaces import attribute, child, is_on, name, number
from cstemplates.word.story import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.findings import Finding
    from cstemplates.word.structure.opened import Opened

_BLOCKS = frozenset(map(name, ("w:p", "w:tbl", "w:sdt")))
# Word lets a table stick out by the padding of its outer cells, 1.9 mm on each side.
_OVERHANG = 230
_HEADER_STYLES = frozenset({"表头"})


def cells_end_with_a_paragraph(opened: Opened) -> Iterator[Finding]:
    """Find cells whose last block is no paragraph; Word calls such a file damaged."""
    for part, cell in opened.each("w:tc"):
        if not _ends_with_a_paragraph(cell):
            yield opened.fault(part, cell, _("The cell does not end with a paragraph."))


def rows_fill_the_grid(opened: Opened) -> Iterator[Finding]:
    """Find rows that cover more or fewer columns than the table has."""
    for part, table in opened.each("w:tbl"):
        grid = _grid(table)
        rows = list(members(table, name("w:tr")))
        if not rows:
            yield opened.fault(part, table, _("The table has no row."))
        for row in rows:
            covered = sum(_spans(row))
            if covered != len(grid):
                message = _("The row covers {covered} columns; the table has {columns}.")
                yield opened.fault(part, row, message.format(covered=covered, columns=len(grid)))


def merges_have_a_start(opened: Opened) -> Iterator[Finding]:
    """Find cells that go on a vertical merge which nothing above has begun."""
    for part, table in opened.each("w:tbl"):
        above: dict[int, int] = {}
        for row in members(table, name("w:tr")):
            here: dict[int, int] = {}
            for position, span, cell in _placed(row):
                merged = child(cell, "w:tcPr/w:vMerge")
                if merged is None:
                    continue
                here[position] = span
                if attribute(merged, "w:val") != "restart" and above.get(position) != span:
                    message = _("The cell goes on a merge that no cell above has begun.")
                    yield opened.fault(part, cell, message)
            above = here


def tables_fit_the_page(opened: Opened) -> Iterator[Finding]:
    """Find tables in the body that are wider than the text of their section."""
    body = child(opened.root(opened.main), "w:body")
    waiting: list[etree._Element] = []
    for element in () if body is None else body:
        waiting.extend(t for t in element.iter(name("w:tbl")) if not _is_nested(t))
        ends = [element] if element.tag == name("w:sectPr") else []
        ends += [e for e in element.iter(name("w:sectPr")) if e is not element]
        for section in ends[-1:]:
            room = _text_width(section)
            for table in waiting:
                yield from _too_wide(opened, table, room)
            waiting = []


def header_rows_repeat(opened: Opened) -> Iterator[Finding]:
    """Find first rows in the style of a table head that are not repeated on each page."""
    for part, table in opened.each("w:tbl"):
        rows = list(members(table, name("w:tr")))
        if len(rows) > 1 and not is_on(rows[0], "w:trPr/w:tblHeader"):
            styles = {attribute(e, "w:val") for e in rows[0].iter(name("w:pStyle"))}
            if {opened.styles.shown_name(style) for style in styles} & _HEADER_STYLES:
                message = _("The table's head is not repeated on the next page.")
                yield opened.fault(part, rows[0], message)


def _too_wide(opened: Opened, table: etree._Element, room: int) -> Iterator[Finding]:
    stated = child(table, "w:tblPr/w:tblW")
    if stated is not None and attribute(stated, "w:type") == "pct":
        return
    fixed = stated is not None and attribute(stated, "w:type") == "dxa"
    width = number(attribute(stated, "w:w")) if fixed and stated is not None else 0
    indent = child(table, "w:tblPr/w:tblInd")
    shift = 0 if indent is None else max(0, number(attribute(indent, "w:w")))
    width = max(width, sum(_grid(table))) + shift
    if room and width > room + _OVERHANG:
        message = _("The table is {width} mm wide; the text of its page is {room} mm wide.")
        words = message.format(width=_millimetres(width), room=_millimetres(room))
        yield opened.fault(opened.main, table, words)


def _text_width(section: etree._Element) -> int:
    size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
    if size is None or margins is None:
        return 0
    sides = ("w:left", "w:right", "w:gutter")
    return number(attribute(size, "w:w")) - sum(number(attribute(margins, s)) for s in sides)


def _millimetres(twips: int) -> int:
    return round(twips * 25.4 / 1440)


def _grid(table: etree._Element) -> list[int]:
    grid = child(table, "w:tblGrid")
    columns = () if grid is None else grid.iterchildren(name("w:gridCol"))
    return [number(attribute(column, "w:w")) for column in columns]


def _spans(row: etree._Element) -> list[int]:
    properties = child(row, "w:trPr")
    outside = [grid_number(properties, path, 0) for path in ("w:gridBefore", "w:gridAfter")]
    return [*outside, *(span for _position, span, _cell in _placed(row))]


def _placed(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    position = grid_number(child(row, "w:trPr"), "w:gridBefore", 0)
    for cell in members(row, name("w:tc")):
        span = grid_number(child(cell, "w:tcPr"), "w:gridSpan", 1)
        yield position, span, cell
        position += span


def _ends_with_a_paragraph(container: etree._Element) -> bool:
    blocks = [e for e in container if e.tag in _BLOCKS]
    if not blocks or blocks[-1].tag == name("w:tbl"):
        return False
    inside = child(blocks[-1], "w:sdtContent")
    return inside is None or _ends_with_a_paragraph(inside)


def _is_nested(table: etree._Element) -> bool:
    return next(table.iterancestors(name("w:tbl"), name("w:txbxContent")), None) is not None


TABLE_RULES = (
    cells_end_with_a_paragraph,
    rows_fill_the_grid,
    merges_have_a_start,
    tables_fit_the_page,
    header_rows_repeat,
)
