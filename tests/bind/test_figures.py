"""How figures are printed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.bind.figures import (
    chinese_date,
    money,
    money_in_capitals,
    numeral,
    percent,
    plain,
    with_unit,
)


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.5", "人民币伍角整"),
        ("1.01", "人民币壹元零壹分"),
        ("10", "人民币壹拾元整"),
        ("105", "人民币壹佰零伍元整"),
        ("1010", "人民币壹仟零壹拾元整"),
        ("12000", "人民币壹万贰仟元整"),
        ("10050.08", "人民币壹万零伍拾元零捌分"),
        ("100000", "人民币壹拾万元整"),
        ("1000001", "人民币壹佰万零壹元整"),
        ("20000000.30", "人民币贰仟万元叁角整"),
        ("100000000", "人民币壹亿元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("1000000000000", "人民币壹万亿元整"),
        (
            "12345678901234.56",
            "人民币壹拾贰万叁仟肆佰伍拾陆亿柒仟捌佰玖拾万壹仟贰佰叁拾肆元伍角陆分",
        ),
        ("-3.5", "人民币负叁元伍角整"),
    ],
)
def test_money_in_capitals_is_written_as_on_a_cheque(amount: str, capitals: str) -> None:
    assert capitals == money_in_capitals(Decimal(amount))


def test_money_is_rounded_to_the_cent_half_up() -> None:
    assert money(Decimal("1.005")) == "¥1.01"
    assert money_in_capitals(Decimal("1.005")) == "人民币壹元零壹分"


def test_money_has_thousands_and_the_sign_before_the_currency() -> None:
    assert money(Decimal(12000)) == "¥12,000.00"
    assert money(Decimal("-3.5")) == "-¥3.50"


def test_capitals_refuse_an_amount_beyond_their_words() -> None:
    with pytest.raises(ValueError, match="too large"):
        money_in_capitals(Decimal(10) ** 16)


_VALUE = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACE = {"拾": 10, "佰": 100, "仟": 1000}


def _read_back(capitals: str) -> int:
    """Read capitals of whole yuan: an independent reading, place by place."""
    total = section = digit = 0
    for c in capitals.removeprefix("人民币").removesuffix("元整"):
        if c in _VALUE:
            digit = _VALUE[c]
        elif c in _PLACE:
            section += digit * _PLACE[c]
            digit = 0
        elif c == "万":
            section = (section + digit) * 10_000
            digit = 0
            total, section = total + section, 0
        elif c == "亿":
            total = (total + section + digit) * 10**8
            section = digit = 0
    return total + section + digit


@settings(max_examples=300, derandomize=True)
@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_capitals_read_back_as_the_same_amount(yuan: int) -> None:
    assert yuan == _read_back(money_in_capitals(Decimal(yuan)))


@settings(max_examples=300, derandomize=True)
@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_capitals_never_hold_two_zeros_in_a_row_nor_end_in_one(yuan: int) -> None:
    text = money_in_capitals(Decimal(yuan))

    assert "零零" not in text
    assert "零元" not in text


def test_numbers_lose_trailing_zeros_and_never_gain_an_exponent() -> None:
    assert plain(Decimal("1.50")) == "1.5"
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(100) == "100"
    assert percent(Decimal("1.5")) == "1.5%"
    assert with_unit(Decimal(3), "个工作日") == "3个工作日"


def test_dates_and_numerals_are_chinese() -> None:
    assert chinese_date(date(2026, 1, 5)) == "2026年1月5日"
    assert [numeral(n) for n in (1, 10, 11, 20, 21, 99)] == [
        "一", "十", "十一", "二十", "二十一", "九十九",
    ]  # fmt: skip
