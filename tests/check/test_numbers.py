"""Serial numbers typed into texts: how they are read, and what a list of them lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.catalogfiles import read_facts, write_files

from cstemplates.check.numbers import TypedNumber, gaps, repeats, typed_numbers
from cstemplates.check.texts import PlacedText

if TYPE_CHECKING:
    from pathlib import Path


def numbers(values: list[int]) -> list[TypedNumber]:
    place = PlacedText("roles", "cs_manager", ("mission", 0, "text"), "")
    return [TypedNumber(place, str(value), "plain", value) for value in values]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("1、登记", "1", 1),
        ("1. 登记", "1.", 1),
        ("10．登记", "10．", 10),
        ("3）登记", "3）", 3),
        ("（12）登记", "（12）", 12),
        ("【二】登记", "【二】", 2),
        ("（十一）登记", "（十一）", 11),
        ("二十、登记", "二十", 20),
        ("⑳登记", "⑳", 20),
        ("2.3 登记", "2.3", 3),
        ("2.10登记", "2.10", 10),
        ("  2.1.4、登记", "2.1.4", 4),
    ],
)
def test_a_number_is_read_in_every_form(
    text: str, written: str, value: int, tmp_path: Path
) -> None:
    role = f"title: 客服经理\nfamily: general\npurpose: '{text}'\n"
    facts = read_facts(write_files(tmp_path, {"roles/cs_manager.yaml": role}))

    ((found,),) = typed_numbers(facts)

    assert (found.written, found.value) == (written, value)


def test_what_two_lists_and_two_levels_count_is_kept_apart(tmp_path: Path) -> None:
    section = (
        "title: 规范\nkind: standard\npurpose: 统一口径\nscope: 客服部\nsections:\n"
        "  - id: a\n    title: 职责\n    clauses:\n"
        "      - {id: x, text: 1、登记, items: [{id: p, text: 1、来访}]}\n"
        "      - {id: y, text: 2、回复, items: [{id: q, text: 1、来电}]}\n"
    )
    facts = read_facts(write_files(tmp_path, {"procedures/reply.yaml": section}))

    assert [[each.value for each in found] for found in typed_numbers(facts)] == [
        [1, 2],
        [1],
        [1],
    ]


@settings(max_examples=60, derandomize=True)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_gaps_and_repeats_account_for_every_number_from_first_to_last(values: list[int]) -> None:
    typed = numbers(values)

    missing = [number for _after, number in gaps(typed)]
    again = {number.value: count for number, count in repeats(typed)}

    assert sorted({*values, *missing}) == list(range(min(values), max(values) + 1))
    assert not set(values) & set(missing)
    assert again == {value: values.count(value) for value in values if values.count(value) > 1}


def test_a_gap_is_placed_at_the_number_after_it() -> None:
    assert [(after.value, number) for after, number in gaps(numbers([1, 4, 6]))] == [
        (4, 2),
        (4, 3),
        (6, 5),
    ]
