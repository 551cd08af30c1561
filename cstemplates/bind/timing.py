"""How the timing of a routine task is printed: 每月28日前, 第四周, 7月上旬."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind.worded import worded

if TYPE_CHECKING:
    from cstemplates.model import Timing
    from cstemplates.model.timing import Every

PERIODS: dict[Every, str] = {
    "day": "每日",
    "week": "每周",
    "month": "每月",
    "quarter": "每季",
    "half_year": "每半年",
    "year": "每年",
}
_WEEKDAYS = "一二三四五六日"
_THIRDS = {"early": "上旬", "middle": "中旬", "late": "下旬"}
_ORDINALS = "零一二三四五"


def timing_text(every: Every, when: Timing) -> str:
    """Print the point in time inside the period; the period itself when nothing is said."""
    point = _point(every, when)
    times = f"{PERIODS[every]}不少于{when.times}次" if when.times else ""
    parts = [times, point, when.at or "", when.on or ""]
    text = "，".join(filter(None, parts)) or PERIODS[every]
    return worded(text, every, when.month, when.third, when.week, when.weekday, when.day)


def _point(every: Every, when: Timing) -> str:
    month = _month(every, when)
    day = _day(when, after_month=bool(month))
    text = month + day + _week(every, when)
    if not text:
        return ""
    if every == "month" and when.day is not None and when.day > 0:
        text = f"每月{text}"
    return f"{text}前" if when.by else text


def _month(every: Every, when: Timing) -> str:
    if when.month is None:
        return ""
    return f"每季第{when.month}个月" if every == "quarter" else f"{when.month}月"


def _day(when: Timing, *, after_month: bool) -> str:
    if when.third:
        return _THIRDS[when.third]
    if when.day is None:
        return "底" if after_month and when.by and when.week is None else ""
    if when.day == -1:
        return "底" if after_month else "月底"
    return f"{when.day}日"


def _week(every: Every, when: Timing) -> str:
    week = ""
    if when.week == -1:
        week = "每季最后一周" if every == "quarter" and when.month is None else "最后一周"
    elif when.week:
        week = f"第{_ORDINALS[when.week]}周"
    return week + (f"周{_WEEKDAYS[when.weekday - 1]}" if when.weekday else "")
