"""How figures are printed: money, capitals, percent, dates, Chinese numerals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from cstemplates.bind.worded import worded

if TYPE_CHECKING:
    from datetime import date

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_NUMERALS = "〇一二三四五六七八九"
_LIMIT = Decimal("1e16")
_THOUSAND = 1000
_WAN_YI = 3


def plain(value: Decimal | int) -> str:
    """Print a number without exponent and without trailing zeros: ``1.50`` as 1.5."""
    number = Decimal(value)
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return worded(text, value)


def percent(value: Decimal | int) -> str:
    """Print a figure that is already in percent: 30 as 30%."""
    return worded(f"{plain(value)}%", value)


def with_unit(value: Decimal | int, unit: str | None) -> str:
    """Print a figure with its unit, without a space between (typography.md, manners)."""
    return worded(f"{plain(value)}{unit or ''}", value)


def chinese_date(value: date) -> str:
    """Print a date as 2026年1月15日."""
    return worded(f"{value.year}年{value.month}月{value.day}日", value)


def money(amount: Decimal) -> str:
    """Print yuan as ¥12,000.00."""
    cents = _cents(amount)
    return worded(f"{'-' if cents < 0 else ''}¥{abs(cents):,.2f}", amount)


def money_in_capitals(amount: Decimal) -> str:
    """Print yuan in the capitals that agreements and cheques carry: 人民币壹万贰仟元整.

    Follows the rules for filling in bills of the People's Bank of China (支付结算办法,
    附一): 整 after 元 and after 角, 零 for skipped places, a leading 负 when negative.

    Raises:
        ValueError: If the amount is 10 quadrillion yuan or more.
    """
    cents = _cents(amount)
    if abs(cents) >= _LIMIT:
        msg = "amount is too large to be written in capitals"
        raise ValueError(msg)
    yuan, fraction = divmod(int(abs(cents) * 100), 100)
    sign = "负" if cents < 0 else ""
    words = _yuan_in_capitals(yuan, fraction) + _fraction_in_capitals(yuan, fraction)
    return worded(f"人民币{sign}{words}", amount)


def numeral(number: int) -> str:
    """Print a whole number from 1 to 99 in Chinese numerals: 12 as 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones else "")


def _cents(amount: Decimal) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _yuan_in_capitals(yuan: int, fraction: int) -> str:
    if yuan == 0:
        return "" if fraction else "零元"
    return f"{_integer_in_capitals(yuan)}元"


def _integer_in_capitals(number: int) -> str:
    text, pending_zero = "", False
    for index, group in _groups(number):
        if group == 0:
            pending_zero = bool(text)
            continue
        if text and (pending_zero or group < _THOUSAND):
            text += "零"
        text += _group_in_capitals(group) + _group_name(index, number)
        pending_zero = False
    return text


def _groups(number: int) -> list[tuple[int, int]]:
    groups = []
    index = 0
    while number:
        number, group = divmod(number, 10_000)
        groups.append((index, group))
        index += 1
    return groups[::-1]


def _group_name(index: int, number: int) -> str:
    # 万亿 says 万 only when the 亿 group below is not empty and will say 亿 itself.
    if index == _WAN_YI and (number // 10**8) % 10_000:
        return "万"
    return _GROUPS[index]


def _group_in_capitals(group: int) -> str:
    text, pending_zero = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if pending_zero and text else "") + _DIGITS[digit] + _PLACES[place]
            pending_zero = False
        else:
            pending_zero = True
    return text


def _fraction_in_capitals(yuan: int, fraction: int) -> str:
    jiao, fen = divmod(fraction, 10)
    if not fraction:
        return "整"
    head = f"{_DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return head + (f"{_DIGITS[fen]}分" if fen else "整")
