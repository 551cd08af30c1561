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
    """Two texts by their position, and how much of their character pairs they share (0 to 1)."""

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
    shingles = _numbered([plain(text) for text in texts])
    index: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(shingles):
        rarest = sorted(own)[: len(own) - ceil(least * len(own)) + 1]
        met = {other for shingle in rarest for other in index[shingle]}
        for other in sorted(met):
            likeness = _jaccard(shingles[other], own)
            if likeness >= least:
                yield Pair(other, number, likeness)
        for shingle in rarest:
            index[shingle].append(number)


def _numbered(texts: Sequence[str]) -> list[frozenset[int]]:
    """Return the character pairs of each text, numbered from the rarest on."""
    shingles = [{a + b for a, b in pairwise(text)} for text in texts]
    often = Counter(shingle for each in shingles for shingle in each)
    number = {shingle: rank for rank, (shingle, _) in enumerate(reversed(often.most_common()))}
    return [frozenset(number[shingle] for shingle in each) for each in shingles]


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
