"""Fit the grid of a table to the columns that a loop over cells has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.gate import OUTPUT, parse_xml
from cstemplates.word.namespaces import attribute, child, name, number, value

if TYPE_CHECKING:
    from lxml import etree

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MEASURED = "dxa"


def fit_grids(content: bytes) -> bytes:
    """Give every table as many grid columns as its widest row has.

    The table keeps its width: columns there were shrink or grow by one factor, columns
    that were added share evenly. Cells with a width in twentieths of a point get the
    width of the columns they cover.

    Raises:
        TemplateError: The part is not well formed.
    """
    from lxml import etree  # noqa: PLC0415  (heavy; few templates need it)

    root = parse_xml(content, path="", part="", profile=OUTPUT)
    tables = [table for table in root.iter(name("w:tbl")) if _refit(table)]
    return _DECLARATION + etree.tostring(root, encoding="utf-8") if tables else content


def _refit(table: etree._Element) -> bool:
    grid = child(table, "w:tblGrid")
    rows = list(table.iterchildren(name("w:tr")))
    if grid is None or not rows:
        return False
    columns = list(grid.iterchildren(name("w:gridCol")))
    wanted = max(map(_columns_of, rows))
    if wanted in (0, len(columns)):
        return False
    widths = _shared([number(attribute(c, "w:w")) for c in columns], wanted)
    for column in columns:
        grid.remove(column)
    for width in widths:
        column = grid.makeelement(name("w:gridCol"))
        column.set(name("w:w"), str(width))
        grid.append(column)
    for row in rows:
        _measure(row, widths)
    return True


def _shared(widths: list[int], wanted: int) -> list[int]:
    """Spread the table's width over another number of columns, without losing any."""
    total = sum(widths)
    weights = [*widths[:wanted], *[total // max(len(widths), 1)] * (wanted - len(widths))]
    whole = sum(weights) or 1
    shared = [weight * total // whole for weight in weights]
    shared[-1] += total - sum(shared)
    return shared


def _columns_of(row: etree._Element) -> int:
    outside = (value(row, "w:trPr/w:gridBefore"), value(row, "w:trPr/w:gridAfter"))
    return sum(map(number, outside)) + sum(map(_span, row.iterchildren(name("w:tc"))))


def _span(cell: etree._Element) -> int:
    return max(1, number(value(cell, "w:tcPr/w:gridSpan", "1"), 1))


def _measure(row: etree._Element, widths: list[int]) -> None:
    position = number(value(row, "w:trPr/w:gridBefore"))
    for cell in row.iterchildren(name("w:tc")):
        covered = widths[position : position + _span(cell)]
        position += len(covered)
        width = child(cell, "w:tcPr/w:tcW")
        if width is not None and attribute(width, "w:type") == _MEASURED:
            width.set(name("w:w"), str(sum(covered)))
