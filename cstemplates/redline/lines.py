"""The content of one paragraph, link or control: old and new woven into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare import Piece, compare_text
from cstemplates.redline.stretches import (
    Cursor,
    Kind,
    Signs,
    is_object,
    read_stretches,
    row_of,
)
from cstemplates.redline.weaving import Fate, Weaver
from cstemplates.word.namespaces import attribute, child, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.redline.desk import Desk
    from cstemplates.redline.stretches import Stretch

_PROPERTIES, _CONTROL = name("w:pPr"), name("w:sdt")
_NOTES = {name("w:footnoteReference"): "footnotes", name("w:endnoteReference"): "endnotes"}
# Beyond this, which objects belong together is not weighed but read off both ends.
_MOST_PAIRS = 250_000


def track_content(old: etree._Element, new: etree._Element, desk: Desk) -> bool:
    """Write the changes from old to new into new; without one, it stays as it is.

    Returns:
        Whether its own signs have changed; not those in its links and controls.
    """
    signs = Signs()
    before = read_stretches(old, signs, desk.old)
    after = read_stretches(new, signs, desk.new)
    weaver = Weaver(desk.stamp, lambda inside, fate: mark_content(inside, fate, desk))
    first, second = Cursor(before), Cursor(after)
    old_row, new_row = row_of(before), row_of(after)
    for piece in compare_rows(old_row, new_row):
        count = len(piece.text)
        if piece.kind == "gone":
            for stretch in first.take(count):
                weaver.put(desk.carrier.stretch(stretch), Fate.GONE)
            continue
        taken = list(second.take(count))
        fate = Fate.NEW if piece.kind == "new" else Fate.KEPT
        if fate is Fate.KEPT:
            _track_inside(list(first.take(count)), taken, desk)
        for stretch in taken:
            weaver.put(stretch, fate)
    for stretch in second.rest():
        weaver.put(stretch, Fate.KEPT)
    if old_row == new_row:
        return False
    _replace_content(new, weaver.content)
    return True


def mark_content(parent: etree._Element, fate: Fate, desk: Desk) -> None:
    """Mark everything in a paragraph, link or control as put in or taken out."""
    weaver = Weaver(desk.stamp, lambda inside, within: mark_content(inside, within, desk))
    for stretch in read_stretches(parent, Signs(), lambda _element: ""):
        weaver.put(stretch, fate)
    _replace_content(parent, weaver.content)


def compare_rows(old: str, new: str) -> Iterator[Piece]:
    """Compare two rows of signs; an object that stays is never taken out and put in again."""
    at = to = 0
    for i, j in (*_objects_kept(old, new), (len(old), len(new))):
        yield from compare_text(old[at:i], new[to:j], grouped=False)
        if i < len(old):
            yield Piece("same", old[i])
        at, to = i + 1, j + 1


def _objects_kept(old: str, new: str) -> list[tuple[int, int]]:
    first = [i for i, sign in enumerate(old) if is_object(sign)]
    second = [j for j, sign in enumerate(new) if is_object(sign)]
    chosen = _in_common([old[i] for i in first], [new[j] for j in second])
    return [(first[i], second[j]) for i, j in chosen]


def _in_common(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    if len(old) * len(new) > _MOST_PAIRS:
        size = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        return [(n, n) for n in range(size)]
    best = [[0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            equal = best[i + 1][j + 1] + 1 if old[i] == new[j] else 0
            best[i][j] = max(equal, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _track_inside(before: list[Stretch], after: list[Stretch], desk: Desk) -> None:
    """Go into the links, controls and notes that stay."""
    for old, new in zip(_holders(before), _holders(after), strict=True):
        first, second = old.items[0], new.items[0]
        if new.kind is Kind.BOX:
            held, holds = _content(first), _content(second)
            if held is not None and holds is not None:
                track_content(held, holds, desk)
        else:
            ids = (attribute(first, "w:id"), attribute(second, "w:id"))
            desk.notes.pair(_NOTES[second.tag], *ids)


def _holders(stretches: list[Stretch]) -> list[Stretch]:
    return [s for s in stretches if s.kind is Kind.BOX or (s.items and s.items[0].tag in _NOTES)]


def _content(box: etree._Element) -> etree._Element | None:
    return child(box, "w:sdtContent") if box.tag == _CONTROL else box


def _replace_content(parent: etree._Element, content: list[etree._Element]) -> None:
    for part in list(parent):
        if part.tag != _PROPERTIES:
            parent.remove(part)
    parent.extend(content)
