"""Two tables compared: columns by their titles, rows by code or likeness, then cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare.align import Pair, align
from cstemplates.compare.table_view import CellView, Column, RowView, TableView, view_tables
from cstemplates.compare.units import STEP
from cstemplates.compare.words import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cstemplates.compare.draft import Draft
    from cstemplates.word.blocks import Table

_SAME_CODE, _SAME_NAME, _OTHER_CODE = 0.95, 0.75, 0.8
_MOVABLE_WORDS = 4


def compare_tables(draft: Draft, where: str, old: Table, new: Table) -> None:
    """Note what differs between two tables that belong together."""
    _TableComparison(draft, where, *view_tables(old, new)).run()


class _TableComparison:
    def __init__(self, draft: Draft, where: str, old: TableView, new: TableView) -> None:
        self._draft, self._where = draft, where
        self._old, self._new = old, new
        self._columns = _column_pairs(old.titles, new.titles)
        self._places = dict(self._column_places())

    def run(self) -> None:
        self._compare_columns()
        self._compare_headers()
        self._compare_rows()

    def _step(self, *steps: str) -> str:
        return STEP.join(filter(None, (self._where, *steps)))

    def _column_places(self) -> Iterator[tuple[Column, Column]]:
        """Map the columns of old to those of new; without titles by their position."""
        used = {c.column for row in self._old.rows for c in row.cells}
        to = {pair.old: pair.new for pair in self._columns}
        for column in used:
            index = to.get(column.place) if self._columns else column.place
            if index is not None:
                yield column, Column(index, column.part)

    def _compare_columns(self) -> None:
        for pair in self._columns:
            if pair.new is None and pair.old is not None:
                self._draft.remove(self._step("列"), self._old.column_text(pair.old))
            elif pair.old is None and pair.new is not None:
                self._draft.add(self._step("列"), self._new.column_text(pair.new))
            elif pair.moved and pair.new is not None:
                self._draft.move(self._step("列"), self._new.titles[pair.new])

    def _compare_headers(self) -> None:
        old, new = self._old.headers, self._new.headers
        if bool(old) != bool(new):
            # A mark was set or taken away; the row itself is compared with the others.
            return
        for one, other in zip(old, new, strict=False):
            self._cells(self._step("表头"), one, other, titled=False)
        for row in old[len(new) :]:
            self._draft.remove(self._step("表头"), row.text)
        for row in new[len(old) :]:
            self._draft.add(self._step("表头"), row.text)

    def _compare_rows(self) -> None:
        marks_differ = bool(self._old.headers) != bool(self._new.headers)
        old = self._old.rows if marks_differ else self._old.body
        new = self._new.rows if marks_differ else self._new.body
        for pair in self._row_pairs(old, new):
            if pair.new is None and pair.old is not None:
                row = old[pair.old]
                self._draft.remove(self._step(row.label), row.text, row.code)
            elif pair.old is None and pair.new is not None:
                row = new[pair.new]
                self._draft.add(self._step(row.label), row.text, row.code)
            elif pair.old is not None and pair.new is not None:
                self._row(old[pair.old], new[pair.new], moved=pair.moved)

    def _row_pairs(self, old: Sequence[RowView], new: Sequence[RowView]) -> list[Pair]:
        back = set(self._places.values())
        kept = {column: column for column in back} if self._columns else None
        words = {id(row): row.words(self._places if self._columns else None) for row in old}
        words |= {id(row): row.words(kept) for row in new}

        def alike(one: RowView, other: RowView) -> float:
            return _row_likeness(one, other, _line(words[id(one)]), _line(words[id(other)]))

        return align(
            old,
            new,
            alike,
            lambda row: words[id(row)],
            movable=lambda row: len(_line(words[id(row)])) >= _MOVABLE_WORDS,
        )

    def _row(self, old: RowView, new: RowView, *, moved: bool) -> None:
        if moved:
            self._draft.move(self._step(new.label), new.text, new.code)
            return
        self._cells(self._step(new.label), old, new, titled=True)

    def _cells(self, where: str, old: RowView, new: RowView, *, titled: bool) -> None:
        for before, after in self._cell_pairs(old, new):
            cell = after or before
            assert cell is not None
            view, row = (self._new, new) if after else (self._old, old)
            step = view.title(row, cell) if titled else ""
            # In a form the label beside a cell says more than the one the row begins with.
            instead = titled and step and not view.titles
            place = self._step(step) if instead else STEP.join(filter(None, (where, step)))
            self._cell(place, before, after, new.code)

    def _cell(self, where: str, old: CellView | None, new: CellView | None, code: str) -> None:
        if old and new and old.inherited and new.inherited:
            return
        before, after = old.text if old else "", new.text if new else ""
        self._draft.change(where, before, after, code)
        if old and new and not (old.inherited or new.inherited):
            self._draft.number(where, old.number, new.number)
            self._draft.controls(where, old.controls, new.controls)

    def _cell_pairs(
        self, old: RowView, new: RowView
    ) -> Iterator[tuple[CellView | None, CellView | None]]:
        """Pair the cells of two rows; cells of columns that came or went are left out."""
        if not self._columns and len(old.cells) != len(new.cells):
            yield from _by_likeness(old.cells, new.cells)
            return
        waiting = {cell.column: cell for cell in new.cells}
        lost = []
        for cell in old.cells:
            place = self._places.get(cell.column)
            if place is None:
                continue
            if place in waiting:
                yield cell, waiting.pop(place)
            else:
                lost.append(cell)
        came = {pair.new for pair in self._columns if pair.old is None}
        left = [cell for cell in waiting.values() if cell.column.place not in came]
        yield from _by_likeness(lost, left)


def _by_likeness(
    old: Sequence[CellView], new: Sequence[CellView]
) -> Iterator[tuple[CellView | None, CellView | None]]:
    pairs = align(old, new, lambda a, b: likeness(a.text, b.text), lambda c: c.text)
    for pair in pairs:
        before = None if pair.old is None else old[pair.old]
        after = None if pair.new is None else new[pair.new]
        yield before, after


def _column_pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair columns by title; as many as were renamed side by side belong together in order."""
    if not old or not new:
        return []
    pairs = align(old, new, likeness, str)
    found: list[Pair] = []
    gone: list[Pair] = []
    came: list[Pair] = []
    for pair in (*pairs, Pair(None, None)):
        if pair.old is not None and pair.new is None:
            gone.append(pair)
        elif pair.old is None and pair.new is not None:
            came.append(pair)
        else:
            found += _renamed(gone, came)
            gone, came = [], []
            found.append(pair)
    return found[:-1]


def _renamed(gone: list[Pair], came: list[Pair]) -> Iterable[Pair]:
    if len(gone) != len(came):
        return [*gone, *came]
    return [Pair(one.old, other.new) for one, other in zip(gone, came, strict=True)]


def _row_likeness(old: RowView, new: RowView, before: str, after: str) -> float:
    alike = likeness(before, after)
    counted = any(cell.number for row in (old, new) for cell in row.cells)
    if old.code and new.code and not counted:
        if old.code == new.code:
            return max(alike, _SAME_CODE)
        return alike if alike >= _OTHER_CODE else 0.0
    if old.name and old.name == new.name:
        return max(alike, _SAME_NAME)
    return alike


def _line(words: tuple[tuple[Column, str], ...]) -> str:
    return "\n".join(text for _column, text in words)
