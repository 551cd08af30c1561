"""How alike the parts of two documents are, beyond the signs they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare.align import ALIKE
from cstemplates.compare.units import words_of
from cstemplates.compare.words import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.compare.units import Unit
    from cstemplates.word.blocks import Table

_MOVABLE_WORDS = 2
_SAME_HEADER, _SAME_WIDTH, _SAME_HEADING = 0.7, 0.25, 0.25


def is_movable(unit: Unit) -> bool:
    """Tell whether a unit says enough to be known again in another place."""
    return len(unit.text) >= _MOVABLE_WORDS


def unit_key(unit: Unit) -> tuple[str, str, tuple[str, ...]]:
    """Return what equal units have in common: kind and words, for empty ones their controls."""
    tags = () if unit.text else tuple(control.tag for control in unit.controls)
    return unit.kind, unit.text, tags


def unit_likeness(old: Unit, new: Unit) -> float:
    """Say how alike two units are, 0 to 1; units of different kinds never are."""
    if old.kind != new.kind:
        return 0.0
    alike = likeness(old.text, new.text)
    if old.table and new.table:
        head, other = (_header_words(unit) for unit in (old, new))
        if (head and head == other) or _share_of_labels(old.table, new.table) >= ALIKE:
            return max(alike, _SAME_HEADER)
        if old.table.columns == new.table.columns:
            return alike + (1 - alike) * _SAME_WIDTH
    if old.drawing and new.drawing:
        return max(alike, ALIKE)
    if old.level and old.level == new.level and alike >= _SAME_HEADING:
        # Headings are short, and one that was renamed heads the same things.
        return max(alike, ALIKE)
    return alike


def _header_words(unit: Unit) -> tuple[object, ...]:
    rows = unit.table.rows if unit.table else ()
    return tuple(row.cells for row in rows if row.header)


def _share_of_labels(old: Table, new: Table) -> float:
    """Say how many rows of a form begin with the same words."""
    labels, others = (
        {words_of(row.cells[0].blocks).text for row in table.rows if row.cells} - {""}
        for table in (old, new)
    )
    return len(labels & others) / max(len(labels), len(others), 1)


def margin_likeness(old: tuple[str, list[Unit]], new: tuple[str, list[Unit]]) -> float:
    """Say how alike two headers or footers are; those of other pages never are."""
    if old[0] != new[0]:
        return 0.0
    # A header belongs to the header of the same pages even when it says something new.
    return ALIKE + (1 - ALIKE) * likeness(joined(old[1]), joined(new[1]))


def joined(units: Sequence[Unit]) -> str:
    """Write the words of units in lines."""
    return "\n".join(unit.text for unit in units)
