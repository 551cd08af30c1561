"""Flow charts: one drawing, or several that are joined by lettered marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cstemplates.word.drawing.alternative import flow_in_words
from cstemplates.word.drawing.canvas import SMALL_SIZE, Box, Canvas, Outline, Words
from cstemplates.word.drawing.flow_graph import divisions, edges_of
from cstemplates.word.drawing.flow_layout import SPACINGS, Plan, lay_out, least_height
from cstemplates.word.drawing.flow_part import letters_for, part_of
from cstemplates.word.drawing.flow_sides import choose_sides
from cstemplates.word.drawing.measure import mm
from cstemplates.word.drawing.shapes import LINE, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.word.drawing.flow_part import Part
    from cstemplates.word.slots import FlowChart

_HEAD = mm(8)
_NAME = "流程图"
_CLOSEST = SPACINGS[-1].densities[-1]


def flow_chart_pages(
    chart: FlowChart,
    *,
    width_mm: float,
    height_mm: float,
    style_id: str,
    text_style_id: str = "TableCentred",
) -> tuple[bytes, ...]:
    """Draw a procedure; every drawing is a paragraph (``w:p``) that declares its namespaces.

    Steps run down a column; what skips ahead, goes back or ends early is drawn beside it. A
    chart that does not fit goes on in further parts, joined by marks Ⓐ, Ⓑ …. A chart without
    steps gives nothing.

    Args:
        chart: The steps; every branch leads to a step of the chart or to ``end``.
        width_mm: The width that one drawing may take.
        height_mm: The height that one drawing may take.
        style_id: The id of the style for the paragraphs.
        text_style_id: The id of the style whose fonts the words in the boxes take.
    """
    canvases = flow_chart_canvases(chart, mm(width_mm) - LINE, mm(height_mm) - LINE)
    return paragraphs(canvases, style_id=style_id, text_style_id=text_style_id)


def flow_chart_canvases(chart: FlowChart, width: int, height: int) -> tuple[Canvas, ...]:
    """Lay a procedure out on as many drawings of a size as it needs."""
    edges, count = edges_of(chart), len(chart.steps)
    for number in range(1, count + 1):
        places = divisions(count, number, edges)
        letters = letters_for(places, edges, count)
        parts = [part_of(chart, steps, edges, letters) for steps in places]
        plans = _plans(parts, width, height - (_HEAD if number > 1 else 0), last=number == count)
        if plans:
            said = [flow_in_words(chart, steps, edges) for steps in places]
            return tuple(
                _canvas(plan, chart.title or _NAME, _head(n, number), text)
                for n, (plan, text) in enumerate(zip(plans, said, strict=True), start=1)
            )
    return ()


def _head(number: int, parts: int) -> str:
    return f"第{number}部分（共{parts}部分）" if parts > 1 else ""


def _plans(parts: Sequence[Part], width: int, height: int, *, last: bool) -> list[Plan]:
    """Set all parts; nothing if one does not fit, unless this is the last try."""
    plans: list[Plan] = []
    for part in parts:
        plan = _plan(part, width, height)
        if plan is None and not last:
            return []
        plans.append(plan or lay_out(part, choose_sides(part, _CLOSEST), _CLOSEST))
    return plans


def _plan(part: Part, width: int, height: int) -> Plan | None:
    for loose in SPACINGS:
        for spacing in loose.densities:
            if least_height(part, spacing) > height:
                continue
            plan = lay_out(part, choose_sides(part, spacing), spacing)
            if plan.width <= width and plan.height <= height:
                return plan
            if plan.width > width:
                break
    return None


def _canvas(plan: Plan, title: str, head: str, said: str) -> Canvas:
    boxes, strokes = plan.boxes, plan.strokes
    width, height = plan.width, plan.height
    if head:
        words = Words(head, SMALL_SIZE)
        width = max(width, words.natural_width)
        boxes = [replace(box, y=box.y + _HEAD) for box in boxes]
        strokes = [replace(s, y1=s.y1 + _HEAD, y2=s.y2 + _HEAD) for s in strokes]
        label = Box(0, 0, width, words.height(width), (words,), Outline.LABEL)
        boxes, height = [label, *boxes], height + _HEAD
    said = f"{title}，{head}。{said}" if head else f"{title}。{said}"
    return Canvas(_NAME, said, width, height, tuple(boxes), tuple(strokes))
