"""Searching all texts of the catalogue for wording, in one go for each pattern."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.check.texts import PlacedText, texts_of
from cstemplates.model.base import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model.base import Entry

_SENTENCE_ENDS = "。！？\n"
_PAIRS = ("（(", "）)"), ("《", "》"), ("“", "”")
_BRACKET = re.compile("[（()）《》“”]")


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


def is_unbalanced(text: str) -> bool:
    """Tell whether a text opens more brackets or quotation marks than it closes, or fewer."""
    return bool(_BRACKET.search(text)) and any(
        sum(map(text.count, opening)) != sum(map(text.count, closing))
        for opening, closing in _PAIRS
    )


def ids_around(entry: Entry, key_path: KeyPath) -> set[str]:
    """Return the ids of the list items that a key path of an entry leads through."""
    node: Any = entry
    ids = set()
    for key in key_path:
        node = getattr(node, key) if isinstance(key, str) else node[key]
        if isinstance(node, Item):
            ids.add(node.id)
    return ids
