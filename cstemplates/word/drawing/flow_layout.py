"""Where everything of one part of a flow chart stands.

The rows run down one column. Wires leave and reach them at their sides and run up or down
in lanes of their own beside the column; wires to the same row share a lane.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cstemplates.word.drawing.canvas import SMALL_SIZE, Align, Box, Outline, Stroke, Words
from cstemplates.word.drawing.flow_part import FINISH
from cstemplates.word.drawing.flow_ports import MARK, Side, ports_of, stack_ports
from cstemplates.word.drawing.measure import mm
from cstemplates.word.drawing.shapes import INSET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.word.drawing.flow_part import Part, Row
    from cstemplates.word.drawing.flow_ports import Port

_LABEL_ASIDE, _LABEL_CLEAR = mm(1.2), mm(2.4)
_TERMINAL_WIDTH, _TERMINAL_HEIGHT, _FINISH_WIDTH = mm(24), mm(7.5), mm(13)
_NO_LABEL_AREA, _LANE_APART = mm(4), mm(6)


@dataclass(frozen=True, slots=True)
class Spacing:
    """How closely a part is set.

    Attributes:
        column: The width of the boxes.
        label: The width of a label beside the column at most.
        lane: How far lanes stand apart.
        gap: How far rows stand apart at least.
        padding: The room above and below the words in a box.
    """

    column: int
    label: int
    lane: int
    gap: int = mm(7)
    padding: int = mm(1.4)

    @property
    def densities(self) -> tuple[Spacing, ...]:
        """The same with rows closer and closer together."""
        closer = replace(self, gap=mm(5.8), padding=mm(1.1))
        return (self, closer, replace(self, gap=mm(4.6), padding=mm(0.7)))


SPACINGS = (
    Spacing(mm(52), mm(30), mm(4)),
    Spacing(mm(50), mm(26), mm(3.5)),
    Spacing(mm(46), mm(22), mm(3)),
    Spacing(mm(42), mm(18), mm(2.6)),
    Spacing(mm(38), mm(15), mm(2.2)),
)


@dataclass(slots=True)
class Plan:
    """Boxes, and lines by the wires that they belong to, from the upper left corner."""

    width: int = 0
    height: int = 0
    lanes: int = 0
    boxes: list[Box] = field(default_factory=list)
    nets: dict[object, list[Stroke]] = field(default_factory=dict)

    @property
    def strokes(self) -> list[Stroke]:
        """All lines."""
        return [stroke for strokes in self.nets.values() for stroke in strokes]

    def crossings(self) -> int:
        """Return how often lines of different ways cross."""
        return sum(
            _cross(level, upright)
            for one, levels in self.nets.items()
            for other, uprights in self.nets.items()
            if one != other
            for level in levels
            if level.y1 == level.y2
            for upright in uprights
            if upright.x1 == upright.x2
        )


def lay_out(part: Part, sides: Sequence[Side], spacing: Spacing) -> Plan:
    """Set a part, each of its wires on its side."""
    return _Setter(part, sides, spacing).plan


def least_height(part: Part, spacing: Spacing) -> int:
    """Return a height that the part takes at least, without laying it out."""
    boxes = (_row_size(row, spacing)[1] for row in part.rows)
    return sum(boxes) + spacing.gap * (len(part.rows) - 1)


class _Setter:
    def __init__(self, part: Part, sides: Sequence[Side], spacing: Spacing) -> None:
        self._part, self._spacing = part, spacing
        self._ports = ports_of(part, sides, spacing.label)
        self._levels: dict[Port, int] = {}
        self.plan = Plan()
        self._rows = self._set_rows()
        for side in Side:
            self._set_side(side)
        self._normalise()

    def _set_rows(self) -> list[Box]:
        y, rows = 0, list[Box]()
        for number, row in enumerate(self._part.rows):
            box = self._row_box(number, row, y)
            rows.append(box)
            y = box.bottom + self._spacing.gap
            if number in self._part.downs:
                y = self._set_down(number, box)
        self.plan.boxes += rows
        return rows

    def _row_box(self, number: int, row: Row, y: int) -> Box:
        stacks = {s: stack_ports(self._ports.get((number, s), ())) for s in Side}
        width, least = _row_size(row, self._spacing)
        height = max(least, *(asked for _offsets, asked in stacks.values()))
        for side, (offsets, asked) in stacks.items():
            ports = self._ports.get((number, side), ())
            spare = height - asked
            for place, (port, offset) in enumerate(zip(ports, offsets, strict=True)):
                # What is to spare is shared out, so that a lone port stands in the middle.
                share = spare * (2 * place + 1) // (2 * len(ports))
                self._levels[port] = y + offset + share
        return Box(-width // 2, y, width, height, row.words, row.outline)

    def _set_down(self, number: int, box: Box) -> int:
        """Draw the arrow to the next row; return where that begins."""
        gap, label = self._spacing.gap, self._part.downs[number]
        if label:
            words = Words(label, SMALL_SIZE)
            width = min(self._spacing.column // 2 - _LABEL_ASIDE, words.natural_width)
            height = words.height(width)
            gap = max(gap, height + _LABEL_CLEAR)
            y = box.bottom + (gap - _LABEL_CLEAR // 2 - height) // 2
            self.plan.boxes.append(
                Box(_LABEL_ASIDE, y, width, height, (words,), Outline.LABEL, Align.LEFT)
            )
        self.plan.nets["down", number] = [Stroke(0, box.bottom, 0, box.bottom + gap, arrow=True)]
        return box.bottom + gap

    def _set_side(self, side: Side) -> None:
        """Draw the labels, marks and lanes of one side, all as if it were the right one."""
        ports = [p for (_row, s), found in self._ports.items() if s is side for p in found]
        if not ports:
            return
        column = self._spacing.column // 2
        widths = [port.label_width + 2 * _LABEL_ASIDE for port in ports if port.label]
        near = column + max(widths, default=_NO_LABEL_AREA)
        marks = [_mark_width(port.wire.mark) for port in ports if port.wire and port.wire.mark]
        far = near + max(marks, default=0)
        pen = _Pen(self.plan, side)
        for port in ports:
            self._set_port(port, pen, near)
        lanes = self._lanes(ports)
        self.plan.lanes += len(set(lanes.values()))
        for target, lane in lanes.items():
            self._set_lane(target, ports, pen, far + mm(2) + lane * self._spacing.lane)

    def _set_port(self, port: Port, pen: _Pen, near: int) -> None:
        y, edge = self._levels[port], self._edge(port)
        if port.label:
            x = self._spacing.column // 2 + _LABEL_ASIDE
            pen.label(port.label, x, y - port.label_height - mm(0.2), port.label_width)
        if port.wire and port.wire.mark:
            pen.mark(port.wire.mark, near, y)
            ends = (near, edge) if port.arrives else (edge, near)
            pen.line(port, ends[0], y, ends[1], y, arrow=True)

    def _lanes(self, ports: Sequence[Port]) -> dict[int, int]:
        """Give every lane the innermost track where it meets no other; short ones first."""
        spans = {
            target: self._span(target, ports)
            for target in {p.lane for p in ports if p.lane is not None}
        }
        tracks: list[list[tuple[int, int]]] = []
        lanes: dict[int, int] = {}
        for target in sorted(spans, key=lambda t: (spans[t][1] - spans[t][0], t)):
            top, bottom = spans[target]
            free = (
                number
                for number, taken in enumerate(tracks)
                if all(bottom + _LANE_APART < a or b + _LANE_APART < top for a, b in taken)
            )
            lanes[target] = next(free, len(tracks))
            if lanes[target] == len(tracks):
                tracks.append([])
            tracks[lanes[target]].append((top, bottom))
        return lanes

    def _span(self, target: int, ports: Sequence[Port]) -> tuple[int, int]:
        levels = [self._levels[port] for port in ports if port.lane == target]
        return min(levels), max(levels)

    def _set_lane(self, target: int, ports: Sequence[Port], pen: _Pen, x: int) -> None:
        net = ("lane", pen.side, target)
        top, bottom = self._span(target, ports)
        for port in ports:
            if port.lane == target:
                y, edge = self._levels[port], self._edge(port)
                ends = (x, edge) if port.arrives else (edge, x)
                pen.line(net, ends[0], y, ends[1], y, arrow=port.arrives)
        pen.line(net, x, top, x, bottom)

    def _edge(self, port: Port) -> int:
        return self._rows[port.row].width // 2

    def _normalise(self) -> None:
        """Move everything so that it begins at the upper left corner."""
        plan = self.plan
        left = min(*(b.x for b in plan.boxes), *(min(s.x1, s.x2) for s in plan.strokes))
        top = min(box.y for box in plan.boxes)
        moved = [replace(box, x=box.x - left, y=box.y - top) for box in plan.boxes]
        plan.boxes = sorted(moved, key=lambda box: (box.y, box.x))
        plan.nets = {
            net: [_moved(stroke, -left, -top) for stroke in strokes]
            for net, strokes in plan.nets.items()
        }
        plan.width = max(*(b.right for b in plan.boxes), *(max(s.x1, s.x2) for s in plan.strokes))
        plan.height = max(box.bottom for box in plan.boxes)


class _Pen:
    """Draws on one side of the column; x is the distance from its middle."""

    def __init__(self, plan: Plan, side: Side) -> None:
        self._plan, self.side = plan, side
        self._sign = 1 if side is Side.RIGHT else -1

    def line(self, net: object, x1: int, y1: int, x2: int, y2: int, *, arrow: bool = False) -> None:
        stroke = Stroke(self._sign * x1, y1, self._sign * x2, y2, arrow)
        self._plan.nets.setdefault(net, []).append(stroke)

    def label(self, words: Words, x: int, y: int, width: int) -> None:
        align = Align.LEFT if self.side is Side.RIGHT else Align.RIGHT
        left = x if self.side is Side.RIGHT else -x - width
        box = Box(left, y, width, words.height(width), (words,), Outline.LABEL, align)
        self._plan.boxes.append(box)

    def mark(self, text: str, x: int, middle: int) -> None:
        width = _mark_width(text)
        left = x if self.side is Side.RIGHT else -x - width
        outline = Outline.ROUNDED if text == FINISH else Outline.CIRCLE
        words = (Words(text, SMALL_SIZE),)
        self._plan.boxes.append(Box(left, middle - MARK // 2, width, MARK, words, outline))


def _row_size(row: Row, spacing: Spacing) -> tuple[int, int]:
    if row.outline is Outline.CIRCLE:
        return MARK, MARK
    if row.outline is Outline.ROUNDED:
        return _TERMINAL_WIDTH, _TERMINAL_HEIGHT
    inner = spacing.column - 2 * INSET
    height = sum(words.height(inner) for words in row.words) + 2 * spacing.padding
    return spacing.column, height


def _mark_width(text: str) -> int:
    return _FINISH_WIDTH if text == FINISH else MARK


def _moved(stroke: Stroke, right: int, down: int) -> Stroke:
    return Stroke(
        stroke.x1 + right, stroke.y1 + down, stroke.x2 + right, stroke.y2 + down, stroke.arrow
    )


def _cross(level: Stroke, upright: Stroke) -> bool:
    left, right = sorted((level.x1, level.x2))
    top, bottom = sorted((upright.y1, upright.y2))
    return left < upright.x1 < right and top < level.y1 < bottom
