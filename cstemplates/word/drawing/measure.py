"""How much room a text takes, without a font: an estimate that errs to the wide side.

Chinese characters are one em wide in every Chinese font; Latin letters and digits are
narrower and differ a little, so they are counted generously. Lengths are whole EMU.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

EMU_PER_MM = 36_000
EMU_PER_POINT = 12_700
_NOT_AT_START = frozenset("，。、；：？！）》】”’%)]},.;:?!…—·")
_NOT_AT_END = frozenset("（《【“‘([{")
_CAPITAL, _NARROW, _BETWEEN_SCRIPTS = 75, 55, 25
_WIDE = frozenset("WFA")
_REMEMBERED = 4096


def mm(length: float) -> int:
    """Turn millimetres into EMU."""
    return round(length * EMU_PER_MM)


def points(length: float) -> int:
    """Turn points into EMU."""
    return round(length * EMU_PER_POINT)


def text_width(text: str, size: int) -> int:
    """Return the width of a text on one line, the size in half-points."""
    return _in_emu(sum(_advance(before, char) for before, char in _pairs(text)), size)


@lru_cache(_REMEMBERED)
def line_count(text: str, size: int, width: int) -> int:
    """Return how many lines a text takes in a column.

    A line breaks between any two characters but inside of a Latin word, and neither
    begins with a closing mark nor ends with an opening one; that is how Word sets Chinese.
    """
    lines, used = 1, 0
    for piece in _pieces(text):
        wide = text_width(piece, size)
        if used and used + wide > width:
            lines, used = lines + 1, 0
        # A piece wider than the column is cut wherever the line is full.
        extra, rest = divmod(wide, width) if wide > width else (0, wide)
        lines, used = lines + extra, used + rest
    return lines


def balanced_width(text: str, size: int, width: int) -> int:
    """Return the narrowest column in which a text takes no more lines than in this one."""
    wanted = line_count(text, size, width)
    step = _in_emu(50, size)
    while width - step >= step and line_count(text, size, width - step) <= wanted:
        width -= step
    return width


@lru_cache(_REMEMBERED)
def _pieces(text: str) -> tuple[str, ...]:
    pieces: list[str] = []
    for char in text:
        if pieces and _sticks(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return tuple(pieces)


def _sticks(before: str, char: str) -> bool:
    if char in _NOT_AT_START or before[-1] in _NOT_AT_END:
        return True
    return _is_latin(before[-1]) and _is_latin(char)


def _is_latin(char: str) -> bool:
    return not char.isspace() and unicodedata.east_asian_width(char) not in _WIDE


def _pairs(text: str) -> list[tuple[str, str]]:
    return list(zip(" " + text, text, strict=False))


@lru_cache(_REMEMBERED)
def _advance(before: str, char: str) -> int:
    """Return the width of a character in hundredths of an em, with the gap before it."""
    if not _is_latin(char) and not char.isspace():
        return 100 + (_BETWEEN_SCRIPTS if _is_word(before) and char.isalpha() else 0)
    gap = _BETWEEN_SCRIPTS if before.isalpha() and not _is_latin(before) else 0
    return gap + (_CAPITAL if char.isupper() or char in "@%&" else _NARROW)


def _is_word(char: str) -> bool:
    return _is_latin(char) and char.isalnum()


def _in_emu(hundredths: int, size: int) -> int:
    return hundredths * size * EMU_PER_POINT // 200
