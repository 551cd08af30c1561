"""Two texts compared as a Chinese reader reads: sign by sign, numbers and Latin words whole."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from cstemplates.compare.sequence import common

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Side = Literal["same", "gone", "new"]

_UNITS = (
    "个工作日|工作日|个百分点|百分点|个自然日|自然日|个月|万元|亿元|小时|分钟|月份|工时|"
    "[%％‰℃元分个天日月年次人户件条项级名份倍周页秒岁章节款号]"
)
_TOKEN = re.compile(
    r"\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    rf"|\d++(?:[.,:/-]\d++)*+(?:{_UNITS})?(?![A-Za-z0-9])"
    r"|[A-Za-z0-9_]++(?:[-.'’/@+&][A-Za-z0-9_]++)*+"
    r"|[〇零一二三四五六七八九十百千]{2,}"
    # A sign and the marks that belong to it: accents, forms of a character.
    r"|.[\u0300-\u036f\ufe00-\ufe0f\u200d\u20d0-\u20ff\U000e0100-\U000e01ef]*",
    re.DOTALL,
)
# Nobody reads a text this long sign by sign; sentences bound the work.
_LONGEST = 60_000
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]|[^。；\n]+")
_STOPS = frozenset("，。；：、！？,;:!?（）()“”《》 　")
_LINE_STOPS = frozenset("\n\t")
_SHORT = 12
_TINY = 8


class Piece(NamedTuple):
    """A stretch of text in a comparison: on both sides, only in the old, only in the new."""

    kind: Side
    text: str


def compare_text(old: str, new: str, *, grouped: bool = True) -> tuple[Piece, ...]:
    """Compare two texts into pieces; a changed stretch is ``gone`` before ``new``.

    Joining ``same`` and ``gone`` gives old exactly, ``same`` and ``new`` gives new.

    Args:
        old: The text before.
        new: The text after.
        grouped: Swallow the tiny equal stretches between larger changes, which read as
            a scatter; without it the pieces are as short as can be.
    """
    if old == new:
        return (Piece("same", old),) if old else ()
    split = split_words if len(old) + len(new) <= _LONGEST else _SENTENCE.findall
    return tuple(_pieces(_Comparison(split(old), split(new)).stretches(grouped=grouped)))


def split_words(text: str) -> list[str]:
    """Split a text into what is compared as one: a sign, a number with its unit, a Latin word."""
    return _TOKEN.findall(text)


def likeness(old: str, new: str) -> float:
    """Say how alike two texts are, 0 to 1, by the pairs of neighbouring signs they share."""
    if old == new:
        return 1.0
    first, second = _pairs_of_signs(old), _pairs_of_signs(new)
    total = sum(first.values()) + sum(second.values())
    if not total:
        return 0.0
    if len(first) > len(second):
        first, second = second, first
    shared = sum(min(count, second[pair]) for pair, count in first.items() if pair in second)
    return 2 * shared / total


@lru_cache(maxsize=1024)
def _pairs_of_signs(text: str) -> Counter[str]:
    framed = f"\x02{text}\x03" if text else ""
    return Counter(framed[at : at + 2] for at in range(len(framed) - 1))


class _Stretch(NamedTuple):
    """Tokens that are equal on both sides, or those of either side where they differ."""

    gone: list[str]
    new: list[str]
    equal: bool

    @property
    def size(self) -> int:
        return max(sum(map(len, self.gone)), sum(map(len, self.new)))


class _Comparison:
    def __init__(self, old: list[str], new: list[str]) -> None:
        self._old, self._new = old, new

    def stretches(self, *, grouped: bool) -> list[_Stretch]:
        found = _slide(list(self._raw()))
        return _swallow(found) if grouped else found

    def _raw(self) -> Iterator[_Stretch]:
        at, to, begun = 0, 0, (0, 0)
        for i, j in (*common(self._old, self._new), (len(self._old), len(self._new))):
            if (i, j) == (at, to) and i < len(self._old) and j < len(self._new):
                at, to = i + 1, j + 1
                continue
            if at > begun[0]:
                yield _Stretch(self._old[begun[0] : at], self._new[begun[1] : to], equal=True)
            if (i, j) != (at, to):
                yield _Stretch(self._old[at:i], self._new[to:j], equal=False)
            begun, at, to = (i, j), i + 1, j + 1


def _slide(stretches: list[_Stretch]) -> list[_Stretch]:
    """Move what was only put in or taken out along equal signs to where a sentence ends.

    「甲。乙。」 becoming 「甲。丙。乙。」 has 「丙。」 put in, not 「。丙」.
    """
    found = list(stretches)
    for at in range(len(found)):
        edit = found[at]
        if edit.equal or (edit.gone and edit.new):
            continue
        before = found[at - 1].gone if at else []
        after = found[at + 1].gone if at + 1 < len(found) else []
        left, middle, right = _best_place(before, edit.gone or edit.new, after)
        if at:
            found[at - 1] = _Stretch(left, left, equal=True)
        found[at] = _Stretch(middle if edit.gone else [], middle if edit.new else [], equal=False)
        if at + 1 < len(found):
            found[at + 1] = _Stretch(right, right, equal=True)
    return _joined(found)


def _best_place(
    before: list[str], edit: list[str], after: list[str]
) -> tuple[list[str], list[str], list[str]]:
    row = before + edit + after
    begin, size = len(before), len(edit)
    first = begin - _shift_left(before, edit)
    last = begin + _shift_right(edit, after)
    best = max(range(first, last + 1), key=lambda at: (_cut_score(row, at, size), -abs(at - begin)))
    return row[:best], row[best : best + size], row[best + size :]


def _shift_left(before: list[str], edit: list[str]) -> int:
    steps = 0
    row = before + edit
    while steps < len(before) and row[len(before) - 1 - steps] == row[len(row) - 1 - steps]:
        steps += 1
    return steps


def _shift_right(edit: list[str], after: list[str]) -> int:
    steps = 0
    row = edit + after
    while steps < len(after) and row[steps] == row[len(edit) + steps]:
        steps += 1
    return steps


def _cut_score(row: list[str], at: int, size: int) -> int:
    ends = at + size
    begins_well = at == 0 or row[at - 1] in _STOPS or row[at - 1] in _LINE_STOPS
    ends_well = ends == len(row) or row[ends - 1] in _STOPS or row[ends - 1] in _LINE_STOPS
    return 2 * begins_well + 2 * ends_well + (ends == len(row))


def _swallow(stretches: list[_Stretch]) -> list[_Stretch]:
    found = stretches
    while True:
        kept = [s for at, s in enumerate(found) if not _is_island(found, at)]
        if len(kept) == len(found):
            return found
        found = _joined(
            [
                _Stretch(s.gone, s.new, equal=s.equal and not _is_island(found, at))
                for at, s in enumerate(found)
            ]
        )


def _is_island(stretches: list[_Stretch], at: int) -> bool:
    """Tell whether an equal stretch is too small to rest the eye on between its neighbours."""
    here = stretches[at]
    if not here.equal or not 0 < at < len(stretches) - 1:
        return False
    before, after = stretches[at - 1], stretches[at + 1]
    if any(token in _LINE_STOPS for token in here.gone):
        return False
    if all(token in _STOPS for token in here.gone) and max(before.size, after.size) <= _SHORT:
        return False
    return here.size <= min(before.size, after.size, _TINY)


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for each in stretches:
        if not (each.gone or each.new):
            continue
        if found and found[-1].equal == each.equal:
            last = found.pop()
            found.append(_Stretch(last.gone + each.gone, last.new + each.new, equal=each.equal))
        else:
            found.append(each)
    return found


def _pieces(stretches: Iterable[_Stretch]) -> Iterator[Piece]:
    for each in stretches:
        if each.equal:
            yield Piece("same", "".join(each.gone))
            continue
        if each.gone:
            yield Piece("gone", "".join(each.gone))
        if each.new:
            yield Piece("new", "".join(each.new))
