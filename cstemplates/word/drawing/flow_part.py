"""One part of a flow chart: its rows from top to bottom and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.word.drawing.canvas import SMALL_SIZE, Outline, Words
from cstemplates.word.drawing.flow_graph import START, Edge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.word.slots import FlowChart, FlowStep

BEGIN, FINISH = "开始", "结束"


@dataclass(frozen=True, slots=True)
class Row:
    """A box of the column: a step, the start or end, or the mark of another part."""

    words: tuple[Words, ...]
    outline: Outline = Outline.RECTANGLE


@dataclass(frozen=True, slots=True)
class Wire:
    """A way that is drawn beside the column.

    Attributes:
        source: The row it leaves; None when it comes from another part.
        target: The row it reaches; None when it goes to another part, or ends.
        label: Its condition.
        mark: What stands at its open end, if one of its ends is open.
    """

    source: int | None
    target: int | None
    label: str = ""
    mark: str = ""

    @property
    def group(self) -> tuple[object, ...]:
        """What wires have in common that run on the same side and may join."""
        if self.source is None or self.target is None:
            return (self.source, self.target, self.mark)
        return (self.target, self.target > self.source)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows, the arrows from a row straight down to the next, and the wires beside them.

    Attributes:
        rows: The rows from top to bottom.
        downs: The condition of every straight arrow, by the row it leaves.
        wires: All other ways.
    """

    rows: tuple[Row, ...]
    downs: dict[int, str]
    wires: tuple[Wire, ...]


def part_of(
    chart: FlowChart, places: range, edges: Sequence[Edge], letters: dict[int, str]
) -> Part:
    """Draw up one part of a chart.

    Args:
        chart: The whole chart.
        places: The steps of this part.
        edges: All ways of the chart.
        letters: The mark of every step that is reached from another part.
    """
    return _Builder(chart, places, letters).build(edges)


def letters_for(parts: Sequence[range], edges: Sequence[Edge], count: int) -> dict[int, str]:
    """Give a letter to every step that is reached from another part."""
    part_of_step = {place: n for n, places in enumerate(parts) for place in places}
    crossing = {
        edge.target
        for edge in edges
        if edge.source > START and edge.target < count
        if part_of_step[edge.source] != part_of_step[edge.target]
    }
    return {place: _letter(number) for number, place in enumerate(sorted(crossing))}


def _letter(number: int) -> str:
    turn, letter = divmod(number, 26)
    return chr(ord("A") + letter) + (str(turn + 1) if turn else "")


class _Builder:
    def __init__(self, chart: FlowChart, places: range, letters: dict[int, str]) -> None:
        self._end = len(chart.steps)
        self._places, self._letters = places, letters
        self._last_part = places.stop == self._end
        head = self._head()
        self._rows = [*head, *(_step_row(place + 1, chart.steps[place]) for place in places)]
        self._first = len(head) - places.start
        self._headed = bool(head)

    def build(self, edges: Sequence[Edge]) -> Part:
        foot = self._foot(edges)
        reached = len(self._rows) if foot else None
        downs = {0: ""} if self._headed else dict[int, str]()
        wires: list[Wire] = []
        for edge in edges:
            if edge.source in self._places:
                source = edge.source + self._first
                target = self._row(edge.target, reached)
                if target == source + 1:
                    downs[source] = edge.label
                else:
                    mark = "" if target is not None else self._letters.get(edge.target, FINISH)
                    wires.append(Wire(source, target, edge.label, mark))
        wires += self._arrivals(edges)
        return Part((*self._rows, *foot), downs, tuple(wires))

    def _row(self, place: int, foot: int | None) -> int | None:
        if place in self._places:
            return place + self._first
        return foot if place == self._places.stop else None

    def _head(self) -> list[Row]:
        if self._places.start == 0:
            return [_terminal(BEGIN)]
        letter = self._letters.get(self._places.start)
        return [_mark(letter)] if letter else []

    def _foot(self, edges: Sequence[Edge]) -> list[Row]:
        """Return the end, or the mark of the next part, if the column runs into it."""
        reached = [e for e in edges if e.source in self._places and e.target == self._places.stop]
        if not reached:
            return []
        if self._last_part:
            return [_terminal(FINISH)]
        straight = any(edge.source == self._places.stop - 1 for edge in reached)
        return [_mark(self._letters[self._places.stop])] if straight else []

    def _arrivals(self, edges: Sequence[Edge]) -> list[Wire]:
        # The first step of a later part is reached from the mark above it.
        beside = self._places[1:] if self._places.start else self._places
        sources = {START, *self._places}
        targets = {e.target for e in edges if e.target in beside and e.source not in sources}
        return [
            Wire(None, place + self._first, mark=self._letters[place]) for place in sorted(targets)
        ]


def _step_row(number: int, step: FlowStep) -> Row:
    owner = (Words(step.owner, SMALL_SIZE),) if step.owner else ()
    return Row((Words(f"{number} {step.title}"), *owner))


def _terminal(text: str) -> Row:
    return Row((Words(text),), Outline.ROUNDED)


def _mark(letter: str) -> Row:
    return Row((Words(letter, SMALL_SIZE),), Outline.CIRCLE)
