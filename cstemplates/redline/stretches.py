"""A paragraph's content as a row of signs: what is compared, and what it is written with.

Every character is a sign, so are a tab and a line break. Whatever cannot be divided (a
field, a drawing, a content control, a link, a note's mark) is one sign of its own, the
same on both sides where it is the same thing.
"""

from __future__ import annotations

from copy import deepcopy
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.redline.fields import (
    Field,
    field_runs,
    field_sign,
    run_like,
    simple_field_runs,
)
from cstemplates.redline.stamp import text_element
from cstemplates.word.namespaces import attribute, name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

_FIRST_SIGN, _SIGNS = 0xF0000, 0x10000
_RUN, _RUN_PROPERTIES = name("w:r"), name("w:rPr")
_TEXT, _MARK, _CODE = name("w:t"), name("w:fldChar"), name("w:instrText")
_PLAIN = {
    name("w:tab"): "\t",
    name("w:cr"): "\n",
    name("w:noBreakHyphen"): "\u2011",
    name("w:softHyphen"): "\u00ad",
}
_COMMENT = name("w:commentReference")
_BREAK, _SIMPLE = name("w:br"), name("w:fldSimple")
_BOXES = frozenset(map(name, ("w:hyperlink", "w:sdt", "w:dir", "w:bdo")))
_NEVER = frozenset(map(name, ("w:lastRenderedPageBreak", "w:annotationRef")))


class Kind(StrEnum):
    """How a stretch is written again.

    A box is a link or control, whose content is compared in turn; what is passive, such
    as a bookmark, has no sign.
    """

    TEXT = "text"
    CHILD = "child"
    RUNS = "runs"
    BOX = "box"
    PASSIVE = "passive"


class Stretch(NamedTuple):
    """Signs that stand together.

    Attributes:
        kind: How they are written.
        signs: One character for each.
        run: The run that holds them, for its properties; None where they hold runs.
        items: The child of the run, the runs, or the element itself.
    """

    kind: Kind
    signs: str
    run: etree._Element | None = None
    items: tuple[etree._Element, ...] = ()


class Signs:
    """Gives equal things an equal sign, within the comparison of two paragraphs."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def sign(self, key: str) -> str:
        """Return the sign of whatever this key says."""
        if key not in self._known:
            self._known[key] = chr(_FIRST_SIGN + len(self._known) % _SIGNS)
        return self._known[key]


def is_object(sign: str) -> bool:
    """Tell whether a sign stands for something that cannot be divided."""
    return ord(sign) >= _FIRST_SIGN


def read_stretches(
    parent: etree._Element, signs: Signs, describe: Callable[[etree._Element], str]
) -> list[Stretch]:
    """Read the content of a paragraph, link or control.

    Args:
        parent: It holds the runs.
        signs: Of this comparison.
        describe: Says in words that can be compared what an element is.
    """
    reader = _Reader(signs, describe)
    for part in parent:
        reader.take(part)
    return reader.closed()


class _Reader:
    def __init__(self, signs: Signs, describe: Callable[[etree._Element], str]) -> None:
        self._signs = signs
        self._describe = describe
        self._found: list[Stretch] = []
        self._field: Field | None = None

    def take(self, part: etree._Element) -> None:
        if not isinstance(part.tag, str) or part.tag == name("w:pPr"):
            return
        if self._field is not None and part.tag != _RUN:
            # A field around a link or control, as a contents has: its marks stand alone.
            self._give_up_field()
        if part.tag == _RUN:
            self._run(part)
        elif part.tag == _SIMPLE:
            runs = simple_field_runs(part)
            self._put(Kind.RUNS, self._signs.sign(field_sign(runs)), None, tuple(runs))
        elif part.tag in _BOXES:
            self._put(Kind.BOX, self._signs.sign(self._describe(part)), None, (part,))
        else:
            self._put(Kind.PASSIVE, "", None, (part,))

    def closed(self) -> list[Stretch]:
        self._give_up_field()
        return self._found

    def _run(self, run: etree._Element) -> None:
        for part in run:
            if not isinstance(part.tag, str) or part.tag == _RUN_PROPERTIES or part.tag in _NEVER:
                continue
            if part.tag == _MARK or self._field is not None:
                self._in_field(run, part)
            else:
                self._found.extend(self._outside(run, part))

    def _in_field(self, run: etree._Element, part: etree._Element) -> None:
        if self._field is None:
            if attribute(part, "w:fldCharType") != "begin":
                self._put(Kind.CHILD, self._edge(part), run, (part,))
                return
            self._field = Field()
        self._field.add(run, part)
        if self._field.is_complete:
            runs = field_runs(self._field.members)
            self._put(Kind.RUNS, self._signs.sign(field_sign(runs)), None, tuple(runs))
            self._field = None

    def _give_up_field(self) -> None:
        if self._field is None:
            return
        members, self._field = self._field.members, None
        for run, part in members:
            if part.tag in {_MARK, _CODE}:
                self._put(Kind.CHILD, self._edge(part), run, (part,))
            else:
                self._found.extend(self._outside(run, part))

    def _edge(self, part: etree._Element) -> str:
        words = (part.text or "").split()
        return self._signs.sign(f"edge {attribute(part, 'w:fldCharType')} {words[:1]}")

    def _outside(self, run: etree._Element, part: etree._Element) -> Iterator[Stretch]:
        if part.tag == _TEXT:
            yield from self._text(run, part.text or "")
        elif part.tag == _COMMENT:
            alone = run_like(run)
            alone.append(deepcopy(part))
            yield Stretch(Kind.PASSIVE, "", None, (alone,))
        elif part.tag in _PLAIN:
            yield Stretch(Kind.CHILD, _PLAIN[part.tag], run, (part,))
        elif part.tag == _BREAK and attribute(part, "w:type") in {"", "textWrapping"}:
            yield Stretch(Kind.CHILD, "\n", run, (part,))
        else:
            yield Stretch(Kind.CHILD, self._signs.sign(self._describe(part)), run, (part,))

    def _text(self, run: etree._Element, text: str) -> Iterator[Stretch]:
        if text and not any(is_object(sign) for sign in text):
            yield Stretch(Kind.TEXT, text, run)
            return
        for sign in text:
            # A private character of the text must not be taken for a sign of ours.
            if is_object(sign):
                yield Stretch(Kind.CHILD, self._signs.sign(sign), run, (text_element(sign),))
            else:
                yield Stretch(Kind.TEXT, sign, run)

    def _put(
        self,
        kind: Kind,
        signs: str,
        run: etree._Element | None,
        items: tuple[etree._Element, ...],
    ) -> None:
        self._found.append(Stretch(kind, signs, run, items))


def row_of(stretches: Iterable[Stretch]) -> str:
    """Return all signs in a row."""
    return "".join(stretch.signs for stretch in stretches)


class Cursor:
    """Hands out stretches from left to right, cut where it is asked to."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._waiting = list(stretches)[::-1]

    def take(self, count: int) -> Iterator[Stretch]:
        """Hand out so many signs, and what is passive before each of them."""
        while count:
            stretch = self._waiting.pop()
            if len(stretch.signs) > count:
                rest = stretch._replace(signs=stretch.signs[count:])
                self._waiting.append(rest)
                stretch = stretch._replace(signs=stretch.signs[:count])
            count -= len(stretch.signs)
            yield stretch

    def rest(self) -> Iterator[Stretch]:
        """Hand out what is left: only what is passive, when all signs were taken."""
        while self._waiting:
            yield self._waiting.pop()
