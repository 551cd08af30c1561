"""Half-open ranges ``[start, end)``: what they leave uncovered, where they overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from cstemplates.check.scorecards import figure
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal


class Range(Protocol):
    """Anything with a start that belongs to it and an end that does not; None is open."""

    @property
    def start(self) -> Decimal | None:
        """The first value, or None when there is no lower end."""
        ...

    @property
    def end(self) -> Decimal | None:
        """The first value beyond, or None when there is no upper end."""
        ...


class Interval(NamedTuple):
    """A half-open range."""

    start: Decimal | None
    end: Decimal | None

    def __str__(self) -> str:
        """Write the range for people."""
        start, end = self
        if start is not None and end is not None:
            return _("values in [{start}, {end})").format(start=figure(start), end=figure(end))
        if start is not None:
            return _("values from {start} up").format(start=figure(start))
        if end is not None:
            return _("values below {end}").format(end=figure(end))
        return _("all values")


def is_empty(interval: Range) -> bool:
    """Tell whether no value lies in the range, as when its ends are swapped."""
    return (
        interval.start is not None and interval.end is not None and interval.start >= interval.end
    )


def holes(ranges: Sequence[Range], lowest: Decimal, highest: Decimal | None) -> list[Interval]:
    """Return what the ranges leave uncovered, from the bottom up; their order is free.

    Args:
        ranges: The ranges; empty ones cover nothing.
        lowest: Smallest value there can be.
        highest: Largest value there can be, itself included; None when there is no limit.
    """
    found: list[Interval] = []
    reached: Decimal | None = None
    for each in _ascending(ranges):
        if each.start is not None and (reached is None or each.start > reached):
            found.append(Interval(reached, each.start))
        if each.end is None:
            reached = None
            break
        reached = each.end if reached is None else max(reached, each.end)
    else:
        found.append(Interval(reached, None))
    return [hole for hole in found if _matters(hole, lowest, highest)]


def _matters(hole: Interval, lowest: Decimal, highest: Decimal | None) -> bool:
    below = hole.end is not None and hole.end <= lowest
    above = highest is not None and hole.start is not None and hole.start > highest
    return not (below or above)


def _ascending(ranges: Sequence[Range]) -> list[Range]:
    filled = [each for each in ranges if not is_empty(each)]
    return sorted(filled, key=lambda each: (each.start is not None, each.start or 0))


def overlaps(ranges: Sequence[Range]) -> Iterator[tuple[int, int, Interval]]:
    """Yield two positions and what both cover, for every pair with a value in common."""
    for second, later in enumerate(ranges):
        for first, earlier in enumerate(ranges[:second]):
            common = _common(earlier, later)
            if not (is_empty(earlier) or is_empty(later) or is_empty(common)):
                yield first, second, common


def _common(one: Range, other: Range) -> Interval:
    starts = [each.start for each in (one, other) if each.start is not None]
    ends = [each.end for each in (one, other) if each.end is not None]
    return Interval(max(starts, default=None), min(ends, default=None))
