"""Paragraphs that make a distance, and tags that leave one behind."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import attribute, child, name, number
from cstemplates.word.scan.placement import CELL_TAGS
from cstemplates.word.tags import Mark, find_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from cstemplates.word.scan.hygiene_part import ReviewedPart

_PARAGRAPH, _TABLE, _CONTROL = map(name, ("w:p", "w:tbl", "w:sdt"))
_BLOCKS = frozenset({_PARAGRAPH, _TABLE, _CONTROL})
_HOLDERS = tuple(map(name, ("w:body", "w:tc", "w:sdtContent")))
_SHOWN = tuple(
    name(f"w:{tag}")
    for tag in (
        "drawing", "pict", "object", "br", "tab", "sectPr", "fldChar", "fldSimple", "sdt", "sym",
        "footnoteReference", "endnoteReference", "numPr", "ptab", "pageBreakBefore",
    )
)  # fmt: skip
# Word wants a paragraph between two tables; one this low is a separator, not a distance.
_SEPARATOR = 60


def empty_paragraphs(part: ReviewedPart) -> Iterator[Finding]:
    """Find empty paragraphs that stand for a distance: two in a row, one before a heading.

    One empty paragraph between two tables, or behind a table, is what Word needs.

    Yields:
        CST355 at the first of them.
    """
    for holder in part.root.iter(*_HOLDERS):
        blocks = [e for e in holder if e.tag in _BLOCKS and not _goes(part, e)]
        empty = [_is_empty(part, block) for block in blocks]
        for at, block in enumerate(blocks):
            if empty[at] and (not at or not empty[at - 1]) and _spaces(part, blocks, empty, at):
                message = _("An empty paragraph makes a distance.")
                hint = _(
                    "Delete it; the distance belongs into the style of the next paragraph"
                    " (spacing before)."
                )
                yield finding("CST355", message, part.place(block), hint)


def _goes(part: ReviewedPart, block: etree._Element) -> bool:
    return block.tag == _PARAGRAPH and part.is_mark(block)


def _spaces(
    part: ReviewedPart, blocks: Sequence[etree._Element], empty: Sequence[bool], at: int
) -> bool:
    if at + 1 == len(blocks):
        return False
    if empty[at + 1]:
        return True
    if at and blocks[at - 1].tag == _TABLE and blocks[at + 1].tag == _TABLE:
        return False
    return blocks[at + 1].tag == _TABLE or _is_heading(part, blocks[at + 1])


def _is_heading(part: ReviewedPart, block: etree._Element) -> bool:
    if block.tag != _PARAGRAPH:
        return False
    return part.styles.sheet.outline_level(part.style_of(block)) is not None


def _is_empty(part: ReviewedPart, block: etree._Element) -> bool:
    if block.tag != _PARAGRAPH or part.text(block).strip():
        return False
    if next(block.iter(*_SHOWN), None) is not None:
        return False
    style = part.style_of(block)
    return not _separates(part, style) and part.styles.sheet.list_place(style).list_id is None


def _separates(part: ReviewedPart, style: str) -> bool:
    for level in part.styles.levels("pPr", style):
        spacing = child(level, "w:spacing")
        if spacing is not None and attribute(spacing, "w:line"):
            exact = attribute(spacing, "w:lineRule") == "exact"
            return exact and number(attribute(spacing, "w:line")) <= _SEPARATOR
    return False


def tags_that_leave_a_line(part: ReviewedPart) -> Iterator[Finding]:
    """Find paragraphs of nothing but a condition or loop that is not written with ``p``.

    Yields:
        CST357 at the paragraph.
    """
    counts: dict[etree._Element | None, int] = {}
    for flow in part.flows:
        paragraph = flow.paragraph
        if paragraph is None or "{%" not in flow.text or _is_only_block(paragraph, counts):
            continue
        marks = [m for m in find_marks(flow.text) if isinstance(m, Mark)]
        shows = next(paragraph.iter(*_SHOWN), None) is not None
        if not shows and _are_bare(marks) and not _beside(flow.text, marks).strip():
            message = _("The tag stands alone in its paragraph and leaves an empty line.")
            hint = _("Write {%p … %}, so that the paragraph goes with the tag.")
            yield finding("CST357", message, part.place(paragraph), hint)


def _is_only_block(paragraph: etree._Element, counts: dict[etree._Element | None, int]) -> bool:
    """Tell whether a paragraph stands alone; the blocks of each holder are counted once."""
    parent = paragraph.getparent()
    if parent not in counts:
        counts[parent] = 1 if parent is None else sum(e.tag in _BLOCKS for e in parent)
    return counts[parent] == 1


def _are_bare(marks: Sequence[Mark]) -> bool:
    words = [m.source.partition(" ")[0] for m in marks]
    return bool(marks) and all(
        mark.kind == "statement" and not mark.scope and word not in CELL_TAGS
        for mark, word in zip(marks, words, strict=True)
    )


def _beside(text: str, marks: Sequence[Mark]) -> str:
    edges = [0, *(edge for mark in marks for edge in (mark.start, mark.end)), len(text)]
    return "".join(text[a:b] for a, b in list(pairwise(edges))[::2])
