"""Numbers that count something: apart from the words, so that counting on is no change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CHINESE = "〇零一二三四五六七八九十百千"
_NUMERAL = rf"(?:\d{{1,4}}|[{_CHINESE}]{{1,6}})"
_LEADING = re.compile(
    rf"(第{_NUMERAL}[章节条款项步](?=[\t 　])"
    rf"|[（(]{_NUMERAL}[)）]"
    rf"|(?:\d{{1,3}}|[{_CHINESE}]{{1,4}})、"
    r"|\d{1,3}[.．](?=[\t 　])"
    r"|(?:表|图|附表|附图|附件)[ 　]?\d{1,3}(?=[\t 　])"
    r"|[①-⑳])[\t 　]*"
)
_REFERENCE = re.compile(
    rf"第{_NUMERAL}(?:章|节|条|款|项|步|点|部分)"
    rf"|[（(]{_NUMERAL}[)）]"
    rf"|(?:表|图|附表|附图|附件|附录)[ 　]?{_NUMERAL}"
    r"|(?<![A-Za-z0-9])[A-Z]\d{1,3}(?![A-Za-z0-9%])"
)
_COUNTED = re.compile(r"([A-Za-z]{0,3})[（(]?(\d{1,4})[)）]?[.、．]?")
_CORE = re.compile(_NUMERAL)
_BARE_ENDS = ("步", "项", "款", "点", "部分", "）", ")")


class NumberedText(NamedTuple):
    """Words without the number they begin with."""

    number: str
    words: str


def split_number(text: str) -> NumberedText:
    """Take a typed number off the beginning: 「1.」, 「（二）」, 「第三条」, 「表 2」."""
    match = _LEADING.match(text)
    if match is None or match.end() == len(text):
        return NumberedText("", text)
    return NumberedText(match[1], text[match.end() :])


def counts_up(texts: Iterable[str]) -> bool:
    """Tell whether texts count 1, 2, 3 … or A1, A2 … ; those without a number do not matter.

    A count may begin again, as after a subtotal.
    """
    last: dict[str, int] = {}
    counted = 0
    for text in texts:
        match = _COUNTED.fullmatch(text.strip())
        if match is None:
            continue
        prefix, number = match[1], int(match[2])
        if number not in {1, last.get(prefix, 0) + 1}:
            return False
        last[prefix] = number
        counted += 1
    return counted > 0


def is_count(text: str) -> bool:
    """Tell whether a text is a number of a counting column."""
    return _COUNTED.fullmatch(text.strip()) is not None


def shape_of(number: str) -> str:
    """Return what numbers of one list have in common: 「第三条」 and 「第十条」 are 「第#条」."""
    return _CORE.sub("#", number)


def plain_number(number: str) -> str:
    """Write a number as references do: without blanks and the sign it ends with."""
    return re.sub(r"[\s　、.．]", "", number).replace("(", "（").replace(")", "）")


def moved_references(
    before: str, after: str, renumbered: set[tuple[str, str]]
) -> Sequence[tuple[str, str]]:
    """Return the references of two texts that differ in nothing else.

    Empty when other words differ too, or when a reference did not go along with what it
    refers to.
    """
    if not renumbered or _REFERENCE.sub("#", before) != _REFERENCE.sub("#", after):
        return ()
    pairs = [
        (old, new)
        for old, new in zip(_REFERENCE.findall(before), _REFERENCE.findall(after), strict=True)
        if old != new
    ]
    return pairs if all(_went_along(old, new, renumbered) for old, new in pairs) else ()


def _went_along(old: str, new: str, renumbered: set[tuple[str, str]]) -> bool:
    if (plain_number(old), plain_number(new)) in renumbered:
        return True
    cores = _CORE.search(old), _CORE.search(new)
    if not all(cores) or not old.endswith(_BARE_ENDS):
        return False
    return tuple(core[0] if core else "" for core in cores) in renumbered
