"""Near-copies among many short texts, found through an index and not by comparing all pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NO_CONTENT = re.compile(r"\$\{[^}]*\}|\W+")


class Pair(NamedTuple):
    """Two texts by their position, and how much of their word pairs they share (0 to 1)."""

    first: int
    second: int
    likeness: float


def plain(text: str) -> str:
    """Return a text without punctuation, spaces and references."""
    return _NO_CONTENT.sub("", text)


def near_copies(texts: Sequence[str], least: float) -> Iterator[Pair]:
    """Yield the pairs of texts whose character pairs agree at least so far (Jaccard).

    Two sets that agree to a share ``least`` must share one of the rarest elements of each,
    so only texts that meet in the index of those are compared; none is missed.
    """
    shingles = [_shingles(plain(text)) for text in texts]
    often = Counter(shingle for each in shingles for shingle in each)
    index: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(shingles):
        rarest = sorted(own, key=lambda shingle: (often[shingle], shingle))
        prefix = rarest[: len(own) - ceil(least * len(own)) + 1]
        met = {other for shingle in prefix for other in index[shingle]}
        for other in sorted(met):
            likeness = _jaccard(shingles[other], own)
            if likeness >= least:
                yield Pair(other, number, likeness)
        for shingle in prefix:
            index[shingle].append(number)


def _shingles(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(text))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
