"""The longest common part of two sequences, and what bounds the work it may take."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

# Steps of the search; about a tenth of a second.
_BUDGET = 40_000
_DEEPEST = 200
_ANCHOR_SIZES = (12, 4, 2)


class _Match(NamedTuple):
    old: int
    new: int


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pair equal members of both, in order: positions in old and in new, both rising.

    As many pairs as there can be while the difference is small. Sequences that differ
    much are cut at runs that occur once in each, so the work stays bounded; what is left
    between such runs and still differs too much is taken as replaced.
    """
    return [(match.old, match.new) for match in _Common(old, new).matches()]


class _Common:
    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        numbers: dict[Hashable, int] = {}
        self._old = [numbers.setdefault(member, len(numbers)) for member in old]
        self._new = [numbers.setdefault(member, len(numbers)) for member in new]
        self._budget = _BUDGET

    def matches(self) -> list[_Match]:
        return list(self._between(0, len(self._old), 0, len(self._new), _ANCHOR_SIZES))

    def _between(
        self, low: int, high: int, start: int, end: int, sizes: tuple[int, ...]
    ) -> Iterator[_Match]:
        old, new = self._old, self._new
        while low < high and start < end and old[low] == new[start]:
            yield _Match(low, start)
            low, start = low + 1, start + 1
        tail = 0
        while (
            low < high - tail and start < end - tail and old[high - tail - 1] == new[end - tail - 1]
        ):
            tail += 1
        if low < high - tail and start < end - tail:
            yield from self._inner(low, high - tail, start, end - tail, sizes)
        yield from (_Match(high - n, end - n) for n in range(tail, 0, -1))

    def _inner(
        self, low: int, high: int, start: int, end: int, sizes: tuple[int, ...]
    ) -> Iterator[_Match]:
        found = self._shortest_edit(low, high, start, end)
        if found is not None:
            yield from found
            return
        for position, size in enumerate(sizes):
            anchors = self._anchors(low, high, start, end, size)
            if anchors:
                yield from self._around(anchors, (low, high, start, end), sizes[position:])
                return

    def _around(
        self, anchors: list[_Match], bounds: tuple[int, int, int, int], sizes: tuple[int, ...]
    ) -> Iterator[_Match]:
        low, high, start, end = bounds
        for anchor in anchors:
            if anchor.old < low or anchor.new < start:
                continue
            yield from self._between(low, anchor.old, start, anchor.new, sizes)
            yield anchor
            low, start = anchor.old + 1, anchor.new + 1
        yield from self._between(low, high, start, end, sizes)

    def _anchors(self, low: int, high: int, start: int, end: int, size: int) -> list[_Match]:
        """Find runs of a size that occur once on each side; the longest rising row of them."""
        places = _single_runs(self._new, start, end, size)
        pairs = [
            _Match(position, places[run])
            for run, position in _single_runs(self._old, low, high, size).items()
            if run in places
        ]
        return _longest_rising(sorted(pairs))

    def _shortest_edit(self, low: int, high: int, start: int, end: int) -> list[_Match] | None:
        """Search the shortest edit (Myers 1986); None when it is too long for the budget."""
        old, new = self._old[low:high], self._new[start:end]
        furthest, trace = {1: 0}, []
        for depth in range(min(len(old) + len(new), _DEEPEST) + 1):
            self._budget -= depth + 1
            if self._budget < 0:
                return None
            trace.append(furthest.copy())
            if _advance(furthest, depth, old, new):
                return _walk_back(trace, len(old), len(new), _Match(low, start))
        return None


def _advance(furthest: dict[int, int], depth: int, old: list[int], new: list[int]) -> bool:
    """Go one edit further on every diagonal; True when both ends are reached."""
    width, height = len(old), len(new)
    for diagonal in range(-depth, depth + 1, 2):
        x = _step(furthest, diagonal, depth)
        y = x - diagonal
        while x < width and y < height and old[x] == new[y]:
            x, y = x + 1, y + 1
        furthest[diagonal] = x
        if x >= width and y >= height:
            return True
    return False


def _step(furthest: dict[int, int], diagonal: int, depth: int) -> int:
    if _goes_down(furthest, diagonal, depth):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _goes_down(furthest: dict[int, int], diagonal: int, depth: int) -> bool:
    return diagonal == -depth or (
        diagonal != depth and furthest[diagonal - 1] < furthest[diagonal + 1]
    )


def _walk_back(trace: list[dict[int, int]], x: int, y: int, origin: _Match) -> list[_Match]:
    found: list[_Match] = []
    for depth in range(len(trace) - 1, -1, -1):
        furthest, diagonal = trace[depth], x - y
        begun = _step(furthest, diagonal, depth)
        while x > begun and y > begun - diagonal:
            x, y = x - 1, y - 1
            found.append(_Match(origin.old + x, origin.new + y))
        x, y = (x, y - 1) if _goes_down(furthest, diagonal, depth) else (x - 1, y)
    return found[::-1]


def _single_runs(
    members: Sequence[int], low: int, high: int, size: int
) -> dict[tuple[int, ...], int]:
    part = members[low:high]
    runs = list(zip(*(part[at:] for at in range(size)), strict=False))
    counts = Counter(runs)
    return {run: low + at for at, run in enumerate(runs) if counts[run] == 1}


def _longest_rising(pairs: list[_Match]) -> list[_Match]:
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, pair in enumerate(pairs):
        at = bisect_left(tails, pair.new)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [pair.new]
        ends[at : at + 1] = [position]
    found: list[_Match] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        found.append(pairs[position])
        position = before[position]
    return found[::-1]
