from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.compare import Pair, align
from cstemplates.compare.words import likeness


def pairs(old: str, new: str) -> list[tuple[str, str, bool]]:
    before, after = old.split("|"), new.split("|")
    found = align(before, after, likeness, str)
    return [
        ("" if p.old is None else before[p.old], "" if p.new is None else after[p.new], p.moved)
        for p in found
    ]


def test_equal_members_belong_together_around_one_put_in() -> None:
    assert pairs("甲|乙", "甲|丙|乙") == [
        ("甲", "甲", False),
        ("", "丙", False),
        ("乙", "乙", False),
    ]


def test_alike_members_belong_together_between_equal_ones() -> None:
    assert pairs("头|客户满意度达到90分|尾", "头|新增的一项|客户满意度达到95分|尾") == [
        ("头", "头", False),
        ("", "新增的一项", False),
        ("客户满意度达到90分", "客户满意度达到95分", False),
        ("尾", "尾", False),
    ]


def test_a_removed_member_stands_where_it_was() -> None:
    assert pairs("甲|乙|丙", "甲|丙") == [
        ("甲", "甲", False),
        ("乙", "", False),
        ("丙", "丙", False),
    ]


def test_an_equal_member_in_another_place_has_moved() -> None:
    assert pairs("甲|乙|丙|丁", "乙|丙|甲|丁") == [
        ("乙", "乙", False),
        ("丙", "丙", False),
        ("甲", "甲", True),
        ("丁", "丁", False),
    ]


def test_a_moved_member_is_not_taken_for_a_change_of_its_neighbour() -> None:
    old = "客户满意度达到90分|客户投诉率低于1%|客户满意度达到95分"
    new = "客户投诉率低于1%|客户满意度达到95分|客户满意度达到90分"

    assert pairs(old, new)[-1] == ("客户满意度达到90分", "客户满意度达到90分", True)


def test_members_that_may_not_move_are_taken_out_and_put_in() -> None:
    found = align(["", "甲", "乙"], ["甲", "乙", ""], likeness, str, movable=bool)

    assert found == [Pair(0, None), Pair(1, 0), Pair(2, 1), Pair(None, 2)]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(*(st.lists(st.sampled_from(["甲", "乙", "甲乙", "丙", ""]), max_size=12) for _side in "ab"))
def test_every_member_stands_in_one_pair_and_new_ones_in_order(
    old: list[str], new: list[str]
) -> None:
    found = align(old, new, likeness, str)

    assert sorted(p.old for p in found if p.old is not None) == list(range(len(old)))
    assert [p.new for p in found if p.new is not None] == list(range(len(new)))
    kept = [p.old for p in found if p.old is not None and p.new is not None and not p.moved]
    assert kept == sorted(kept)
    assert all(old[p.old or 0] == new[p.new or 0] for p in found if p.moved)


def test_hundreds_of_members_that_all_differ_are_paired_in_bounded_work() -> None:
    old = [f"第{n}项：客户回访次数" for n in range(400)]
    new = [f"第{n}项：客户回访比率" for n in range(400)]

    found = align(old, new, likeness, str)

    assert found == [Pair(n, n) for n in range(400)]
