"""Searching all texts of the catalogue for wording, in one go for each pattern."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.check.texts import PlacedText, texts_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_SENTENCE_ENDS = "。！？\n"


class Corpus(NamedTuple):
    """All texts, one a line, and where each line begins."""

    placed: tuple[PlacedText, ...]
    starts: tuple[int, ...]
    joined: str


@lru_cache(maxsize=1)
def corpus_of(facts: Facts) -> Corpus:
    """Join all texts of the catalogue; line ends inside a text become blanks."""
    placed = texts_of(facts)
    lines = [each.text.replace("\n", " ") for each in placed]
    starts = tuple(accumulate((len(line) + 1 for line in lines), initial=0))
    return Corpus(placed, starts, "\n".join(lines))


def find_wording(
    facts: Facts, pattern: re.Pattern[str]
) -> Iterator[tuple[PlacedText, re.Match[str]]]:
    """Yield every place where a pattern fits, with the text it is in.

    ``^`` and ``$`` of a multi-line pattern stand for the ends of a text. A pattern must
    not fit a line end.
    """
    corpus = corpus_of(facts)
    for match in pattern.finditer(corpus.joined):
        yield corpus.placed[bisect_right(corpus.starts, match.start()) - 1], match


def sentence_around(match: re.Match[str]) -> str:
    """Return the sentence that a match of :func:`find_wording` stands in."""
    whole = match.string
    start = max(whole.rfind(sign, 0, match.start()) for sign in _SENTENCE_ENDS) + 1
    ends = [whole.find(sign, match.end()) for sign in _SENTENCE_ENDS]
    return whole[start : min((end for end in ends if end >= 0), default=len(whole))]
