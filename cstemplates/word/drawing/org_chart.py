"""Org charts: one drawing, or as many as it takes to keep the words readable."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cstemplates.word.drawing.alternative import tree_in_words
from cstemplates.word.drawing.canvas import SMALL_SIZE, Box, Canvas, Outline, Stroke, Words
from cstemplates.word.drawing.measure import mm
from cstemplates.word.drawing.org_layout import Layout, Manner, lay_out, manners
from cstemplates.word.drawing.org_tree import Key, Post, parts_of
from cstemplates.word.drawing.shapes import LINE, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.word.slots import OrgChart

_HEAD = mm(8)
_NAME = "组织架构图"


def org_chart_pages(
    chart: OrgChart,
    *,
    width_mm: float,
    height_mm: float,
    style_id: str,
    text_style_id: str = "TableCentred",
) -> tuple[bytes, ...]:
    """Draw an org chart; every drawing is a paragraph (``w:p``) that declares its namespaces.

    A chart that does not fit at a readable size is cut: a box whose branch is drawn apart
    says （见第2部分）, and the parts follow each other. A chart without boxes gives nothing.

    Args:
        chart: The trees to draw.
        width_mm: The width that one drawing may take.
        height_mm: The height that one drawing may take.
        style_id: The id of the style for the paragraphs.
        text_style_id: The id of the style whose fonts the words in the boxes take.
    """
    canvases = org_chart_canvases(chart, mm(width_mm) - LINE, mm(height_mm) - LINE)
    return paragraphs(canvases, style_id=style_id, text_style_id=text_style_id)


def org_chart_canvases(chart: OrgChart, width: int, height: int) -> Iterator[Canvas]:
    """Lay an org chart out on as many drawings of a size as it needs."""
    if not chart.roots:
        return
    tree = Post.of((), chart.roots)
    if len(tree.children) == 1:
        tree = tree.children[0]
    parts: tuple[Post, ...] = (tree,)
    if _manner(tree, width, height) is None:
        height -= _HEAD
        parts = parts_of(tree, cache(lambda part: _manner(part, width, height) is not None))
    marks = {part.key: f"（见第{n}部分）" for n, part in reversed([*enumerate(parts, start=1)])}
    for number, part in enumerate(parts, start=1):
        head = f"第{number}部分（共{len(parts)}部分）" if len(parts) > 1 else ""
        layout = lay_out(part, _manner(part, width, height) or _tightest(part), marks)
        yield _canvas(part, layout, chart.title or _NAME, head, marks)


def _manner(part: Post, width: int, height: int) -> Manner | None:
    for manner in manners(part):
        layout = lay_out(part, manner, {})
        if layout.width <= width and layout.height <= height:
            return manner
    return None


def _tightest(part: Post) -> Manner:
    return [*manners(part)][-1]


def _canvas(part: Post, layout: Layout, title: str, head: str, marks: dict[Key, str]) -> Canvas:
    boxes, strokes = [*layout.boxes.values()], layout.strokes
    order = {post.key: n for n, post in enumerate(part.walk())}
    boxes = [box for _key, box in sorted(layout.boxes.items(), key=lambda item: order[item[0]])]
    width, height = layout.width, layout.height
    if head:
        words = Words(head, SMALL_SIZE)
        width = max(width, words.natural_width)
        aside = (width - layout.width) // 2
        boxes = [replace(box, x=box.x + aside, y=box.y + _HEAD) for box in boxes]
        strokes = [_moved(stroke, aside, _HEAD) for stroke in strokes]
        label = Box(0, 0, width, words.height(width), (words,), Outline.LABEL)
        boxes, height = [label, *boxes], height + _HEAD
    said = tree_in_words(part, f"{title}，{head}" if head else title, marks)
    return Canvas(_NAME, said, width, height, tuple(boxes), tuple(strokes))


def _moved(stroke: Stroke, right: int, down: int) -> Stroke:
    return Stroke(
        stroke.x1 + right, stroke.y1 + down, stroke.x2 + right, stroke.y2 + down, stroke.arrow
    )
