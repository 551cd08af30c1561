"""Which members of two sequences belong together: equal ones, alike ones, moved ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cstemplates.compare.sequence import common

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

T = TypeVar("T")

ALIKE = 0.5
_LARGEST_FULL = 10_000
_REACH = 40
_LARGEST_REACH = 100_000


class Pair(NamedTuple):
    """Positions that belong together; None where a member stands on one side only.

    ``moved`` members are equal by their key and stand in another order than the rest.
    """

    old: int | None
    new: int | None
    moved: bool = False


def align(
    old: Sequence[T],
    new: Sequence[T],
    likeness: Callable[[T, T], float],
    key: Callable[[T], Hashable],
    *,
    movable: Callable[[T], bool] = lambda _member: True,
) -> list[Pair]:
    """Pair the members of two sequences.

    Equal keys are paired first, then the most alike in between (a likeness of 0.5 at
    least), without crossing; what is left with equal keys has moved.

    Args:
        old: The sequence before.
        new: The sequence after.
        likeness: How alike two members are, 0 to 1.
        key: Members with equal keys are equal.
        movable: Which members may count as moved; empty ones better do not.

    Returns:
        One pair a member, in the order of new; members only in old stand where they were.
    """
    old_keys, new_keys = [key(m) for m in old], [key(m) for m in new]
    fixed = common(old_keys, new_keys)
    moves = _moves(old_keys, new_keys, fixed, [movable(m) for m in old])
    alike = [
        pair
        for gap in _gaps(fixed, len(old), len(new))
        for pair in _alike_in(gap, moves, lambda i, j: likeness(old[i], new[j]))
    ]
    return list(_in_order(sorted([*fixed, *alike]), moves, len(old), len(new)))


class _Gap(NamedTuple):
    old: range
    new: range


def _gaps(fixed: list[tuple[int, int]], old_size: int, new_size: int) -> Iterator[_Gap]:
    at, to = 0, 0
    for i, j in (*fixed, (old_size, new_size)):
        if i > at and j > to:
            yield _Gap(range(at, i), range(to, j))
        at, to = i + 1, j + 1


def _moves(
    old_keys: list[Hashable],
    new_keys: list[Hashable],
    fixed: list[tuple[int, int]],
    movable: list[bool],
) -> dict[int, int]:
    """Return new → old of the members that are equal and stand elsewhere."""
    taken_old, taken_new = {i for i, _j in fixed}, {j for _i, j in fixed}
    waiting: dict[Hashable, list[int]] = {}
    for i, member in enumerate(old_keys):
        if i not in taken_old and movable[i]:
            waiting.setdefault(member, []).append(i)
    found: dict[int, int] = {}
    for j, member in enumerate(new_keys):
        if j not in taken_new and waiting.get(member):
            found[j] = waiting[member].pop(0)
    return found


def _alike_in(
    gap: _Gap, moves: dict[int, int], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    moved_away = set(moves.values())
    rows = [i for i in gap.old if i not in moved_away]
    columns = [j for j in gap.new if j not in moves]
    if not rows or not columns:
        return []

    def value(i: int, j: int) -> float:
        found = likeness(rows[i], columns[j])
        return found if found >= ALIKE else 0.0

    choose = _heaviest if len(rows) * len(columns) <= _LARGEST_FULL else _first_found
    return [(rows[i], columns[j]) for i, j in choose(len(rows), len(columns), value)]


def _first_found(
    rows: int, columns: int, value: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Choose pairs from the front, looking ahead a little: for gaps too large to weigh all."""
    reach = max(3, min(_REACH, _LARGEST_REACH // rows))
    begin = 0
    for i in range(rows):
        ahead = range(begin, min(begin + reach, columns))
        best = max(ahead, key=lambda j: (value(i, j), -j), default=None)
        if best is not None and value(i, best):
            yield i, best
            begin = best + 1


def _heaviest(
    rows: int, columns: int, value: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Choose pairs that do not cross and are most alike together."""
    worth = [[value(i, j) for j in range(columns)] for i in range(rows)]
    best = [[0.0] * (columns + 1) for _row in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        here, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            paired = worth[i][j] + below[j + 1] if worth[i][j] else 0.0
            here[j] = max(paired, below[j], here[j + 1])
    return _choose(worth, best)


def _choose(worth: list[list[float]], best: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(worth) and j < len(worth[0]):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _in_order(
    matched: list[tuple[int, int]], moves: dict[int, int], old_size: int, new_size: int
) -> Iterator[Pair]:
    moved_away = set(moves.values())
    at, to = 0, 0
    for i, j in (*matched, (old_size, new_size)):
        yield from (Pair(gone, None) for gone in range(at, i) if gone not in moved_away)
        for put in range(to, j):
            yield Pair(moves[put], put, moved=True) if put in moves else Pair(None, put)
        if i < old_size and j < new_size:
            yield Pair(i, j)
        at, to = i + 1, j + 1
