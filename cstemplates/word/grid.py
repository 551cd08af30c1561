"""Fit the grid of a table to the columns that a loop over cells has made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.gate import OUTPUT, parse_xml
from cstemplates.word.column_widths import Column, shared_by_text, spread
from cstemplates.word.namespaces import attribute, child, is_on, name, number, value

if TYPE_CHECKING:
    from lxml import etree

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FIFTIETHS = 5000
# Marks, in a compiled template only, the grid of a table whose columns are data.
_LOOPED = "looped"
_EDGES = re.compile(
    r"<w:tbl>|</w:tbl>|</w:tr>|(?P<grid><w:tblGrid>)"
    r"|(?:</w:tc>|</w:trPr>|<w:tr\b[^>]*>|(?<=%\}))\s*\{%-?\s*(?P<tag>for|if)\b(?=[^%]*%\}\s*<w:tc\b)"
)


def mark_looped_grids(source: str) -> str:
    """Mark the tables of a template whose columns are data.

    These are the tables with a loop over cells, or with two or more cells in a row that
    each stand there on a condition.

    Args:
        source: The part after docxtpl has moved the tags to the elements they stand for.
    """
    open_grids: list[_OpenGrid] = []
    looped: set[int] = set()
    for edge in _EDGES.finditer(source):
        if edge[0] == "<w:tbl>":
            open_grids.append(_OpenGrid())
        elif open_grids:
            open_grids[-1].pass_by(edge)
            if edge[0] == "</w:tbl>":
                looped.add(open_grids.pop().found)
    for position in sorted(looped - {0}, reverse=True):
        source = f'{source[:position]} {_LOOPED}="1"{source[position:]}'
    return source


@dataclass(slots=True)
class _OpenGrid:
    """A table of a template while its rows are read."""

    position: int = 0
    conditions: int = 0
    is_data: bool = False

    @property
    def found(self) -> int:
        """The place for a mark in its grid; 0 where it needs none."""
        return self.position if self.is_data else 0

    def pass_by(self, edge: re.Match[str]) -> None:
        if edge["grid"]:
            self.position = edge.end() - 1
        elif edge["tag"]:
            self.conditions += 1
            self.is_data |= edge["tag"] == "for" or self.conditions > 1
        elif edge[0] == "</w:tr>":
            self.conditions = 0


def fit_grids(content: bytes) -> bytes:
    """Give every table as many grid columns as its widest row has.

    The table keeps its width. Where the columns are data, they share it by the lengths of
    their texts, unless the data spans cells over a fine grid; elsewhere columns there were
    shrink or grow by one factor and columns that were added share evenly. Cells get the
    width of the columns they cover.

    Raises:
        TemplateError: The part is not well formed.
    """
    from lxml import etree  # noqa: PLC0415  (heavy; few templates need it)

    root = parse_xml(content, path="", part="", profile=OUTPUT)
    tables = [table for table in root.iter(name("w:tbl")) if _refit(table)]
    changed = _put_widths_first(root) or tables
    return _DECLARATION + etree.tostring(root, encoding="utf-8") if changed else content


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


def _refit(table: etree._Element) -> bool:
    grid = child(table, "w:tblGrid")
    rows = list(table.iterchildren(name("w:tr")))
    if grid is None or not rows:
        return False
    marked = grid.attrib.pop(_LOOPED, "") != ""
    columns = list(grid.iterchildren(name("w:gridCol")))
    wanted = max(map(_columns_of, rows))
    by_text = marked and wanted == len({p for row in rows for p, _c in _single_cells(row)})
    if wanted == 0 or (wanted == len(columns) and not by_text):
        return marked
    widths = [number(attribute(c, "w:w")) for c in columns]
    widths = _by_text(rows, wanted, sum(widths)) if by_text else _shared(widths, wanted)
    for column in columns:
        grid.remove(column)
    for width in widths:
        column = grid.makeelement(name("w:gridCol"))
        column.set(name("w:w"), str(width))
        grid.append(column)
    for row in rows:
        _measure(row, widths)
    return True


def _by_text(rows: list[etree._Element], wanted: int, total: int) -> list[int]:
    """Share a width by what stands in the columns; the repeated rows are their heads."""
    heads = [""] * wanted
    lines: list[list[str]] = [[] for _column in range(wanted)]
    for order, row in enumerate(rows):
        for position, cell in _single_cells(row):
            found = _lines_of(cell)
            if order == 0 or is_on(row, "w:trPr/w:tblHeader"):
                heads[position] = max(heads[position], "".join(found), key=len)
            else:
                lines[position].extend(found)
    columns = [Column.of(head, column) for head, column in zip(heads, lines, strict=True)]
    return shared_by_text(columns, total)


def _single_cells(row: etree._Element) -> list[tuple[int, etree._Element]]:
    """Return the cells that stand in one column each, with their column."""
    position = number(value(row, "w:trPr/w:gridBefore"))
    found = []
    for cell in row.iterchildren(name("w:tc")):
        if _span(cell) == 1:
            found.append((position, cell))
        position += _span(cell)
    return found


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


def _columns_of(row: etree._Element) -> int:
    outside = (value(row, "w:trPr/w:gridBefore"), value(row, "w:trPr/w:gridAfter"))
    return sum(map(number, outside)) + sum(map(_span, row.iterchildren(name("w:tc"))))


def _span(cell: etree._Element) -> int:
    return max(1, number(value(cell, "w:tcPr/w:gridSpan", "1"), 1))


def _measure(row: etree._Element, widths: list[int]) -> None:
    shares = spread(widths, _FIFTIETHS)
    position = number(value(row, "w:trPr/w:gridBefore"))
    for cell in row.iterchildren(name("w:tc")):
        covered = slice(position, position + _span(cell))
        position += _span(cell)
        width = child(cell, "w:tcPr/w:tcW")
        stated = {"dxa": widths, "pct": shares}.get(
            "" if width is None else attribute(width, "w:type")
        )
        if width is not None and stated is not None:
            width.set(name("w:w"), str(sum(stated[covered])))
