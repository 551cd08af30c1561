"""Marks inside a text that name the origin of what stands between them.

They are characters that no font shows, from the end of the last private-use plane, and
survive whatever is done to a text: joining, formatting, printing into Word's XML. They
nest. Text that has lost one of a pair still reads; it only loses what the mark said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OPEN, _CLOSE = "\U0010fff0", "\U0010fff1"
_FIRST_DIGIT, _DIGITS = 0xF0000, 0x8000
_MARK = re.compile(f"{_OPEN}([\U000f0000-\U000f7fff])([\U000f0000-\U000f7fff])|[{_OPEN}{_CLOSE}]")


class Stretch(NamedTuple):
    """Text under the same marks; ``numbers`` are those of the open marks, outermost first."""

    text: str
    numbers: tuple[int, ...]


def marked(text: str, number: int) -> str:
    """Put a text between marks that name its origin."""
    high, low = divmod(number, _DIGITS)
    return f"{_OPEN}{chr(_FIRST_DIGIT + high)}{chr(_FIRST_DIGIT + low)}{text}{_CLOSE}"


def has_marks(text: str) -> bool:
    """Tell whether a text holds any mark."""
    return _OPEN in text or _CLOSE in text


def unmarked(text: str) -> str:
    """Return a text without its marks."""
    return _MARK.sub("", text) if has_marks(text) else text


def stretches(text: str) -> list[Stretch]:
    """Take a text apart at its marks; stretches without a letter are kept, marks are not.

    A mark that is never closed holds until the end, a close without an open says nothing.
    """
    found: list[Stretch] = []
    open_numbers: list[int] = []
    at = 0
    for mark in _MARK.finditer(text):
        found += _stretch(text[at : mark.start()], open_numbers, keep=mark[0] == _CLOSE)
        at = mark.end()
        if mark[1]:
            open_numbers.append(_number(mark[1], mark[2]))
        elif mark[0] == _CLOSE and open_numbers:
            open_numbers.pop()
    return [*found, *_stretch(text[at:], open_numbers)]


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of all marks of a text in order, each once."""
    found = (_number(m[1], m[2]) for m in _MARK.finditer(text) if m[1])
    return tuple(dict.fromkeys(found))


def _stretch(text: str, numbers: list[int], *, keep: bool = False) -> list[Stretch]:
    return [Stretch(text, tuple(numbers))] if text or (keep and numbers) else []


def _number(high: str, low: str) -> int:
    return (ord(high) - _FIRST_DIGIT) * _DIGITS + ord(low) - _FIRST_DIGIT
