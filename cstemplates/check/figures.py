"""Targets that a sentence states in words: a name, a word of reaching, a figure with unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PROMISE = re.compile(
    r"(?:的?目标值?为?|须|应|要)?\s*"
    r"(?:达到|达|保持在|控制在|不低于|不得低于|不少于|不高于|不超过|≥|≤|>=|<=|＞|＜|>|<)\s*"
    r"(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>%|％|[一-鿿]{1,4})?"
)
_LONGEST = 24


class Promise(NamedTuple):
    """A figure that a text promises for something.

    Attributes:
        name: What is promised.
        value: The figure.
        unit: What follows the figure, the unit and perhaps more; may be empty.
        written: Name and figure as they stand in the text.
    """

    name: str
    value: Decimal
    unit: str
    written: str


def promises_in(text: str, is_name: Callable[[str], bool]) -> Iterator[Promise]:
    """Yield the figures that directly follow one of the names; the longest name counts."""
    for match in _PROMISE.finditer(text):
        head = text[: match.start()]
        starts = range(max(0, len(head) - _LONGEST), len(head))
        name = next((head[start:] for start in starts if is_name(head[start:])), None)
        if name is not None:
            unit = (match["unit"] or "").replace("％", "%")
            yield Promise(name, Decimal(match["value"]), unit, name + match[0])
