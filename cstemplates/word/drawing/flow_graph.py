"""A procedure as a graph: which step follows which, on what condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.word.slots import FlowChart

_END = "end"
START = -1


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one step to another.

    Attributes:
        source: The position of the step, from 0; ``START`` before the first one.
        target: The position of the next step; the number of steps for the end.
        label: The condition; empty where there is none.
    """

    source: int
    target: int
    label: str = ""


def edges_of(chart: FlowChart) -> tuple[Edge, ...]:
    """Return every way of a chart; conditions that lead to the same step are one way."""
    places = {step.id: place for place, step in enumerate(chart.steps)} | {_END: len(chart.steps)}
    edges = [Edge(START, 0)]
    for place, step in enumerate(chart.steps):
        conditions: dict[int, list[str]] = {}
        for when, to in step.branches or (("", ""),):
            target = places[to] if to else place + 1
            conditions.setdefault(target, []).append(when)
        edges += [Edge(place, target, "；".join(w)) for target, w in conditions.items()]
    return tuple(edges)


def divisions(count: int, parts: int, edges: tuple[Edge, ...]) -> tuple[range, ...]:
    """Divide steps into parts of about one size, where the fewest ways are cut."""
    starts = [0]
    for part in range(1, parts):
        ideal = round(part * count / parts)
        # Moving by a step keeps the parts alike; more would leave one of them nearly empty.
        near = [
            p for p in (ideal, ideal - 1, ideal + 1) if starts[-1] < p <= count - (parts - part)
        ]
        starts.append(min(near, key=lambda place: _cut_at(place, edges)))
    return tuple(range(a, b) for a, b in zip(starts, [*starts[1:], count], strict=True))


def _cut_at(place: int, edges: tuple[Edge, ...]) -> int:
    return sum((edge.source < place) != (edge.target < place) for edge in edges)
