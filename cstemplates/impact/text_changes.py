"""Two text projections compared: what a snapshot keeps, and what a fresh render gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare import Change, Kind, Piece, align, compare_text
from cstemplates.compare.words import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence


def text_changes(old: str, new: str) -> tuple[Change, ...]:
    """Compare two projections line by line, and changed lines sign by sign.

    Each change stands below the headings of the new text, or of the old one when its
    line is gone.
    """
    before, after = old.splitlines(), new.splitlines()
    pairs = align(before, after, likeness, str)
    ways = _ways(before), _ways(after)
    changes = (
        _change(
            ways[0][pair.old or 0] if pair.new is None else ways[1][pair.new],
            "" if pair.old is None else before[pair.old],
            "" if pair.new is None else after[pair.new],
            moved=pair.moved,
        )
        for pair in pairs
    )
    return tuple(change for change in changes if change)


def _change(where: str, old: str, new: str, *, moved: bool) -> Change | None:
    if moved:
        return Change(Kind.MOVED, where, (Piece("same", new),), old, new)
    if old == new:
        return None
    kind = Kind.CHANGED if old and new else Kind.ADDED if new else Kind.REMOVED
    return Change(kind, where, compare_text(old, new), old, new)


def _ways(lines: Sequence[str]) -> list[str]:
    """The headings above each line, the outermost first."""
    open_headings: list[str] = []
    ways = []
    for line in lines:
        marks, _blank, text = line.partition(" ")
        if marks and not marks.strip("#"):
            del open_headings[len(marks) - 1 :]
            open_headings.append(text)
        ways.append(" › ".join(open_headings))
    return ways
