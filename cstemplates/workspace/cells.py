"""What the text of a roster's cell means."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cstemplates.model import Column

    Value = str | date | Decimal

_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})日?"
)
_MONEY = re.compile(r"[¥￥]?((?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,2})?)元?")
_PERCENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(%?)")


def read_cell(column: Column, text: str) -> Value:
    """Read a cell as its column asks.

    Raises:
        ValueError: The text is no such value; the message says what is expected.
    """
    if column.kind == "text":
        return text
    # Full-width digits and signs come from Chinese input methods.
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return _READERS[column.kind](plain)


def _read_date(text: str) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(_("This is no date; write it as 2026-01-15."))
    year, *months, day = found.groups()
    try:
        return date(int(year), int(next(filter(None, months))), int(day))
    except ValueError:
        raise ValueError(_("The calendar has no such date.")) from None


def _read_money(text: str) -> Decimal:
    found = _MONEY.fullmatch(text)
    if found is None:
        raise ValueError(_("This is no amount of money; write it as 12000 or 12,000.00."))
    return Decimal(found[1].replace(",", ""))


def _read_percent(text: str) -> Decimal:
    found = _PERCENT.fullmatch(text)
    # 0.05 may be a twentieth of a percent or Excel's five percent: nobody shall guess.
    if found is None or (not found[2] and 0 < Decimal(found[1]) < 1):
        raise ValueError(_("This is no percentage; write it with its sign, as 5%."))
    return Decimal(found[1])


_READERS: dict[str, Callable[[str], Value]] = {
    "date": _read_date,
    "money": _read_money,
    "percent": _read_percent,
}
