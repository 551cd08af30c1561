"""The texts of one part in which tags may stand, each with its place in the document."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.findings import DocxLocation
from cstemplates.word.namespaces import name

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH, _TEXT = name("w:p"), name("w:t")
_TABLE, _ROW, _CELL = name("w:tbl"), name("w:tr"), name("w:tc")
_BRACES = ("{", "}", "｛", "｝")
_EXCERPT = 40
_EXCERPT_BEFORE = 6


@dataclass(slots=True, eq=False)
class Flow:
    """A text in which a tag may be spread over several runs: usually one paragraph.

    Attributes:
        location: The paragraph's place, without excerpt.
        paragraph: The paragraph element; None outside of the running text.
        aspect: What else it is: an attribute's name, ``comment`` for what nobody sees.
        pieces: The texts of the runs.
        starts: Offset at which each piece of the text begins.
        orders: Place of each piece in the order of the part.
        owners: The element that holds each piece.
        length: Length of the text.
        joined: The text, once it has been asked for.
    """

    location: DocxLocation
    paragraph: etree._Element | None = None
    aspect: str = ""
    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    owners: list[etree._Element] = field(default_factory=list)
    length: int = 0
    joined: str | None = None

    def append(self, text: str, order: int, owner: etree._Element) -> None:
        """Add the text of one more run."""
        self.pieces.append(text)
        self.starts.append(self.length)
        self.orders.append(order)
        self.owners.append(owner)
        self.length += len(text)

    @property
    def text(self) -> str:
        """The joined text, joined once when all of it is there."""
        if self.joined is None:
            self.joined = "".join(self.pieces)
        return self.joined

    def order_at(self, offset: int) -> int:
        """Say where in the part's order the character at an offset stands."""
        return self.orders[self._piece(offset)]

    def owner_at(self, offset: int) -> etree._Element:
        """Return the element that holds the character at an offset."""
        return self.owners[self._piece(offset)]

    def place(self, text: str, start: int, end: int) -> DocxLocation:
        """Give the place of a stretch of the text, with the words around it."""
        begin = max(0, start - _EXCERPT_BEFORE)
        stop = max(min(end, begin + _EXCERPT), min(begin + _EXCERPT // 2, len(text)))
        return replace(self.location, excerpt=text[begin:stop].strip())

    def _piece(self, offset: int) -> int:
        return bisect.bisect_right(self.starts, offset) - 1


def read_flows(root: etree._Element, *, path: str, part: str) -> list[Flow]:
    """Collect the texts of a part: every paragraph, and whatever else holds a brace.

    Runs are joined. Text boxes, notes and cells are paragraphs like all others, field
    codes and attributes such as the tag of a content control count each for themselves.

    Args:
        root: The part.
        path: The file's name for locations.
        part: The part's name for locations.
    """
    walker = _Walker(DocxLocation(path, part))
    events = ("start", "end", "comment", "pi")
    for event, element in etree.iterwalk(root, events=events):
        if event == "start":
            walker.start(element)
        elif event == "end":
            walker.end(element)
        else:
            walker.unseen(element)
    return walker.flows


@dataclass
class _Walker:
    """Counts paragraphs, tables, rows and cells the way a reader would."""

    whole: DocxLocation
    flows: list[Flow] = field(default_factory=list)
    open: list[Flow] = field(default_factory=list)
    order: int = 0
    depth: int = 0
    paragraphs: int = 0
    tables: int = 0
    row: int = 0
    cell: int = 0

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == _PARAGRAPH:
            self._start_paragraph(element)
        elif tag == _TEXT and self.open:
            self._text(element, element.text)
        else:
            if not self.open:
                self._count(tag)
            if element.text:
                self._aside(element, element.text, "")
        for key, value in self._attributes(element):
            self._aside(element, value, key)

    def end(self, element: etree._Element) -> None:
        if element.tag == _PARAGRAPH:
            self.open.pop()
        elif element.tag == _TABLE and not self.open:
            self.depth -= 1
        if element.tail:
            self._aside(element, element.tail, "")

    def unseen(self, element: etree._Element) -> None:
        self._aside(element, str(element.text or ""), "comment")
        if element.tail:
            self._aside(element, element.tail, "")

    @staticmethod
    def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
        if any("{" in value or "｛" in value for value in element.values()):
            for key, value in element.items():
                yield str(key), str(value)

    def _start_paragraph(self, element: etree._Element) -> None:
        flow = Flow(self._location(), element)
        self.flows.append(flow)
        self.open.append(flow)

    def _location(self) -> DocxLocation:
        if self.open:
            return self.open[0].location
        if self.depth:
            return self._in_table()
        self.paragraphs += 1
        return DocxLocation(self.whole.path, self.whole.part, self.paragraphs)

    def _in_table(self) -> DocxLocation:
        whole = self.whole
        return DocxLocation(whole.path, whole.part, None, self.tables, self.row, self.cell)

    def _count(self, tag: object) -> None:
        if tag == _TABLE:
            self.depth += 1
            if self.depth == 1:
                self.tables += 1
                self.row = self.cell = 0
        elif tag == _ROW and self.depth == 1:
            self.row += 1
            self.cell = 0
        elif tag == _CELL and self.depth == 1:
            self.cell += 1

    def _text(self, element: etree._Element, text: str | None) -> None:
        if text:
            self.order += 1
            self.open[-1].append(text, self.order, element)

    def _aside(self, element: etree._Element, text: str, aspect: str) -> None:
        """Keep a text outside of the runs if a tag could stand in it."""
        if any(brace in text for brace in _BRACES):
            self.order += 1
            location = self.open[0].location if self.open else self._around()
            flow = Flow(location, aspect=aspect)
            flow.append(text, self.order, element)
            self.flows.append(flow)

    def _around(self) -> DocxLocation:
        if self.depth:
            return self._in_table()
        return self.whole
