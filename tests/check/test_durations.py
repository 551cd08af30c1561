"""Probation periods and terms of contracts, read from sentences."""

from __future__ import annotations

import pytest

from cstemplates.check.durations import longest_probation, probations


@pytest.mark.parametrize(
    ("months", "longest"), [(0, 0), (2, 0), (3, 1), (11, 1), (12, 2), (35, 2), (36, 6), (120, 6)]
)
def test_the_limits_of_the_law_change_at_three_months_one_year_and_three_years(
    months: int, longest: int
) -> None:
    assert longest_probation(months) == longest


@pytest.mark.parametrize(
    ("text", "months", "allowed"),
    [
        ("试用期为8个月", 8, 6),
        ("试用期一年", 12, 6),
        ("试用期统一约定3个月", 3, 6),
        ("试用期最长不超过十二个月", 12, 6),
        ("劳动合同期限一年，试用期三个月", 3, 2),
        ("劳动合同期限为2个月，试用期1个月", 1, 0),
        ("签订两年期劳动合同，试用期二个月", 2, 2),
        ("无固定期限的，试用期6个月", 6, 6),
        ("合同期三个月以上不满一年的，试用期不超过一个月", 1, 1),
        ("两年以上接听经验，试用期三个月", 3, 6),
    ],
)
def test_a_probation_is_read_with_what_the_contract_allows(
    text: str, months: int, allowed: int
) -> None:
    assert [found[1:] for found in probations(text)] == [(months, allowed)]


@pytest.mark.parametrize(
    "text",
    [
        "试用期满12个月后参加评优",
        "试用期内连续三个月未达标",
        "合同期限一年；离职后十二个月内不得兼职",
        "转正后不超过24个月",
    ],
)
def test_other_durations_are_no_probation(text: str) -> None:
    assert list(probations(text)) == []


def test_the_steps_of_the_law_in_one_sentence_are_each_within_it() -> None:
    text = (
        "合同期三个月以上不满一年的试用期不超过一个月，一年以上不满三年的不超过二个月，"
        "三年以上和无固定期限的不超过六个月"
    )

    assert [found[1:] for found in probations(text)] == [(1, 1), (2, 2), (6, 6)]
