"""Tables that break badly: heads that do not repeat, rows that split, widths beyond the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import attribute, child, is_on, name, number
from cstemplates.word.story import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.word.scan.hygiene_part import ReviewedPart

_TABLE, _ROW, _CELL, _PARAGRAPH = map(name, ("w:tbl", "w:tr", "w:tc", "w:p"))
_HEAD_STYLES = frozenset({"表头", "table heading"})
_LOOP = re.compile(r"\{%-?\s*tr\s+for\s")
_SCOPED = re.compile(r"\s*\{%-?\s*p\s+(\w+)")
_DEPTHS = {"if": 1, "for": 1, "endif": -1, "endfor": -1}
# Word lets a table stick out by the padding of its outer cells, 1.9 mm on each side.
_OVERHANG = 230
_WHOLE = 5000
_MM = 25.4 / 1440


def tables_that_break(part: ReviewedPart) -> Iterator[Finding]:
    """Find tables that would not look right on a second page, or not fit the page.

    Yields:
        CST353, CST354 and CST356, each at most once a table; CST339 for a cell that ends
        with a table and may end without a paragraph.
    """
    for table in part.root.iter(_TABLE):
        yield from _head(part, table)
        yield from _splitting(part, table)
        yield from _ends(part, table)
    if part.is_main:
        yield from _widths(part)


def _head(part: ReviewedPart, table: etree._Element) -> Iterator[Finding]:
    rows = part.rows(table)
    looped = any(_LOOP.search(_words(part, row)) for row in members(table, _ROW))
    if not rows or is_on(rows[0], "w:trPr/w:tblHeader") or not (looped or len(rows) > 1):
        return
    if _has_head_style(part, rows[0]) or (looped and _reads_as_head(part, rows[0])):
        message = _("The table's head is not repeated on the next page.")
        hint = _("Click into the first row, Layout › Repeat Header Rows.")
        yield finding("CST353", message, part.place(rows[0]), hint)


def _has_head_style(part: ReviewedPart, row: etree._Element) -> bool:
    sheet = part.styles.sheet
    shown = {sheet.shown_name(part.style_of(p)).lower() for p in row.iter(_PARAGRAPH)}
    return not _HEAD_STYLES.isdisjoint(shown)


def _reads_as_head(part: ReviewedPart, row: etree._Element) -> bool:
    """Tell whether all cells of a row hold fixed words, as only a head does."""
    cells = [_words(part, cell).strip() for cell in members(row, _CELL)]
    return len(cells) > 1 and all(text and "{" not in text for text in cells)


def _splitting(part: ReviewedPart, table: etree._Element) -> Iterator[Finding]:
    splitting = [row for row in part.rows(table) if not is_on(row, "w:trPr/w:cantSplit")]
    if splitting:
        message = _("Rows of the table that may be split between two pages: {count}.")
        hint = _("Select the table, Table Properties › Row, untick “Allow row to break …”.")
        words = message.format(count=len(splitting))
        yield finding("CST354", words, part.place(splitting[0]), hint)


def _ends(part: ReviewedPart, table: etree._Element) -> Iterator[Finding]:
    """Find the cell around a table behind which nothing is sure to stay."""
    cell = table.getparent()
    if cell is None or cell.tag != _CELL:
        return
    behind = [e for e in table.itersiblings() if e.tag in {_PARAGRAPH, _TABLE, name("w:sdt")}]
    if all(e.tag == _PARAGRAPH for e in behind) and not _stays_one(part, behind):
        message = _("The table cell could end without a paragraph behind its table.")
        hint = _("Click behind the inner table and press Enter, so that a paragraph ends the cell.")
        yield finding("CST339", message, part.place(table), hint)


def _stays_one(part: ReviewedPart, paragraphs: list[etree._Element]) -> bool:
    """Tell whether a paragraph is outside of every condition and loop that begins here."""
    depth = 0
    for paragraph in paragraphs:
        mark = _SCOPED.match(part.text(paragraph))
        if mark is None and depth <= 0:
            return True
        depth += _DEPTHS.get("" if mark is None else mark[1], 0)
    return False


def _widths(part: ReviewedPart) -> Iterator[Finding]:
    waiting: list[etree._Element] = []
    body = child(part.root, "w:body")
    for block in () if body is None else body:
        waiting.extend(t for t in block.iter(_TABLE) if _is_outermost(t))
        for section in block.iter(name("w:sectPr")):
            room = _text_width(section)
            for table in waiting:
                yield from _too_wide(part, table, room)
            waiting = []


def _too_wide(part: ReviewedPart, table: etree._Element, room: int) -> Iterator[Finding]:
    width = _width(table, room)
    if room and width > room + _OVERHANG:
        message = _("The table is {width} mm wide; the text of its page is {room} mm wide.")
        words = message.format(width=round(width * _MM), room=round(room * _MM))
        hint = _("Click into the table, Layout › AutoFit › AutoFit Window, or turn its page.")
        yield finding("CST356", words, part.place(table), hint)


def _width(table: etree._Element, room: int) -> int:
    stated, indent = child(table, "w:tblPr/w:tblW"), child(table, "w:tblPr/w:tblInd")
    shift = 0 if indent is None else max(0, number(attribute(indent, "w:w")))
    amount = "0" if stated is None else attribute(stated, "w:w", "0")
    if stated is not None and attribute(stated, "w:type") == "pct":
        share = number(amount[:-1]) * 50 if amount.endswith("%") else number(amount)
        return room * share // _WHOLE + shift
    fixed = number(amount) if stated is not None and attribute(stated, "w:type") == "dxa" else 0
    columns = table.iterfind(f"{name('w:tblGrid')}/{name('w:gridCol')}")
    return max(fixed, sum(number(attribute(c, "w:w")) for c in columns)) + shift


def _text_width(section: etree._Element) -> int:
    size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
    if size is None or margins is None:
        return 0
    sides = ("w:left", "w:right", "w:gutter")
    return number(attribute(size, "w:w")) - sum(number(attribute(margins, s)) for s in sides)


def _is_outermost(table: etree._Element) -> bool:
    return next(table.iterancestors(_TABLE, name("w:txbxContent")), None) is None


def _words(part: ReviewedPart, element: etree._Element) -> str:
    return "".join(part.text(p) for p in element.iter(_PARAGRAPH))
