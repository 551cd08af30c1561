"""Which blocks of two stories belong together, so that every part ends with its last mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.compare import align
from cstemplates.compare.words import likeness
from cstemplates.word.namespaces import attribute, child, name, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

PARAGRAPH, TABLE, CONTROL = name("w:p"), name("w:tbl"), name("w:sdt")
_TEXTS = tuple(map(name, ("w:t", "w:tab", "w:br", "w:tc")))
_MARK = name("w:fldChar")
_SAME_HEAD = 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """A block, row or cell and the words in it.

    Attributes:
        element: The block itself.
        words: What is read in it.
        shape: Only blocks of one shape are compared; others replace each other.
    """

    element: etree._Element
    words: str
    shape: str


def part_of(element: etree._Element) -> Part:
    """Read a block."""
    shape = element.tag
    if shape == TABLE:
        shape += f" {sum(1 for _c in element.iter(name('w:gridCol')))}"
    elif shape == CONTROL:
        shape += f" {value(element, 'w:sdtPr/w:tag')}"
    return Part(element, words_of(element), shape)


def words_of(element: etree._Element) -> str:
    """Return the words of a block; a cell begins with a tab."""
    return "".join(e.text or "" if e.tag == _TEXTS[0] else "\t" for e in element.iter(*_TEXTS))


def pair_blocks(
    old: Sequence[Part], new: Sequence[Part], *, in_cell: bool
) -> list[tuple[int, int]]:
    """Pair blocks in their order; moved ones stay unpaired.

    Args:
        old: The blocks before.
        new: The blocks after.
        in_cell: Whether single paragraphs in the same place always belong together.
    """
    pairs = [
        (p.old, p.new)
        for p in align(old, new, _alike, lambda part: (part.shape, part.words))
        if p.old is not None and p.new is not None and not p.moved
    ]
    for forced in _field_edges(old, new):
        pairs = _with(pairs, forced)
    if in_cell:
        pairs = [*_singles(pairs, old, new)]
    return _with_last(pairs, old, new)


def _alike(old: Part, new: Part) -> float:
    if old.shape != new.shape:
        return 0.0
    alike = likeness(old.words, new.words)
    if old.element.tag == TABLE and _head(old) == _head(new):
        return max(alike, _SAME_HEAD + alike / 10)
    return alike


def _head(table: Part) -> str:
    first = next(table.element.iter(name("w:tr")), None)
    return "" if first is None else words_of(first)


def _field_edges(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs in which a field begins that ends elsewhere, or ends."""
    first = [i for i, part in enumerate(old) if _is_edge(part)]
    second = [j for j, part in enumerate(new) if _is_edge(part)]
    if len(first) == len(second):
        yield from zip(first, second, strict=True)


def _is_edge(part: Part) -> bool:
    if part.element.tag != PARAGRAPH:
        return False
    kinds = [attribute(mark, "w:fldCharType") for mark in part.element.iter(_MARK)]
    return kinds.count("begin") != kinds.count("end")


def _with(pairs: list[tuple[int, int]], forced: tuple[int, int]) -> list[tuple[int, int]]:
    """Add a pair and give up those that cross it."""
    i, j = forced
    kept = [(a, b) for a, b in pairs if (a < i and b < j) or (a > i and b > j)]
    return sorted([*kept, forced])


def _singles(
    pairs: list[tuple[int, int]], old: Sequence[Part], new: Sequence[Part]
) -> Iterator[tuple[int, int]]:
    """Pair what is alone in its place on both sides too, however different it reads."""
    at = to = 0
    for i, j in (*pairs, (len(old), len(new))):
        if i - at == 1 and j - to == 1 and old[at].shape == new[to].shape == PARAGRAPH:
            yield at, to
        if i < len(old):
            yield i, j
        at, to = i + 1, j + 1


def _with_last(
    pairs: list[tuple[int, int]], old: Sequence[Part], new: Sequence[Part]
) -> list[tuple[int, int]]:
    """Pair the last paragraphs where the last mark could not be settled otherwise.

    Nothing can take out the last mark of a part. Where only paragraphs follow the last
    pair, and on one side only, the marks are shifted by one instead.
    """
    if not old or not new or not old[-1].shape == new[-1].shape == PARAGRAPH:
        return pairs
    last = pairs[-1] if pairs else (-1, -1)
    ends = (len(old) - 1, len(new) - 1)
    if last == ends:
        return pairs
    one_sided = (last[0] == ends[0]) != (last[1] == ends[1])
    trailing = [*old[last[0] + 1 :], *new[last[1] + 1 :]]
    only_paragraphs = all(part.shape == PARAGRAPH for part in trailing)
    starts = last[0] >= 0 and old[last[0]].shape == new[last[1]].shape == PARAGRAPH
    if one_sided and only_paragraphs and starts and not _ends_section(new[last[1]]):
        return pairs
    return _with(pairs, ends)


def _ends_section(part: Part) -> bool:
    return child(part.element, "w:pPr/w:sectPr") is not None
