from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cstemplates.check.due import last_day
from cstemplates.model import Timing

if TYPE_CHECKING:
    from cstemplates.model.timing import Every


@pytest.mark.parametrize(
    ("every", "when", "expected"),
    [
        ("week", {"weekday": 5}, 5),
        ("month", {"week": 4}, 28),
        ("month", {"week": 5}, 31),
        ("month", {"week": -1}, 31),
        ("month", {"day": 28, "by": True}, 28),
        ("month", {"day": -1}, 31),
        ("month", {"third": "middle"}, 20),
        ("quarter", {"week": -1}, 93),
        ("half_year", {"month": 7, "third": "early"}, 196),
        ("year", {"month": 1}, 31),
        ("year", {"month": 12, "third": "middle"}, 361),
        ("year", {"month": 12, "third": "late"}, 372),
        ("year", {"day": -1}, 372),
    ],
)
def test_the_last_day_a_timing_can_mean(every: Every, when: dict[str, Any], expected: int) -> None:
    assert last_day(every, Timing(**when)) == expected


@pytest.mark.parametrize(
    ("every", "when"),
    [
        ("day", {"at": "上班前"}),
        ("month", {}),
        ("month", {"weekday": 1}),
        ("quarter", {"day": 15}),
        ("year", {"third": "late"}),
        ("year", {"on": "内容有变时"}),
    ],
)
def test_a_timing_without_a_day_of_its_period_has_no_last_day(
    every: Every, when: dict[str, Any]
) -> None:
    assert last_day(every, Timing(**when)) is None
