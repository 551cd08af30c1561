"""Where wires leave and reach a row: the order of its ports and how far they stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from cstemplates.word.drawing.canvas import SMALL_SIZE, Words, slack
from cstemplates.word.drawing.measure import balanced_width, mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.word.drawing.flow_part import Part, Wire

EDGE, OVERHANG, MARK = mm(2.4), mm(4), mm(6)
_CLEAR, _LABEL_GAP = mm(1), mm(0.4)


class Side(IntEnum):
    """A side of the column."""

    LEFT = 0
    RIGHT = 1


@dataclass(frozen=True, slots=True)
class Port:
    """A place at the side of a row where a wire leaves, or where wires that joined arrive.

    Attributes:
        row: The row.
        side: Its side.
        lane: The row to which the upright line leads that the port is joined to; None for a
            wire with an open end.
        wire: The wire that leaves here, or arrives from another part; None where a lane arrives.
        label: The label above the wire, in the column it is set in.
        label_width: The width of that column.
    """

    row: int
    side: Side
    lane: int | None
    wire: Wire | None = None
    label: Words | None = None
    label_width: int = 0

    @property
    def arrives(self) -> bool:
        """Whether its line ends here with an arrowhead."""
        return self.wire is None or self.wire.source is None

    @property
    def label_height(self) -> int:
        """The height of the label."""
        return self.label.height(self.label_width) if self.label else 0

    @property
    def above(self) -> int:
        """The room needed above its line."""
        mark = MARK // 2 + _LABEL_GAP if self.wire and self.wire.mark else 0
        return max(self.label_height + _LABEL_GAP, mark, _CLEAR)

    @property
    def below(self) -> int:
        """The room needed below its line."""
        return MARK // 2 if self.wire and self.wire.mark else _CLEAR


def ports_of(
    part: Part, sides: Sequence[Side], label_limit: int
) -> dict[tuple[int, Side], list[Port]]:
    """Return the ports of every row and side, from top to bottom.

    The order keeps wires from crossing where they begin: who goes farther runs outside.
    """
    ports: dict[tuple[int, Side], list[tuple[tuple[int, int], Port]]] = {}
    lanes: dict[tuple[int, Side], set[bool]] = {}
    for wire, side in zip(part.wires, sides, strict=True):
        row = wire.target if wire.source is None else wire.source
        assert row is not None
        lane = wire.target if wire.source is not None and not wire.mark else None
        port = Port(row, side, lane, wire, *_label(wire.label, label_limit))
        ports.setdefault((row, side), []).append((_rank(wire), port))
        if lane is not None:
            lanes.setdefault((lane, side), set()).add(lane > row)
    for (row, side), from_above in lanes.items():
        rank = 3 if len(from_above) > 1 else 0 if True in from_above else 6
        ports.setdefault((row, side), []).append(((rank, 0), Port(row, side, row)))
    return {
        place: [port for _rank, port in sorted(ranked, key=lambda pair: pair[0])]
        for place, ranked in ports.items()
    }


def stack_ports(ports: Sequence[Port]) -> tuple[list[int], int]:
    """Return the offset of each port from the top of its row, and the height they ask for."""
    offsets: list[int] = []
    room = 0
    for port in ports:
        if offsets:
            offsets.append(offsets[-1] + room + port.above)
        else:
            offsets.append(max(EDGE, port.above - OVERHANG))
        room = port.below
    return offsets, offsets[-1] + EDGE if offsets else 0


def _rank(wire: Wire) -> tuple[int, int]:
    if wire.source is None:
        return (1, 0)
    if wire.target is None:
        return (4, 0)
    distance = wire.target - wire.source
    return (5, -distance) if distance > 0 else (2, -distance)


def _label(text: str, limit: int) -> tuple[Words | None, int]:
    if not text:
        return None, 0
    words = Words(text, SMALL_SIZE)
    if words.natural_width <= limit:
        return words, words.natural_width
    return words, balanced_width(text, SMALL_SIZE, limit - slack(SMALL_SIZE)) + slack(SMALL_SIZE)
