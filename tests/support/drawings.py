"""What is true of every drawing, and a Word file around one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from support.housed import house, housed, slot

from cstemplates.word import open_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cstemplates.word.drawing.canvas import Box, Canvas, Stroke
    from cstemplates.word.slots import FlowChart, OrgChart

_DATA = {"company": {"name": "星河物业"}, "document": {"title": "图", "code": "A-1"}}


def in_document(chart: OrgChart | FlowChart, *, slot_name: str) -> bytes:
    """Render a document of the shipped house that holds nothing but a chart."""
    template = open_template(housed(slot(slot_name)), house=house(), name="chart.docx")
    return template.fill(_DATA, slots={slot_name: chart}).data


def assert_well_drawn(canvases: Sequence[Canvas], width: int, height: int) -> None:
    """Nothing overlaps, no line runs through words, and every drawing fits on its page."""
    for canvas in canvases:
        assert canvas.width <= width
        assert canvas.height <= height
        for box in canvas.boxes:
            assert 0 <= box.x <= box.right <= canvas.width, box
            assert 0 <= box.y <= box.bottom <= canvas.height, box
        for stroke in canvas.strokes:
            assert stroke.x1 == stroke.x2 or stroke.y1 == stroke.y2
            assert 0 <= min(stroke.x1, stroke.x2) <= max(stroke.x1, stroke.x2) <= canvas.width
            assert 0 <= min(stroke.y1, stroke.y2) <= max(stroke.y1, stroke.y2) <= canvas.height
        assert [(a, b) for a, b in combinations(canvas.boxes, 2) if _overlap(a, b)] == []
        assert [(b, s) for b in canvas.boxes for s in canvas.strokes if _runs_through(s, b)] == []
        assert [box for box in canvas.boxes if _too_full(box)] == []


def words_of(canvases: Iterable[Canvas]) -> list[str]:
    """Return the first line of every box, in the order they are written."""
    return [box.words[0].text for canvas in canvases for box in canvas.boxes]


def lie_on_each_other(one: Stroke, other: Stroke) -> bool:
    """Tell whether two lines have more than a point in common."""
    if one.x1 == one.x2 == other.x1 == other.x2:
        return _share(one.y1, one.y2, other.y1, other.y2)
    if one.y1 == one.y2 == other.y1 == other.y2:
        return _share(one.x1, one.x2, other.x1, other.x2)
    return False


def _share(a: int, b: int, c: int, d: int) -> bool:
    return max(min(a, b), min(c, d)) < min(max(a, b), max(c, d))


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def _runs_through(stroke: Stroke, box: Box) -> bool:
    left, right = sorted((stroke.x1, stroke.x2))
    top, bottom = sorted((stroke.y1, stroke.y2))
    return (left < box.right and box.x < right and box.y < top == bottom < box.bottom) or (
        box.x < left == right < box.right and top < box.bottom and box.y < bottom
    )


def _too_full(box: Box) -> bool:
    return sum(words.height(box.width) for words in box.words) > box.height
