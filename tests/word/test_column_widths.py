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


def conditional_table(columns: int) -> str:
    """A table of up to four columns, of which the third and the fourth may be missing."""

    def cells(source: str, style: str) -> str:
        made = ""
        for position in range(4):
            shown = cell(f"{{{{ {source}[{position}] }}}}", style)
            if position > 3 - columns:
                test = f"{{%tc if columns|length > {position} %}}"
                shown = cell(test) + shown + cell("{%tc endif %}")
            made += shown
        return made

    count = 4 + 2 * columns
    grid = f'<w:gridCol w:w="{_TOTAL // count}"/>' * count
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="GridTable"/><w:tblW w:w="5000" w:type="pct"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/>"
        f"</w:trPr>{cells('columns', 'TableHead')}</w:tr>"
        f"<w:tr>{cell('{%tr for r in rows %}', more=_span(count))}</w:tr>"
        f"<w:tr>{cells('r', 'TableText')}</w:tr>"
        f"<w:tr>{cell('{%tr endfor %}', more=_span(count))}</w:tr></w:tbl>"
    )


def conditional(columns: int) -> bytes:
    template = open_template(housed(conditional_table(columns), p("后")), house=house())
    return template.render(
        _COMMON | {"columns": list(_HEADS), "rows": [list(row) for row in _ROWS]}
    )


def test_measures_columns_that_each_stand_on_a_condition():
    assert grid_of(conditional(2)) == pytest.approx(grid_of(rendered()), abs=4)
    assert_valid(conditional(2))


def test_keeps_the_widths_of_the_author_beside_one_optional_column():
    assert len(set(grid_of(conditional(1)))) == 1


def test_leaves_a_fine_grid_alone_over_which_the_data_spans_cells():
    span = "{% colspan c.span %}"
    source = table().replace("{{ c }}", span + "{{ c.text }}")
    source = source.replace('<w:gridCol w:w="2948"/>' * 3, '<w:gridCol w:w="737"/>' * 12)
    cells = [{"text": "序号", "span": 3}, {"text": "长" * 60, "span": 9}]
    data = _COMMON | {"columns": cells, "rows": [cells]}
    document = open_template(housed(source, p("后")), house=house()).render(data)
    assert grid_of(document) == [737] * 12
    assert widths_of(document, "pct")[:2] == [1000, 1000]


def test_lets_a_number_stay_narrow_in_a_form_of_short_heads():
    heads = ("序号", "检查项目", "检查结果", "备注")
    number, item, result, remark = grid_of(
        rendered(heads=heads, rows=(("1", "门禁", "正常", "无"),))
    )
    assert number == remark < item == result


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
