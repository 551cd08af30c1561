"""How wide the columns of a table should be, judged by the words that stand in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Half the width of a Chinese character of 五号, the size of tables, in twentieths of a point.
_UNIT = 105
_PADDING = 240
_LEAST = 4
_HEAD = 8
_LONGEST_WORD = 14
_LONG = 16
_ENOUGH = 80
_MOST_FIRM = 0.75
_WIDE = frozenset("WFA")
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column needs.

    Attributes:
        least: The width at which its head and its longest word stay on one line.
        wanted: The width at which every line of it stays on one line, up to a limit.
    """

    least: int
    wanted: int

    @classmethod
    def of(cls, head: str, lines: Iterable[str]) -> Column:
        """Measure a column by its head and by the lines of its cells."""
        every = [head, *lines]
        words = [units(word) for line in every for word in _WORD.findall(line)]
        least = max(_LEAST, min(units(head), _HEAD), min(max(words, default=0), _LONGEST_WORD))
        wanted = max(least, min(max(map(units, every)), _ENOUGH))
        return cls(least * _UNIT + _PADDING, wanted * _UNIT + _PADDING)

    @property
    def is_long(self) -> bool:
        """Whether it holds sentences rather than words."""
        return self.wanted > _LONG * _UNIT + _PADDING


def units(text: str) -> int:
    """Count a text's width in halves of a Chinese character."""
    return sum(map(_units_of, text))


@lru_cache(maxsize=32_768)
def _units_of(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def shared_by_text(columns: Sequence[Column], total: int) -> list[int]:
    """Divide a table's width among its columns.

    Short columns get what they want and long ones the rest; without long ones, all but the
    shortest share what is left. Where there is too little, all give way, but none below what
    its head needs unless the table is too narrow for that.

    Args:
        columns: What each column needs.
        total: The table's width.

    Returns:
        A width for each column; they add up to the total.
    """
    least = [c.least if c.is_long else c.wanted for c in columns]
    if sum(least) > total * _MOST_FIRM:
        least = [column.least for column in columns]
    wanted = [column.wanted for column in columns]
    if sum(least) >= total:
        return spread(least, total)
    if sum(wanted) >= total:
        more = [w - m for w, m in zip(wanted, least, strict=True)]
        return [m + x for m, x in zip(least, spread(more, total - sum(least)), strict=True)]
    growing = [c.wanted if c.is_long else 0 for c in columns]
    if not any(growing):
        narrowest = min(wanted)
        growing = [w - narrowest for w in wanted]
    surplus = spread(growing, total - sum(wanted))
    return [w + x for w, x in zip(wanted, surplus, strict=True)]


def spread(weights: Sequence[int], total: int) -> list[int]:
    """Divide a whole in proportion to weights, without losing any of it."""
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    edges = [edge * total // whole for edge in accumulate(weights, initial=0)]
    return [after - before for before, after in pairwise(edges)]
