"""When in its period a routine task must be done at the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.model.timing import Every, Timing

# Every month counts 31 days, so that only the order of days matters and no calendar does.
_MONTH = 31
_WEEK = 7
_PERIOD: dict[Every, int] = {
    "day": 1,
    "week": _WEEK,
    "month": _MONTH,
    "quarter": 3 * _MONTH,
    "half_year": 6 * _MONTH,
    "year": 12 * _MONTH,
}
_THIRD = {"early": 10, "middle": 20, "late": _MONTH}


def last_day(every: Every, when: Timing) -> int | None:
    """Return the last day of the period that a timing can mean, counted from 1.

    Days are for comparing tasks of the same period only. None when the timing names no
    day, as for “whenever it changes”.
    """
    if when.month is not None:
        return (when.month - 1) * _MONTH + (_within(when, _MONTH) or _MONTH)
    return _within(when, _PERIOD[every])


def _within(when: Timing, length: int) -> int | None:
    if when.day == -1:
        return length
    if when.day is not None and length == _MONTH:
        return when.day
    if when.third is not None and length == _MONTH:
        return _THIRD[when.third]
    if when.week is not None:
        return length if when.week == -1 else min(when.week * _WEEK, length)
    if when.weekday is not None and length == _WEEK:
        return when.weekday
    return None
