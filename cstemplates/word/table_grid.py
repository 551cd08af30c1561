"""Fit the grid of a table to the columns that tags have made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.word.column_widths import Column, shared_by_text, spread
from cstemplates.word.namespaces import attribute, child, is_on, name, number, value

if TYPE_CHECKING:
    from lxml import etree

_FIFTIETHS = 5000
# Marks, in a compiled template only, the grid of a table whose cells depend on tags.
LOOPED = "looped"
BY_TEXT, BY_SHARE = "text", "share"


def refit_tables(root: etree._Element) -> bool:
    """Fit all tables below an element in place; say whether anything changed but marks."""
    refitted = [_refit(table) for table in root.iter(name("w:tbl"))]
    return _put_widths_first(root) or any(refitted)


def _put_widths_first(root: etree._Element) -> bool:
    """Move widths of cells before their spans, where the schema wants them.

    The engine writes the span of a ``colspan`` as the first property of its cell.
    """
    late = [
        (span, width)
        for width in root.iter(name("w:tcW"))
        if (span := width.getprevious()) is not None and span.tag == name("w:gridSpan")
    ]
    for span, width in late:
        span.addprevious(width)
    return bool(late)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row and its cells, each with its first column and the number of its columns."""

    element: etree._Element
    cells: tuple[tuple[int, int, etree._Element], ...]
    columns: int

    @classmethod
    def read(cls, row: etree._Element) -> _Row:
        position = number(value(row, "w:trPr/w:gridBefore"))
        cells = []
        for cell in row.iterchildren(name("w:tc")):
            span = max(1, number(value(cell, "w:tcPr/w:gridSpan", "1"), 1))
            cells.append((position, span, cell))
            position += span
        return cls(row, tuple(cells), position + number(value(row, "w:trPr/w:gridAfter")))

    @property
    def single_cells(self) -> list[tuple[int, etree._Element]]:
        """The cells that stand in one column each, with their column."""
        return [(position, cell) for position, span, cell in self.cells if span == 1]


def _refit(table: etree._Element) -> bool:
    grid = child(table, "w:tblGrid")
    rows = [_Row.read(row) for row in table.iterchildren(name("w:tr"))]
    if grid is None or not rows:
        return False
    marked = grid.attrib.pop(LOOPED, "") == BY_TEXT
    columns = list(grid.iterchildren(name("w:gridCol")))
    wanted = max(row.columns for row in rows)
    by_text = marked and wanted == len({p for row in rows for p, _cell in row.single_cells})
    if wanted == 0 or (wanted == len(columns) and not by_text):
        return False
    widths = [number(attribute(c, "w:w")) for c in columns]
    widths = _by_text(rows, wanted, sum(widths)) if by_text else _shared(widths, wanted)
    for column in columns:
        grid.remove(column)
    for width in widths:
        column = grid.makeelement(name("w:gridCol"))
        column.set(name("w:w"), str(width))
        grid.append(column)
    _measure(rows, widths)
    return True


def _by_text(rows: list[_Row], wanted: int, total: int) -> list[int]:
    """Share a width by what stands in the columns; the repeated rows are their heads."""
    heads = [""] * wanted
    lines: list[list[str]] = [[] for _column in range(wanted)]
    for order, row in enumerate(rows):
        is_head = order == 0 or is_on(row.element, "w:trPr/w:tblHeader")
        for position, cell in row.single_cells:
            found = _lines_of(cell)
            if is_head:
                heads[position] = max(heads[position], "".join(found), key=len)
            else:
                lines[position].extend(found)
    columns = [Column.of(head, column) for head, column in zip(heads, lines, strict=True)]
    return shared_by_text(columns, total)


def _lines_of(cell: etree._Element) -> list[str]:
    lines: list[str] = []
    for element in cell.iter(name("w:p"), name("w:br"), name("w:t")):
        if element.tag != name("w:t"):
            lines.append("")
        elif lines:
            lines[-1] += element.text or ""
    return lines


def _shared(widths: list[int], wanted: int) -> list[int]:
    """Spread the table's width over another number of columns, without losing any."""
    total = sum(widths)
    weights = [*widths[:wanted], *[total // max(len(widths), 1)] * (wanted - len(widths))]
    whole = sum(weights) or 1
    shared = [weight * total // whole for weight in weights]
    shared[-1] += total - sum(shared)
    return shared


def _measure(rows: list[_Row], widths: list[int]) -> None:
    """Write the width of each cell in the unit it has."""
    stated = {"dxa": widths, "pct": spread(widths, _FIFTIETHS)}
    for position, span, cell in (found for row in rows for found in row.cells):
        width = child(cell, "w:tcPr/w:tcW")
        unit = "" if width is None else attribute(width, "w:type")
        if width is not None and unit in stated:
            width.set(name("w:w"), str(sum(stated[unit][position : position + span])))
