"""Number formats of Word lists: a count written as 三, （三）'s 三, ③, iii or C."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE_LIMIT = 10_000


def write_number(count: int, number_format: str) -> str:
    """Write a count as a list level with this ``w:numFmt`` shows it.

    A format that is not known, and a count a format has no sign for, is written in
    decimal digits, as Word does.
    """
    if count < 0:
        return str(count)
    return _FORMATS.get(number_format, str)(count)


def _positional(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _grouped(count: int, digits: str, units: tuple[str, str, str]) -> str:
    """Write with units; a hole of zeros between digits is read as one zero."""
    text, hole = "", False
    for place, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = count // place % 10
        if digit:
            text += (digits[0] if hole else "") + digits[digit] + unit
            hole = False
        elif text:
            hole = True
    return text or digits[0]


def _chinese(count: int) -> str:
    if count >= _CHINESE_LIMIT:
        return _positional(count)
    text = _grouped(count, "零" + _DIGITS[1:], ("十", "百", "千"))
    return text.removeprefix("一") if text.startswith("一十") else text


def _chinese_counting(count: int) -> str:
    """Write 一 to 九十九; from 100 on Word goes over to plain digits."""
    return _chinese(count) if count < 100 else _positional(count).replace("〇", "○")  # noqa: PLR2004


def _japanese(count: int) -> str:
    if count >= _CHINESE_LIMIT:
        return _positional(count)
    text = _grouped(count, _DIGITS, ("十", "百", "千")).replace("〇", "") or "〇"
    for unit in "十百千":
        text = text.replace(f"一{unit}", unit)
    return text


def _formal(count: int) -> str:
    if count >= _CHINESE_LIMIT:
        return str(count)
    return _grouped(count, _FORMAL_DIGITS, ("拾", "佰", "仟"))


def _circled(count: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= count <= last:
            return chr(start + count - first)
    return "⓪" if count == 0 else str(count)


def _from_block(start: int, last: int) -> Callable[[int], str]:
    return lambda count: chr(start + count - 1) if 1 <= count <= last else str(count)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count else "0"


def _letters(count: int) -> str:
    """Write a to z, then aa, bb: the letter is repeated, not counted on."""
    if count == 0:
        return ""
    repeats, position = divmod(count - 1, 26)
    return chr(ord("a") + position) * (repeats + 1)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        text += sign * times
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate({48 + n: 0xFF10 + n for n in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from_block(0x2474, 20),
    "decimalEnclosedFullstop": _from_block(0x2488, 20),
    "ideographEnclosedCircle": _from_block(0x3280, 10),
    "numberInDash": lambda count: f"- {count} -",
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese_counting,
    "japaneseCounting": _japanese,
    "ideographDigital": _positional,
    "taiwaneseDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "chineseLegalSimplified": _formal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "none": lambda _count: "",
}
