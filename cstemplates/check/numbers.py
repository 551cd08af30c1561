"""Serial numbers that were typed at the start of texts, list by list."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.check.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.check.texts import PlacedText

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Measure words tell "2.5小时" and "三、四季度" from numbers that are none of the text's own.
_MEASURED = "小时天日月年季周分倍元万亿%％个次名人户件条米平公千斤度级项层"
_STYLES = {
    "bracketed": rf"[（(【\[](?:\d{{1,2}}|[{_CHINESE}]{{1,3}})[)）】\]]",
    "half_bracketed": r"\d{1,2}[)）]",
    "dotted": rf"\d{{1,2}}(?:\.\d{{1,2}})+(?:[ 、　]|(?![\d.{_MEASURED}-])(?=[\u4e00-\u9fff]))",
    "plain": rf"\d{{1,2}}(?:、(?!\d)|[．.](?![\d{_MEASURED}]))",
    "chinese": rf"[{_CHINESE}]{{1,3}}[、．.](?![{_CHINESE}])",
    "circled": f"[{_CIRCLED}]",
}
_NUMBER = re.compile(
    r"\s*(?!3\.15)(?:" + "|".join(f"(?P<{name}>{style})" for name, style in _STYLES.items()) + ")"
)
_DIGITS = re.compile(r"\d+")


class TypedNumber(NamedTuple):
    """A serial number somebody typed, and the text it stands in."""

    place: PlacedText
    written: str
    group: str
    value: int


@lru_cache(maxsize=1)
def typed_numbers(facts: Facts) -> tuple[tuple[TypedNumber, ...], ...]:
    """Return the typed numbers of every list that has some, in order.

    A list is made of the same key of neighbouring items, or of the lines of one text.
    """
    lists: dict[tuple[str, str, KeyPath], list[TypedNumber]] = {}
    for place in texts_of(facts):
        for number in _numbers_in(place):
            lists.setdefault((place.kind, place.id, _list_of(place)), []).append(number)
    return tuple(map(tuple, lists.values()))


def gaps(numbers: Sequence[TypedNumber]) -> Iterator[tuple[TypedNumber, int]]:
    """Yield what is left out between the typed numbers, with the number after the gap."""
    for group in _groups(numbers):
        known = {number.value: number for number in reversed(group)}
        for missing in range(min(known), max(known)):
            if missing not in known:
                yield known[min(value for value in known if value > missing)], missing


def repeats(numbers: Sequence[TypedNumber]) -> Iterator[tuple[TypedNumber, int]]:
    """Yield the second of equal numbers, and how often the number stands."""
    for group in _groups(numbers):
        for value, count in Counter(number.value for number in group).items():
            if count > 1:
                yield [number for number in group if number.value == value][1], count


def _groups(numbers: Sequence[TypedNumber]) -> list[list[TypedNumber]]:
    groups: dict[str, list[TypedNumber]] = {}
    for number in numbers:
        groups.setdefault(number.group, []).append(number)
    return list(groups.values())


def _numbers_in(place: PlacedText) -> Iterator[TypedNumber]:
    for line in place.text.split("\n"):
        match = _NUMBER.match(line)
        if match and match.lastgroup:
            written = match[match.lastgroup].rstrip(" 、　")
            yield TypedNumber(place, written, *_read(match.lastgroup, written))


def _read(style: str, written: str) -> tuple[str, int]:
    if style == "circled":
        return style, _CIRCLED.index(written) + 1
    digits = _DIGITS.findall(written)
    if digits:
        return ".".join([style, *digits[:-1]]), int(digits[-1])
    return f"{style} in words", _chinese_value("".join(c for c in written if c in _CHINESE))


def _chinese_value(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    value = _CHINESE.index(ones[0]) + 1 if ones else 0
    return value + (10 * (_CHINESE.index(tens[0]) + 1 if tens else 1) if ten else 0)


def _list_of(place: PlacedText) -> KeyPath:
    """Return the key path with the last list position left out."""
    path = place.key_path
    last = max((at for at, key in enumerate(path) if isinstance(key, int)), default=None)
    return path if last is None else (*path[:last], "*", *path[last + 1 :])
