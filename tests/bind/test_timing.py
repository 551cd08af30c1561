"""How the timing of routine work is printed."""

import pytest

from cstemplates.bind.timing import timing_text
from cstemplates.model import Timing


@pytest.mark.parametrize(
    ("every", "when", "text"),
    [
        ("day", {}, "每日"),
        ("day", {"times": 2}, "每日不少于2次"),
        ("day", {"at": "上班前"}, "上班前"),
        ("week", {"weekday": 1}, "周一"),
        ("week", {"times": 1}, "每周不少于1次"),
        ("week", {"weekday": 5, "at": "17:00"}, "周五，17:00"),
        ("month", {"day": 28, "by": True}, "每月28日前"),
        ("month", {"week": 4}, "第四周"),
        ("month", {"day": -1}, "月底"),
        ("month", {"day": -1, "by": True}, "月底前"),
        ("quarter", {"week": -1}, "每季最后一周"),
        ("quarter", {"month": 3, "week": -1}, "每季第3个月最后一周"),
        ("half_year", {"month": 7, "third": "early"}, "7月上旬"),
        ("year", {"month": 11}, "11月"),
        ("year", {"month": 12, "by": True}, "12月底前"),
        ("year", {"month": 12, "day": -1, "by": True}, "12月底前"),
        ("year", {"month": 12, "third": "late"}, "12月下旬"),
        ("month", {"on": "内容有变时"}, "内容有变时"),
    ],
)
def test_timing_reads_as_an_hr_officer_writes_it(every, when, text) -> None:
    assert text == timing_text(every, Timing(**when))
