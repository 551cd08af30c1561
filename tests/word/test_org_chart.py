from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawings import assert_well_drawn, in_document, words_of
from support.validators import assert_valid

from cstemplates.word import project
from cstemplates.word.blocks import Drawing
from cstemplates.word.drawing import org_chart_pages
from cstemplates.word.drawing.measure import mm
from cstemplates.word.drawing.org_chart import org_chart_canvases
from cstemplates.word.slots import OrgChart, OrgNode

_WIDTH, _HEIGHT = 156, 206


def node(text: str, *children: OrgNode) -> OrgNode:
    return OrgNode(text, tuple(text.split("/")), children)


def pages(chart: OrgChart) -> tuple[bytes, ...]:
    return org_chart_pages(chart, width_mm=_WIDTH, height_mm=_HEIGHT, style_id="Figure")


def canvases(*roots: OrgNode, width: float = _WIDTH, height: float = _HEIGHT):
    return tuple(org_chart_canvases(OrgChart("架构", roots), mm(width), mm(height)))


def nodes(root: OrgNode) -> list[OrgNode]:
    return [root, *(below for child in root.children for below in nodes(child))]


def chain(length: int, number: int = 1) -> OrgNode:
    below = (chain(length, number + 1),) if number < length else ()
    return node(f"第{number}级负责人", *below)


_TITLES = st.text("客服中心主管经理部门（）物业A1", min_size=1, max_size=30)
_LINES = st.tuples(_TITLES) | st.tuples(
    _TITLES, st.sampled_from(["王𠮷", "李四、王小明、欧阳明月"])
)
_TREES = st.recursive(
    st.builds(OrgNode, st.just("x"), _LINES),
    lambda below: st.builds(OrgNode, st.just("x"), _LINES, st.lists(below, max_size=8).map(tuple)),
    max_leaves=40,
)


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(_TREES, min_size=1, max_size=4))
def test_any_trees_are_drawn_whole_and_without_overlap(roots):
    drawn = canvases(*roots)

    assert_well_drawn(drawn, mm(_WIDTH), mm(_HEIGHT))
    everyone = [n.lines[0] for root in roots for n in nodes(root)]
    texts = words_of(drawn)
    assert [t for t in everyone if texts.count(t) < everyone.count(t)] == []
    said = "\n".join(canvas.alternative for canvas in drawn)
    assert [t for t in everyone if t not in said] == []


@pytest.mark.parametrize(
    ("root", "boxes"),
    [
        (node("总经理"), 1),
        (chain(9), 9),
        (node("总", *(node(f"客服专员{n}/张三丰") for n in range(60))), 61),
        (node("总", *(node(f"主管{n}", node("甲"), node("乙/丙")) for n in range(7))), 22),
    ],
)
def test_common_shapes_fit_on_one_page(root, boxes):
    drawn = canvases(root)

    assert_well_drawn(drawn, mm(_WIDTH), mm(_HEIGHT))
    assert [len(canvas.boxes) for canvas in drawn] == [boxes]


def test_a_parent_stands_in_the_middle_above_its_children():
    boss, left, middle, right = canvases(node("总监", node("甲"), node("乙"), node("丙")))[0].boxes

    assert boss.middle == middle.middle == (left.middle + right.middle) // 2
    assert left.y == middle.y == right.y > boss.bottom


def test_many_leaves_stand_in_columns():
    few = canvases(node("总监", *(node(f"专员{n}") for n in range(6))))[0]
    many = canvases(node("总监", *(node(f"专员{n}") for n in range(9))))[0]

    assert len({box.y for box in few.boxes[1:]}) == 1
    assert len({box.x for box in many.boxes[1:]}) == 2
    assert len({box.y for box in many.boxes[1:]}) == 5


def test_what_does_not_fit_is_drawn_in_parts_that_refer_to_each_other():
    root = node("总", *(node(f"部门{a}", *(chain(6, 1) for _ in range(3))) for a in range(4)))
    drawn = canvases(root)

    assert_well_drawn(drawn, mm(_WIDTH), mm(_HEIGHT))
    assert len(drawn) > 1
    heads = [canvas.boxes[0].words[0].text for canvas in drawn]
    assert heads == [f"第{n}部分（共{len(drawn)}部分）" for n in range(1, len(drawn) + 1)]
    small = [w.text for c in drawn for b in c.boxes for w in b.words[1:]]
    assert sorted(small) == [f"（见第{n}部分）" for n in range(2, len(drawn) + 1)]
    for canvas in drawn[1:]:
        assert canvas.boxes[1].words[0].text in canvas.alternative


def test_one_post_with_more_people_below_than_a_page_holds_is_continued():
    drawn = canvases(node("总监", *(node(f"专员{n}") for n in range(200))))

    assert_well_drawn(drawn, mm(_WIDTH), mm(_HEIGHT))
    assert words_of(drawn).count("总监") == 1
    assert words_of(drawn).count("总监（续）") == len(drawn) - 1 > 0


def test_a_deep_chain_goes_on_in_parts():
    drawn = canvases(chain(40))

    assert_well_drawn(drawn, mm(_WIDTH), mm(_HEIGHT))
    assert {f"第{n}级负责人" for n in range(1, 41)} <= set(words_of(drawn))


def test_the_alternative_text_says_the_tree():
    root = node("总经理", node("客服总监/王𠮷", node("客户经理"), node("客服主管/李四/王五")))

    assert [canvas.alternative for canvas in canvases(root)] == [
        "架构。总经理：客服总监（王𠮷）；客服总监：客户经理、客服主管（李四、王五）"
    ]
    assert canvases(node("甲"), node("乙"))[0].alternative == "架构。甲；乙"


def test_a_chart_without_boxes_gives_nothing():
    assert pages(OrgChart("空", ())) == ()


def test_the_file_is_valid_and_reads_back():
    chart = OrgChart("客服中心", (node("总监/王<𠮷>", node("主管 & 组长")), node("顾问")))
    data = in_document(chart, slot_name="org-chart")

    assert_valid(data)
    assert [block for block in project(data) if isinstance(block, Drawing)] == [
        Drawing(
            "客服中心。顾问；总监（王<𠮷>）：主管 & 组长",
            ("总监\n王<𠮷>", "主管 & 组长", "顾问"),
        )
    ]
    assert data == in_document(chart, slot_name="org-chart")


def test_a_small_chart_is_exactly_this():
    page = pages(OrgChart("甲", (node("总监", node("主管")),)))[0].decode()

    assert re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', page) == [("792000", "852400")]
    assert re.findall(r'<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>', page)[1:] == [
        ("396000", "426200", "0", "162000"),
        ("396000", "264200", "0", "162000"),
        ("0", "0", "792000", "264200"),
        ("0", "588200", "792000", "264200"),
    ]
    assert 'Requires="wpg"' in page
    assert '<w:pStyle w:val="Figure"/>' in page
    assert page.count('<w:pStyle w:val="TableCentred"/>') == 2
    assert re.findall(r'<wps:cNvPr id="(\d+)"', page) == ["2", "3", "4", "5"]
