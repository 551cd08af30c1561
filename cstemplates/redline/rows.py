"""Which rows of two tables belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare import align
from cstemplates.compare.words import likeness
from cstemplates.redline.pairing import Part, words_of
from cstemplates.word.inline import grid_number
from cstemplates.word.namespaces import attribute, child, name
from cstemplates.word.story import members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_CELL = name("w:tc")
_SAME_FIRST = 0.55


def same_grid(old: etree._Element, new: etree._Element) -> bool:
    """Tell whether two tables have as many columns, so that their rows can stand in one."""
    return _columns(old) == _columns(new)


def pair_rows(
    old: Sequence[etree._Element], new: Sequence[etree._Element]
) -> list[tuple[int, int]]:
    """Pair rows of one shape in their order; moved ones stay unpaired."""
    before, after = [_row(row) for row in old], [_row(row) for row in new]
    return [
        (p.old, p.new)
        for p in align(before, after, _alike, lambda row: (row.shape, row.words))
        if p.old is not None and p.new is not None and not p.moved
    ]


def _alike(old: Part, new: Part) -> float:
    if old.shape != new.shape:
        return 0.0
    alike = likeness(old.words, new.words)
    # The code or name in the first cell says which row it is, whatever else has changed.
    if alike and _first(old.words) and _first(old.words) == _first(new.words):
        return max(alike, _SAME_FIRST)
    return alike


def _first(words: str) -> str:
    return words.lstrip("\t").partition("\t")[0]


def _row(row: etree._Element) -> Part:
    return Part(row, words_of(row), _shape(row))


def _shape(row: etree._Element) -> str:
    properties = child(row, "w:trPr")
    outside = [grid_number(properties, path, 0) for path in ("w:gridBefore", "w:gridAfter")]
    return repr((outside, [_cell_shape(cell) for cell in members(row, _CELL)]))


def _cell_shape(cell: etree._Element) -> tuple[int, str]:
    properties = child(cell, "w:tcPr")
    merged = child(properties, "w:vMerge")
    state = "" if merged is None else attribute(merged, "w:val", "continue")
    return grid_number(properties, "w:gridSpan", 1), state


def _columns(table: etree._Element) -> int:
    grid = child(table, "w:tblGrid")
    return 0 if grid is None else sum(1 for _c in grid.iterchildren(name("w:gridCol")))
