"""What an unquoted YAML word means here.

YAML 1.1 reads ``no`` as false, ``8:30`` as 510, ``0012`` as 10 and ``1.10`` as a binary
float. In HR texts these are words, a time, a staff number and an amount.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.load.node import Scalar

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_plain(text: str) -> Scalar:
    """Read an unquoted word; what is no number, date, truth value or nothing stays text.

    Raises:
        ValueError: The word is written as a date that the calendar does not have.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    return Decimal(text) if number[1] else int(text)
