"""A table as a reader takes it: rows of named columns, merged cells seen in every row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.compare.ordinals import counts_up, is_count, split_number
from cstemplates.compare.units import short, words_of
from cstemplates.word.blocks import Merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cstemplates.word.blocks import Cell, Control, Row, Table

_CODE = re.compile(r"[A-Za-z]{0,6}[-_]?[A-Za-z0-9][A-Za-z0-9._-]{0,20}")
_LONGEST_LABEL = 12
_COUNTING_TITLES = frozenset({"序号", "编号", "项次", "行次", "序", "项号", "No.", "No"})


class Column(NamedTuple):
    """A column's place in a row: which column of the table, and which cell inside it."""

    place: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a row; ``inherited`` when it is merged with the cell above."""

    column: Column
    text: str
    number: str = ""
    inherited: bool = False
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """A row; ``position`` counts from 1."""

    cells: tuple[CellView, ...]
    position: int
    header: bool

    @property
    def _leading(self) -> CellView | None:
        """The cell that names the row: one that counts, else the first of its own."""
        own = [cell for cell in self.cells if not cell.inherited]
        counted = next((cell for cell in own if cell.number and not cell.text), None)
        return counted or next((cell for cell in own if cell.text), None)

    @property
    def code(self) -> str:
        """The code or number the row begins with; empty when there is none."""
        if self._leading is None:
            return ""
        code = self._leading.text or self._leading.number
        return code if _CODE.fullmatch(code) else ""

    @property
    def name(self) -> str:
        """The first words of its own that are no code and no number."""
        leading, at = self._leading, 0
        if leading is not None:
            at = self.cells.index(leading)
        own = (c.text for c in self.cells[at:] if not c.inherited)
        name = next((text for text in own if text and text != self.code), "")
        return f"{leading.number} {name}" if leading and leading.text and leading.number else name

    @property
    def label(self) -> str:
        """The row's step of the way."""
        words = short(f"{self.code} {self.name}")
        return words or (f"第 {self.position} 行" if self.text else "空白行")

    @property
    def text(self) -> str:
        """The whole row in a line."""
        shown = (" ".join(filter(None, (c.number, c.text))) for c in self.cells if not c.inherited)
        return " | ".join(filter(None, (" ".join(text.split()) for text in shown)))

    def words(self, columns: dict[Column, Column] | None = None) -> tuple[tuple[Column, str], ...]:
        """What makes it this row: words by column; counts and empty cells left out.

        Args:
            columns: Where its columns are on the other side; columns without are left out.
        """
        if columns is None:
            return tuple((c.column, c.text) for c in self.cells if c.text)
        return tuple(
            (columns[c.column], c.text) for c in self.cells if c.text and c.column in columns
        )


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; ``titles`` are the header cells, empty when no row is marked as header."""

    rows: tuple[RowView, ...]
    titles: tuple[str, ...]

    @property
    def headers(self) -> tuple[RowView, ...]:
        """The rows repeated on each page."""
        return tuple(row for row in self.rows if row.header)

    @property
    def body(self) -> tuple[RowView, ...]:
        """The other rows."""
        return tuple(row for row in self.rows if not row.header)

    def title(self, row: RowView, cell: CellView) -> str:
        """Name a cell's column: by its header, in a form by the label on its left."""
        if self.titles:
            return short(self.titles[cell.column.place])
        at = row.cells.index(cell)
        left = row.cells[at - 1].text if at else ""
        return short(left) if at > 1 and 0 < len("".join(left.split())) <= _LONGEST_LABEL else ""

    def column_text(self, column: int) -> str:
        """A whole column: its title, then what its cells hold, in lines."""
        cells = (c for row in self.body for c in row.cells if c.column.place == column)
        return "\n".join(filter(None, (self.titles[column], *(c.text for c in cells))))


class _Edge(NamedTuple):
    start: int
    title: str


def view_tables(old: Table, new: Table) -> tuple[TableView, TableView]:
    """Read two tables that belong together; a column that counts in both is no text."""
    sides = [_view(table) for table in (old, new)]
    counting = _counting(sides[0]) & _counting(sides[1])
    before, after = (_without_counts(side, counting) for side in sides)
    return before, after


def _view(table: Table) -> TableView:
    edges = _edges([row for row in table.rows if row.header])
    merged: dict[int, CellView] = {}
    rows = [
        RowView(tuple(_cells(row, edges, merged)), position, row.header)
        for position, row in enumerate(table.rows, start=1)
    ]
    return TableView(tuple(rows), tuple(edge.title for edge in edges))


def _counting(table: TableView) -> set[tuple[int, str]]:
    """Find the columns that count: the first one, or one that says so, by place and title."""
    found = set()
    for place, title in enumerate(table.titles or ("",)):
        cells = [c for row in table.body for c in row.cells if c.column == (place, 0)]
        named = "".join(title.split()) in _COUNTING_TITLES
        if (place == 0 or named) and counts_up(c.text for c in cells if not c.inherited):
            found.add((place if not title else -1, title))
    return found


def _without_counts(table: TableView, counting: set[tuple[int, str]]) -> TableView:
    if not counting:
        return table
    titles = table.titles or ("",)
    places = {at for at, title in enumerate(titles) if (at if not title else -1, title) in counting}
    rows = (
        row
        if row.header
        else replace(row, cells=tuple(_counted(cell, places) for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _counted(cell: CellView, places: set[int]) -> CellView:
    if cell.column.place not in places or not is_count(cell.text):
        return cell
    return replace(cell, text="", number=cell.text.strip())


def _edges(headers: Sequence[Row]) -> list[_Edge]:
    """Return where columns begin: the cells of the last header row, named with those above."""
    if not headers:
        return []
    spans = [
        [(start, cell, words_of(cell.blocks).text) for start, cell in _placed(row)]
        for row in headers
    ]
    found = []
    for start, _cell, _text in spans[-1]:
        above = [
            " ".join(text.split())
            for row in spans
            for begin, cell, text in row
            if begin <= start < begin + cell.span and text
        ]
        found.append(_Edge(start, "/".join(dict.fromkeys(above))))
    return found


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    at = row.before
    for cell in row.cells:
        yield at, cell
        at += cell.span


def _cells(row: Row, edges: list[_Edge], merged: dict[int, CellView]) -> Iterator[CellView]:
    parts: dict[int, int] = {}
    for position, (start, cell) in enumerate(_placed(row)):
        index = max((n for n, edge in enumerate(edges) if edge.start <= start), default=0)
        index = index if edges else position
        column = Column(index, parts.setdefault(index, 0))
        parts[index] += 1
        if cell.merge is Merge.CONTINUED and start in merged:
            yield replace(merged[start], column=column, inherited=True, controls=())
            continue
        text, controls = words_of(cell.blocks)
        view = CellView(column, text, _typed_number(cell), controls=controls)
        if cell.merge is Merge.START:
            merged[start] = view
        else:
            merged.pop(start, None)
        yield view


def _typed_number(cell: Cell) -> str:
    first = cell.blocks[0] if cell.blocks else None
    number = getattr(first, "number", "")
    return number or split_number(getattr(first, "text", "")).number
