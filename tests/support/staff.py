"""Rosters of made-up people for the example company."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCORECARD = "annual_scorecard"
_HEADINGS = [
    "工号",
    "姓名",
    "岗位",
    "部门",
    "直接上级",
    "入职日期",
    "任期起",
    "任期止",
    "固定工资",
    "绩效工资",
]
_HEAD = ["0001", "总经理甲", "general_manager", "总经理室", "", "2015-03-02", "", "", "", ""]


def staff(
    company: Path, count: int = 0, *, rows: list[dict[str, str]] | None = None
) -> list[dict[str, str]]:
    """Write a roster of one general manager and the given number of directors."""
    made = rows or [
        dict(zip(_HEADINGS, values, strict=True))
        for values in [_HEAD, *map(_director, range(2, count + 2))]
    ]
    with (company / "employees.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, _HEADINGS)
        writer.writeheader()
        writer.writerows(made)
    return made


def _director(number: int) -> list[str]:
    pay = ["18000.00", "6000.00"]
    return [
        f"{number:04}", f"员工{number}", "cs_director", "客户服务部", "0001", "2019-06-17",
        "2027-01-01", "2027-12-31", *pay,
    ]  # fmt: skip
