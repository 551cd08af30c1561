"""Write stretches back as runs, those that were put in or taken out inside their marks."""

from __future__ import annotations

from copy import deepcopy
from enum import Enum
from typing import TYPE_CHECKING

from cstemplates.redline.fields import run_like
from cstemplates.redline.stamp import text_element
from cstemplates.redline.stretches import Kind
from cstemplates.word.namespaces import child, name

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from cstemplates.redline.stamp import Stamp
    from cstemplates.redline.stretches import Stretch

_TEXT, _CODE, _PARAGRAPH = name("w:t"), name("w:instrText"), name("w:p")
_CONTROL = name("w:sdt")


class Fate(Enum):
    """What becomes of a stretch: it stays, it was taken out, it was put in."""

    KEPT = ""
    GONE = "w:del"
    NEW = "w:ins"


RANGES = {Fate.GONE: "w:customXmlDelRange", Fate.NEW: "w:customXmlInsRange"}


class Weaver:
    """Collects the new content of a paragraph, link or control.

    Args:
        stamp: Makes the marks of changes.
        mark_inside: Marks everything in a link or control as put in or taken out.
    """

    def __init__(self, stamp: Stamp, mark_inside: Callable[[etree._Element, Fate], None]) -> None:
        self._stamp = stamp
        self._mark_inside = mark_inside
        self.content: list[etree._Element] = []
        self._fate = Fate.KEPT
        self._wrapper: etree._Element | None = None
        self._run: etree._Element | None = None
        self._source: etree._Element | None = None

    def put(self, stretch: Stretch, fate: Fate) -> None:
        """Add a stretch at the end."""
        if stretch.kind is Kind.PASSIVE:
            self._close()
            self.content.extend(stretch.items)
            return
        if stretch.kind is Kind.BOX:
            self._close()
            self._box(stretch.items[0], fate)
            return
        if fate is not self._fate:
            self._close()
            self._fate = fate
        if stretch.kind is Kind.RUNS:
            self._source = None
            for run in stretch.items:
                self._append(deepcopy(run))
            return
        self._in_run(stretch)

    def _close(self) -> None:
        self._fate, self._wrapper, self._source = Fate.KEPT, None, None

    def _in_run(self, stretch: Stretch) -> None:
        assert stretch.run is not None
        if stretch.run is not self._source or self._run is None:
            self._run = run_like(stretch.run)
            self._append(self._run)
            self._source = stretch.run
        for part in self._parts(stretch):
            self._run.append(part)

    def _parts(self, stretch: Stretch) -> list[etree._Element]:
        if stretch.kind is Kind.CHILD:
            return [self._copied(item) for item in stretch.items]
        last = self._run[-1] if self._run is not None and len(self._run) else None
        tag = "w:delText" if self._is_gone else "w:t"
        if last is not None and last.tag == name(tag):
            last.text = (last.text or "") + stretch.signs
            return []
        return [text_element(stretch.signs, tag)]

    def _copied(self, item: etree._Element) -> etree._Element:
        copied = deepcopy(item)
        return self._taken_out(copied) if self._is_gone else copied

    def _taken_out(self, part: etree._Element) -> etree._Element:
        if part.tag == _TEXT:
            return text_element(part.text or "", "w:delText")
        if part.tag == _CODE:
            return text_element(part.text or "", "w:delInstrText")
        for paragraph in list(part.iter(_PARAGRAPH)):
            # What stands in a box inside a box goes with the outer one's paragraph.
            if next(paragraph.iterancestors(_PARAGRAPH), None) is None:
                self._mark_inside(paragraph, Fate.GONE)
        for text in list(part.iter(_TEXT)):
            parent = text.getparent()
            if parent is not None and next(text.iterancestors(_PARAGRAPH), None) is None:
                parent.replace(text, text_element(text.text or "", "w:delText"))
        return part

    @property
    def _is_gone(self) -> bool:
        return self._fate is Fate.GONE

    def _append(self, run: etree._Element) -> None:
        if self._fate is Fate.KEPT:
            self.content.append(run)
            return
        if self._is_gone:
            for part in list(run):
                run.replace(part, self._taken_out(part))
        if self._wrapper is None:
            self._wrapper = self._stamp.mark(self._fate.value)
            self.content.append(self._wrapper)
        self._wrapper.append(run)

    def _box(self, box: etree._Element, fate: Fate) -> None:
        if fate is Fate.KEPT:
            self.content.append(box)
            return
        inside = child(box, "w:sdtContent") if box.tag == _CONTROL else box
        if inside is not None:
            self._mark_inside(inside, fate)
        if box.tag == _CONTROL and inside is not None:
            self.content.extend(in_range(box, inside, self._stamp, fate))
        else:
            self.content.append(box)


def in_range(
    control: etree._Element, inside: etree._Element, stamp: Stamp, fate: Fate
) -> list[etree._Element]:
    """Mark a content control itself, apart from its content, as put in or taken out."""
    first_start, first_end = stamp.range(RANGES[fate])
    last_start, last_end = stamp.range(RANGES[fate])
    inside.insert(0, first_end)
    inside.append(last_start)
    return [first_start, control, last_end]
