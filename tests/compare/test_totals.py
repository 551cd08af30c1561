from __future__ import annotations

import pytest

from cstemplates.compare import Change, Kind, compare_text
from cstemplates.compare.change import Comparison, FileChange, State
from cstemplates.compare.reports import render_text
from cstemplates.compare.totals import mark_totals


def cell(row: str, before: str, after: str, column: str = "权重", table: str = "表 1") -> Change:
    where = f"考核 › {table} › {row} › {column}"
    return Change(Kind.CHANGED, where, compare_text(before, after), before, after)


def kinds(*changes: Change) -> list[Kind]:
    return [change.kind for change in mark_totals(changes)]


@pytest.mark.parametrize("row", ["合计", "合 计", "加权合计", "总计", "小计", "Total"])
def test_a_total_that_grows_with_its_column_follows(row: str) -> None:
    assert kinds(cell("A1 满意度", "30%", "35%"), cell(row, "100%", "105%")) == [
        Kind.CHANGED,
        Kind.TOTAL,
    ]


def test_totals_of_money_and_of_several_cells_follow() -> None:
    changes = (
        cell("固定", "8,000.00元", "9,000.00元"),
        cell("绩效", "2,000.50元", "1,500.50元"),
        cell("合计", "10,000.50元", "10,500.50元"),
    )
    assert kinds(*changes)[-1] is Kind.TOTAL


@pytest.mark.parametrize(
    "other",
    [
        cell("A1 满意度", "30%", "36%"),
        cell("A1 满意度", "30", "35"),
        cell("A1 满意度", "30%", "35%", column="得分"),
        cell("A1 满意度", "30%", "35%", table="表 2"),
        cell("A1 满意度", "三成", "三成半"),
        Change(Kind.ADDED, "考核 › 表 1 › A9 新项", compare_text("", "A9 | 5%"), "", "A9 | 5%"),
    ],
)
def test_a_total_that_nothing_explains_is_a_change(other: Change) -> None:
    assert kinds(other, cell("合计", "100%", "105%"))[-1] is Kind.CHANGED


def test_a_row_that_is_no_total_is_a_change() -> None:
    assert kinds(cell("A1", "30%", "35%"), cell("A2", "20%", "25%")) == [Kind.CHANGED] * 2


def test_a_report_says_that_the_total_follows() -> None:
    changes = mark_totals((cell("A1 满意度", "30%", "35%"), cell("合计", "100%", "105%")))
    told = render_text(Comparison((FileChange("a.docx", State.CHANGED, changes),)))
    assert told.splitlines()[1:] == [
        "  ~ 考核 › 表 1 › A1 满意度 › 权重",
        "      [-30%-]{+35%+}",
        "  = 考核 › 表 1 › 合计 › 权重: the total follows: 100% → 105%",
    ]
