"""On which side of the column each wire runs, so that few of them cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.word.drawing.flow_layout import lay_out
from cstemplates.word.drawing.flow_ports import Side
from cstemplates.word.drawing.measure import mm

if TYPE_CHECKING:
    from cstemplates.word.drawing.flow_layout import Spacing
    from cstemplates.word.drawing.flow_part import Part, Wire

_ROUNDS = 4
_CROSSING, _LANE, _MOVED = mm(40), mm(4), mm(7)

_Group = tuple[object, ...]


def choose_sides(part: Part, spacing: Spacing) -> list[Side]:
    """Return the side of every wire of a part.

    What goes ahead begins on the right, what goes back on the left; then each group of wires
    that may join changes sides as long as the drawing becomes better by it.
    """
    chosen = {wire.group: _first_side(wire) for wire in part.wires}
    best = _badness(part, chosen, spacing)
    for _round in range(_ROUNDS):
        before = best
        for group in list(chosen):
            other = chosen | {group: Side(1 - chosen[group])}
            if (badness := _badness(part, other, spacing)) < best:
                chosen, best = other, badness
        if best == before:
            break
    return [chosen[wire.group] for wire in part.wires]


def _first_side(wire: Wire) -> Side:
    back = wire.source is None or (wire.target is not None and wire.target <= wire.source)
    return Side.LEFT if back else Side.RIGHT


def _badness(part: Part, chosen: dict[_Group, Side], spacing: Spacing) -> int:
    plan = lay_out(part, [chosen[wire.group] for wire in part.wires], spacing)
    moved = sum(chosen[wire.group] is not _first_side(wire) for wire in part.wires)
    room = plan.height + plan.width // 8
    return plan.crossings() * _CROSSING + plan.lanes * _LANE + moved * _MOVED + room
