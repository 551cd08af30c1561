"""Marks in texts, and values that carry them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.bind.figures import chinese_date, money, money_in_capitals, percent
from cstemplates.trace.marks import Stretch, marked, numbers_in, stretches, unmarked
from cstemplates.trace.origins import Derived, Origin, Register
from cstemplates.trace.values import TracedDate, TracedDecimal, TracedInt, TracedKey, TracedText

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=12)


@given(TEXTS, TEXTS, TEXTS, st.integers(0, 10**6), st.integers(0, 10**6))
@settings(max_examples=100, derandomize=True)
def test_nested_marks_come_apart_as_they_were_put(
    before: str, inside: str, after: str, outer: int, inner: int
) -> None:
    text = marked(before + marked(inside, inner) + after, outer)

    found = [s for s in stretches(text) if s.text]

    assert unmarked(text) == before + inside + after
    expected = [
        Stretch(before, (outer,)),
        Stretch(inside, (outer, inner)),
        Stretch(after, (outer,)),
    ]
    assert found == [s for s in expected if s.text]
    assert numbers_in(text) == tuple(dict.fromkeys((outer, inner)))


@given(st.text(st.sampled_from("ab\U0010fff0\U0010fff1\U000f0000\U000f0001"), max_size=12))
@settings(max_examples=200, derandomize=True)
def test_broken_marks_lose_nothing_of_the_text(text: str) -> None:
    letters = "".join(s.text for s in stretches(text))

    assert letters == unmarked(text)
    assert [c for c in letters if c in "ab"] == [c for c in text if c in "ab"]


def test_a_text_with_marks_acts_like_the_plain_one() -> None:
    text = TracedText(marked("职业态度—敬业。", 7))

    assert text == "职业态度—敬业。"
    assert text != "职业"
    assert text.endswith("。")
    assert text.startswith("职业")
    assert len(text) == 8
    assert text[-1:] == "。"
    assert "敬业" in text
    assert text.partition("—")[0] == "职业态度"
    assert numbers_in(str.__str__(text.partition("—")[2])) == (7,)
    assert text.removesuffix("。") == "职业态度—敬业"
    assert unmarked(f"{text}！") == "职业态度—敬业。！"
    assert numbers_in(f"{text}！") == (7,)
    assert numbers_in("、".join(2 * [text])) == (7,)


def test_texts_of_different_origin_with_the_same_words_are_one_key_of_a_map() -> None:
    one, other = TracedText(marked("销售部", 1)), TracedText(marked("销售部", 2))

    assert {one: "x"}[other] == "x"


def test_what_is_remembered_of_a_plain_text_never_answers_for_one_with_marks() -> None:
    remembered = {"销售部": "plain"}

    assert TracedText(marked("销售部", 1)) not in remembered
    assert "销售部" not in {TracedText(marked("销售部", 1)): "marked"}


def test_a_sum_names_everything_that_went_in() -> None:
    register = Register()
    origins = [Origin("roles", "a", (key,)) for key in "xyz"]
    numbers = [register.number(origin) for origin in origins]
    decimals = [TracedDecimal(Decimal(30), n, register) for n in numbers]

    printed = percent(sum(decimals))

    assert unmarked(printed) == "90%"
    (number,) = numbers_in(printed)
    assert register.entry(number) == Derived(tuple(numbers))


def test_figures_and_dates_name_their_value_in_every_way_of_printing() -> None:
    register = Register()
    number = register.number(Origin("roster", "3", ("pay", "fixed")))
    amount = TracedDecimal(Decimal("12000.50"), number, register)
    day = TracedDate(date(2027, 1, 1), number, register)

    printed = [money(amount), money_in_capitals(amount), chinese_date(day), str(day.year)]

    assert list(map(unmarked, printed)) == [
        "¥12,000.50", "人民币壹万贰仟元伍角整", "2027年1月1日", "2027",
    ]  # fmt: skip
    assert {numbers_in(text)[-1] for text in printed} == {number}


def test_numbers_calculate_as_plain_ones_do() -> None:
    register = Register()
    number = register.number(Origin("roles", "a", ("x",)))
    five, half = TracedInt(5, number, register), TracedDecimal(Decimal("0.5"), number, register)

    assert [five + 1, 1 + five, five - 2, five * 2, half + 1] == [6, 6, 3, 10, Decimal("1.5")]
    assert max(five, 2) is five
    assert five // 2 == 2


def test_a_key_finds_its_label_and_is_named_in_it() -> None:
    key = TracedKey("month", 4)

    assert {"month": "每月"}[key] == "每月"
    assert numbers_in(key.name_in("每月")) == (4,)
    assert f"{key}" == "month"
