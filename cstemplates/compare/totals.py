"""Totals that only follow the cells above them: computed, as the numbers of clauses are."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.compare.change import Change, Kind
from cstemplates.compare.units import STEP

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROW = re.compile(r"[合总小]\s*计|\btotal\b", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d{1,3}(?:,\d{3})+|-?\d+)(\.\d+)?(\D*)")


class _Step(NamedTuple):
    """How much a cell's number grew, and in what unit."""

    by: Decimal
    unit: str


def mark_totals(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Tell totals that grew by what the cells of their column grew from other changes.

    A total that does not add up, and one of a table where rows came or went, stays a
    change like any other.
    """
    found = tuple(changes)
    grown: dict[tuple[str, str], list[_Step]] = {}
    for change in found:
        step, (table, row, column) = _step(change), _place(change)
        if step and not _ROW.search(row):
            grown.setdefault((table, column), []).append(step)
    return tuple(_marked(change, grown) for change in found)


def _marked(change: Change, grown: dict[tuple[str, str], list[_Step]]) -> Change:
    step, (table, row, column) = _step(change), _place(change)
    cells = grown.get((table, column), [])
    if not step or not _ROW.search(row) or {cell.unit for cell in cells} != {step.unit}:
        return change
    follows = sum(cell.by for cell in cells) == step.by
    return replace(change, kind=Kind.TOTAL) if follows else change


def _place(change: Change) -> tuple[str, str, str]:
    """The way to the table, the row and the column of a change in a cell."""
    *table, row, column = ["", "", *change.where.split(STEP)]
    return STEP.join(table), row, column


def _step(change: Change) -> _Step | None:
    before, after = _NUMBER.fullmatch(change.before), _NUMBER.fullmatch(change.after)
    if change.kind is not Kind.CHANGED or not before or not after or before[3] != after[3]:
        return None
    return _Step(_value(after) - _value(before), after[3])


def _value(number: re.Match[str]) -> Decimal:
    return Decimal(number[1].replace(",", "") + (number[2] or ""))
