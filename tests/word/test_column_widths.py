from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.housed import house, housed, p, parts_of
from support.validators import assert_valid

from cstemplates.word import open_template
from cstemplates.word.column_widths import Column, shared_by_text, spread, units

_COMMON = {"company": {"name": "星河物业"}, "document": {"title": "表", "code": "A-1"}}
_TOTAL = 8844
_HEADS = ("序号", "周期", "工作内容与标准", "责任人")
_ROWS = (
    (
        "1",
        "每月",
        "汇总全部项目的客户投诉，分析原因，提出改进措施并在下月第一周公布结果。" * 2,
        "客服主管",
    ),
    ("2", "每周", "抽查回访录音。", "质检专员"),
)


def cell(text: str, style: str = "TableText", kind: str = "pct", more: str = "") -> str:
    width = f'<w:tcW w:w="1000" w:type="{kind}"/>'
    return f"<w:tc><w:tcPr>{width}{more}</w:tcPr>{p(text, style)}</w:tc>"


def table(kind: str = "pct", fixed: str = "", columns: int = 3) -> str:
    """A table whose head and rows are loops over cells, after cells of its own."""
    head = cell("{%tc for c in columns %}") + cell("{{ c }}", "TableHead", kind)
    body = cell("{%tc for c in r %}") + cell("{{ c }}", "TableText", kind)
    grid = f'<w:gridCol w:w="{_TOTAL // columns}"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="GridTable"/><w:tblW w:w="5000" w:type="pct"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{fixed}{head}"
        + cell("{%tc endfor %}")
        + f"</w:tr><w:tr>{cell('{%tr for r in rows %}', more=_span(columns))}</w:tr>"
        f"<w:tr>{fixed}{body}" + cell("{%tc endfor %}") + "</w:tr>"
        f"<w:tr>{cell('{%tr endfor %}', more=_span(columns))}</w:tr></w:tbl>"
    )


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def rendered(*, heads=_HEADS, rows=_ROWS, **options) -> bytes:
    template = open_template(housed(table(**options), p("后")), house=house(), name="t.docx")
    data = {"columns": list(heads), "rows": [list(row) for row in rows]}
    return template.render(_COMMON | data)


def grid_of(data: bytes) -> list[int]:
    document = parts_of(data)["word/document.xml"].decode()
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', document)]


def widths_of(data: bytes, kind: str) -> list[int]:
    document = parts_of(data)["word/document.xml"].decode()
    return [int(w) for w in re.findall(rf'<w:tcW w:w="(\d+)" w:type="{kind}"/>', document)]


def test_gives_long_texts_the_room_that_short_ones_leave():
    number, period, content, owner = grid_of(rendered())
    assert sum((number, period, content, owner)) == _TOTAL
    assert number == period < 700
    assert content > 5 * owner
    assert_valid(rendered())


def test_keeps_a_head_of_four_characters_on_one_line():
    heads = ("工作内容", "考核指标", "完成时限", "责任部门")
    rows = (("长" * 80, "长" * 80, "1日", "长" * 60),)
    assert min(grid_of(rendered(heads=heads, rows=rows))) >= 4 * 210 + 170


def test_measures_a_table_that_has_as_many_columns_as_the_template():
    assert len(set(grid_of(rendered(heads=_HEADS[:3], rows=[row[:3] for row in _ROWS])))) > 1


@pytest.mark.parametrize(("kind", "whole"), [("pct", 5000), ("dxa", _TOTAL)])
def test_cells_have_the_widths_of_their_columns(kind, whole):
    data = rendered(kind=kind)
    first_row = widths_of(data, kind)[:4]
    assert sum(first_row) == whole
    assert first_row == spread(grid_of(data), whole)


def test_counts_columns_before_the_loop():
    data = rendered(fixed=cell("序号", "TableHead"), columns=4)
    assert len(grid_of(data)) == 5
    assert_valid(data)


def test_leaves_no_mark_behind():
    assert b"looped" not in parts_of(rendered())["word/document.xml"]


def test_divides_evenly_what_nobody_asks_for():
    assert spread([0, 0, 0, 0], 10) == [2, 3, 2, 3]


def test_counts_chinese_signs_double():
    assert units("≥90%（含）") == 11


@settings(max_examples=60, derandomize=True)
@given(st.lists(st.tuples(st.text(max_size=12), st.lists(st.text(max_size=90), max_size=3)), min_size=1, max_size=9))  # fmt: skip
def test_always_keeps_the_width_of_the_table(texts):
    widths = shared_by_text([Column.of(head, lines) for head, lines in texts], _TOTAL)
    assert sum(widths) == _TOTAL
    assert min(widths) > 0
