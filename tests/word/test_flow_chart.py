from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawings import assert_well_drawn, in_document, lie_on_each_other, words_of
from support.housed import parts_of
from support.validators import assert_valid

from cstemplates.word import project, with_empty_drawings
from cstemplates.word.blocks import Drawing
from cstemplates.word.drawing import flow_chart_pages
from cstemplates.word.drawing.canvas import Outline
from cstemplates.word.drawing.flow_chart import flow_chart_canvases
from cstemplates.word.drawing.flow_graph import edges_of
from cstemplates.word.drawing.flow_layout import SPACINGS, Plan, lay_out
from cstemplates.word.drawing.flow_part import part_of
from cstemplates.word.drawing.flow_sides import choose_sides
from cstemplates.word.drawing.measure import mm
from cstemplates.word.slots import FlowChart, FlowStep

_WIDTH, _HEIGHT = 156, 206


def flow(*steps: tuple[str, dict[str, str]] | str) -> FlowChart:
    """A chart whose steps are named by one letter; a step may have branches."""
    named = [step if isinstance(step, tuple) else (step, {}) for step in steps]
    return FlowChart(
        "流程", tuple(FlowStep(s, f"步骤{s}", "客服助理", tuple(b.items())) for s, b in named)
    )


def pages(chart: FlowChart) -> tuple[bytes, ...]:
    return flow_chart_pages(chart, width_mm=_WIDTH, height_mm=_HEIGHT, style_id="Figure")


def canvases(chart: FlowChart, *, width: float = _WIDTH, height: float = _HEIGHT):
    return flow_chart_canvases(chart, mm(width), mm(height))


def on_one_page(chart: FlowChart) -> Plan:
    part = part_of(chart, range(len(chart.steps)), edges_of(chart), {})
    return lay_out(part, choose_sides(part, SPACINGS[0]), SPACINGS[0])


@st.composite
def charts(draw: st.DrawFn) -> FlowChart:
    count = draw(st.integers(1, 20))
    ids = [f"s{n}" for n in range(count)]
    words = st.text("核验业户身份（）60日A，", min_size=1, max_size=20)
    branch = st.tuples(words, st.sampled_from([*ids, "end"]))
    steps = [
        FlowStep(
            key,
            draw(st.text("登记报修客服中心1k", min_size=1, max_size=30)),
            draw(
                st.sampled_from(["", "客服助理", "客服中心汇总；销售、售后部门和人力资源部门提供"])
            ),
            tuple(draw(st.lists(branch, max_size=4))),
        )
        for key in ids
    ]
    return FlowChart("流程", tuple(steps))


@settings(max_examples=25, derandomize=True, deadline=None)
@given(charts())
def test_any_procedure_is_drawn_whole_and_without_overlap(chart):
    drawn = canvases(chart)

    assert_well_drawn(drawn, mm(_WIDTH), mm(_HEIGHT))
    steps = [f"{number} {step.title}" for number, step in enumerate(chart.steps, start=1)]
    texts = words_of(drawn)
    assert [step for step in steps if texts.count(step) != 1] == []
    said = "\n".join(canvas.alternative for canvas in drawn)
    assert [step for step in steps if step not in said] == []
    arrows = sum(stroke.arrow for canvas in drawn for stroke in canvas.strokes)
    assert arrows >= len({edge.target for edge in edges_of(chart)})


@settings(max_examples=20, derandomize=True, deadline=None)
@given(charts())
def test_lines_of_different_ways_never_lie_on_each_other(chart):
    nets = on_one_page(chart).nets.values()

    assert [
        (a, b)
        for one, other in combinations(nets, 2)
        for a in one
        for b in other
        if lie_on_each_other(a, b)
    ] == []


def test_the_plain_way_runs_down_one_column():
    begin, *steps, end = canvases(flow("a", "b", "c"))[0].boxes

    assert len({box.middle for box in (begin, *steps, end)}) == 1
    assert [b.outline for b in (begin, end)] == [Outline.ROUNDED, Outline.ROUNDED]
    assert [b.words[0].text for b in (begin, *steps, end)] == [
        "开始", "1 步骤a", "2 步骤b", "3 步骤c", "结束",
    ]  # fmt: skip


def test_a_step_back_and_an_early_end_run_on_either_side_without_crossing():
    chart = flow("a", ("b", {"通过": "c", "退回": "a", "放弃": "end"}), "c")

    (canvas,) = canvases(chart)
    by_text = {box.words[0].text: box for box in canvas.boxes}
    assert by_text["退回"].right < by_text["2 步骤b"].x
    assert by_text["放弃"].x > by_text["2 步骤b"].right
    assert by_text["2 步骤b"].bottom < by_text["通过"].y < by_text["3 步骤c"].y
    assert on_one_page(chart).crossings() == 0


def test_ways_to_one_step_share_a_lane():
    chart = flow(("a", {"甲": "d", "乙": "b"}), ("b", {"丙": "d", "丁": "c"}), "c", "d")

    (canvas,) = canvases(chart)
    uprights = {s.x1 for s in canvas.strokes if s.x1 == s.x2}
    assert len(uprights) == 2
    assert on_one_page(chart).crossings() == 0


def test_conditions_that_lead_to_the_same_step_are_one_label():
    (canvas,) = canvases(flow(("a", {"同意": "c", "拒绝选填项": "c", "拒绝": "b"}), "b", "c"))

    assert "同意；拒绝选填项" in words_of([canvas])


def test_a_step_that_nothing_leads_down_to_has_no_arrow_from_above():
    (canvas,) = canvases(flow(("a", {"是": "c", "否": "c"}), "b", "c"))

    boxes = {box.words[0].text: box for box in canvas.boxes}
    ends = {(s.x2, s.y2) for s in canvas.strokes if s.arrow}
    assert (boxes["2 步骤b"].middle, boxes["2 步骤b"].y) not in ends
    assert (boxes["3 步骤c"].middle, boxes["3 步骤c"].y) in ends


def test_a_long_procedure_goes_on_in_parts_joined_by_letters():
    steps = "abcdefghijklmnopqrst"
    chart = flow(*steps[:4], ("e", {"快": "r", "慢": "f", "否": "end"}), *steps[5:])
    first, second = canvases(chart)

    assert_well_drawn((first, second), mm(_WIDTH), mm(_HEIGHT))
    assert first.boxes[0].words[0].text == "第1部分（共2部分）"
    assert [t for t in words_of([first]) if t in ("A", "B", "结束")] == ["B", "结束", "A"]
    assert [t for t in words_of([second]) if t in ("A", "B", "结束")] == ["A", "B", "结束"]
    assert "5 步骤e（客服助理）：快→18，慢→6，否→结束" in first.alternative


def test_a_page_may_end_between_parts_but_not_before_the_caption():
    drawn = pages(flow(*"abcdefghijklmnopqrst"))

    assert [b'<w:keepNext w:val="0"/>' in page for page in drawn] == [True, False]


def test_the_alternative_text_says_what_follows_what():
    chart = flow("a", ("b", {"通过": "c", "未通过": "end"}), "c")

    assert canvases(chart)[0].alternative == (
        "流程。1 步骤a（客服助理）→2；2 步骤b（客服助理）：通过→3，未通过→结束；"
        "3 步骤c（客服助理）→结束"
    )


def test_a_chart_without_steps_gives_nothing():
    assert pages(FlowChart("空", ())) == ()


@pytest.mark.parametrize("width", [120, 156, 246])
def test_a_narrow_page_gets_narrower_boxes(width):
    chart = flow(
        "a", ("b", {"逾期60日且书面通知期满仍未改正": "a", "符合": "d", "其他": "c"}), "c", "d"
    )

    assert_well_drawn(canvases(chart, width=width), mm(width), mm(_HEIGHT))


def test_the_file_is_valid_and_reads_back():
    chart = flow("a", ("b", {"<通过> & 好": "c", "退回": "a"}), "c")
    data = in_document(chart, slot_name="flow:x")

    assert_valid(data)
    (drawing,) = [block for block in project(data) if isinstance(block, Drawing)]
    assert drawing.texts == (
        "开始", "1 步骤a\n客服助理", "2 步骤b\n客服助理", "退回", "<通过> & 好", "3 步骤c\n客服助理", "结束",
    )  # fmt: skip
    assert drawing.alternative == canvases(chart)[0].alternative
    assert data == in_document(chart, slot_name="flow:x")


def test_a_document_with_empty_drawings_has_frames_of_their_size():
    data = in_document(flow("a", "b"), slot_name="flow:x")
    empty = with_empty_drawings(data)

    assert_valid(empty)
    (drawing,) = [block for block in project(empty) if isinstance(block, Drawing)]
    (whole,) = [block for block in project(data) if isinstance(block, Drawing)]
    assert (drawing.texts, drawing.alternative) == ((), whole.alternative)
    frame = re.compile(rb'<wp:extent cx="(\d+)" cy="(\d+)"')
    inside = re.compile(rb'<a:ext cx="(\d+)" cy="(\d+)"/></a:xfrm><a:prstGeom prst="rect">')
    main = parts_of(empty)["word/document.xml"]
    assert inside.findall(main) == frame.findall(parts_of(data)["word/document.xml"])
    assert with_empty_drawings(empty) is empty


def test_a_small_chart_is_exactly_this():
    page = pages(flow("a"))[0].decode()

    assert re.findall(r'<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>', page)[1:] == [
        ("936000", "270000", "0", "252000"),
        ("936000", "953000", "0", "252000"),
        ("504000", "0", "864000", "270000"),
        ("0", "522000", "1872000", "431000"),
        ("504000", "1205000", "864000", "270000"),
    ]
    assert page.count('<a:tailEnd type="triangle" w="med" len="med"/>') == 2
    assert re.findall(r'<wps:cNvPr id="(\d+)"', page) == ["2", "3", "4", "5", "6"]
    assert page.count("<mc:Fallback><w:t") == 1
