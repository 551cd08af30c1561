"""The looks of two documents compared: how many blocks look different, by aspect."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from cstemplates.compare.change import Change, Kind
from cstemplates.compare.sequence import common

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cstemplates.word.looks import Looks

_ORDER = ("style", "font", "paragraph", "table", "width", "drawing", "page", "definition")


def compare_looks(old: Looks, new: Looks) -> tuple[Change, ...]:
    """Count what reads the same and looks different; one change an aspect.

    Aspects: ``style`` (another paragraph or table style), ``font``, ``paragraph``
    (alignment, spacing), ``table`` (borders, cells), ``width`` (columns), ``drawing``
    (its size), ``page`` (size, margins), ``definition`` (a style says something new).
    """
    counts: Counter[str] = Counter()
    texts = [[block.text for block in side.blocks] for side in (old, new)]
    for i, j in common(*texts):
        counts.update(_different(old.blocks[i].aspects, new.blocks[j].aspects))
    for before, after in zip_longest(old.pages, new.pages):
        if before is None or after is None or before.aspects != after.aspects:
            counts["page"] += 1
    shared = old.styles.keys() & new.styles.keys()
    counts["definition"] = sum(old.styles[name] != new.styles[name] for name in shared)
    return tuple(
        Change(Kind.LOOK, aspect, count=counts[aspect]) for aspect in _ORDER if counts[aspect]
    )


def _different(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [aspect for aspect in old if old[aspect] != new.get(aspect)]
