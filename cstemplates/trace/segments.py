"""The paragraphs of a document, each in segments of one origin, read off its marked twin.

The twin says the same with marks in it. Where something has looked at the marks and has
changed a word for it, the two are laid side by side character by character: such a place
costs a little of the trace and nothing of the document, which is never made of the twin.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from cstemplates.trace.marks import Stretch, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cstemplates.findings import DocxLocation
    from cstemplates.word.paragraphs import ReadParagraph

Numbers = tuple[int, ...]
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """A paragraph in segments; ``signs`` are numbers of the template's paragraphs behind it."""

    location: DocxLocation
    heading: str
    segments: tuple[Stretch, ...]
    signs: Numbers = ()


def traced_paragraphs(
    paragraphs: Iterable[ReadParagraph], twin: Iterable[ReadParagraph]
) -> list[TracedParagraph]:
    """Give the paragraphs of a document the origins that its marked twin names."""
    marked: dict[str, list[_Marked]] = defaultdict(list)
    for paragraph in twin:
        marked[paragraph.location.part].append(_Marked.of(paragraph.text))
    found: list[TracedParagraph] = []
    for part, group in groupby(paragraphs, key=lambda p: p.location.part):
        plain = list(group)
        pairs = zip(plain, _partners([p.text for p in plain], marked[part]), strict=True)
        found += [_traced(paragraph, partner) for paragraph, partner in pairs]
    return found


@dataclass(frozen=True, slots=True)
class _Marked:
    """A paragraph of the twin: its text without marks, and the open marks at each character."""

    text: str
    numbers: tuple[Numbers, ...]
    signs: Numbers

    @classmethod
    def of(cls, raw: str) -> _Marked:
        parts = stretches(raw)
        signs = [s.numbers[-1] for s in parts if not s.text]
        numbers = [s.numbers for s in parts for _char in s.text]
        return cls("".join(s.text for s in parts), tuple(numbers), tuple(signs))


def _partners(texts: Sequence[str], marked: Sequence[_Marked]) -> list[_Marked | None]:
    """Find for each text the paragraph of the twin that says the same, in order."""
    found: list[_Marked | None] = [None] * len(texts)
    matcher = SequenceMatcher(None, texts, [m.text for m in marked], autojunk=False)
    for kind, start, end, other, stop in matcher.get_opcodes():
        if end - start == stop - other:
            found[start:end] = marked[other:stop]
        elif kind == "replace":
            _pair_alike(texts, found, range(start, end), list(marked[other:stop]))
    return found


def _pair_alike(
    texts: Sequence[str], found: list[_Marked | None], places: range, left: list[_Marked]
) -> None:
    for place in places:
        for position, candidate in enumerate(left):
            if SequenceMatcher(None, texts[place], candidate.text).ratio() >= _ALIKE:
                found[place] = candidate
                del left[: position + 1]
                break


def _traced(paragraph: ReadParagraph, partner: _Marked | None) -> TracedParagraph:
    signs = partner.signs if partner else ()
    numbers = _carried(paragraph.text, partner) if partner else [()] * len(paragraph.text)
    return TracedParagraph(
        paragraph.location, paragraph.heading, tuple(_segments(paragraph.text, numbers)), signs
    )


def _carried(text: str, partner: _Marked) -> list[Numbers]:
    """Carry the twin's numbers over to the characters of a text that may differ a little."""
    if text == partner.text:
        return list(partner.numbers)
    carried: list[Numbers] = []
    for kind, start, end, other, stop in SequenceMatcher(
        None, partner.text, text, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            carried += partner.numbers[start:end]
        elif kind != "delete":
            # Written in place of what stood here, or behind what stands before.
            near = partner.numbers[start:end] or tuple(carried[-1:]) or ((),)
            carried += [near[min(n, len(near) - 1)] for n in range(stop - other)]
    return carried


def _segments(text: str, numbers: Sequence[Numbers]) -> Iterator[Stretch]:
    for key, group in groupby(zip(numbers, text, strict=True), key=itemgetter(0)):
        yield Stretch("".join(char for _numbers, char in group), key)
