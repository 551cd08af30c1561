from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.check.intervals import Interval, holes, is_empty, overlaps

_ENDS = st.one_of(st.none(), st.integers(0, 12).map(Decimal))
_RANGES = st.lists(st.builds(Interval, _ENDS, _ENDS), max_size=6)
_HALVES = [Decimal(n) / 2 for n in range(-2, 28)]


def _holds(interval: Interval, value: Decimal) -> bool:
    above = interval.start is None or interval.start <= value
    return above and (interval.end is None or value < interval.end)


@given(_RANGES)
@settings(max_examples=300, derandomize=True)
def test_a_value_lies_in_a_hole_exactly_when_no_range_holds_it(ranges: list[Interval]) -> None:
    found = holes(ranges, lowest=Decimal(-9), highest=None)

    for value in _HALVES:
        assert any(_holds(hole, value) for hole in found) != any(_holds(r, value) for r in ranges)


@given(_RANGES)
@settings(max_examples=300, derandomize=True)
def test_two_ranges_overlap_exactly_when_they_share_a_value(ranges: list[Interval]) -> None:
    found = {(first, second) for first, second, _values in overlaps(ranges)}

    for second in range(len(ranges)):
        for first in range(second):
            shared = any(_holds(ranges[first], v) and _holds(ranges[second], v) for v in _HALVES)
            assert ((first, second) in found) == shared


def test_a_range_whose_ends_meet_or_are_swapped_is_empty() -> None:
    assert is_empty(Interval(Decimal(5), Decimal(5)))
    assert is_empty(Interval(Decimal(6), Decimal(5)))
    assert not is_empty(Interval(None, Decimal(5)))


def test_ranges_are_written_for_people_without_needless_zeros() -> None:
    assert str(Interval(Decimal("80.0"), Decimal("85.50"))) == "values in [80, 85.5)"
    assert str(Interval(None, Decimal(100))) == "values below 100"
    assert str(Interval(Decimal(100), None)) == "values from 100 up"
    assert str(Interval(None, None)) == "all values"
