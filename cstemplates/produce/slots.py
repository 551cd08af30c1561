"""What fills the slots and lists of a document: drawings, included documents, choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.word import Choice, FlowChart, FlowStep, OrgChart, OrgNode

if TYPE_CHECKING:
    from collections.abc import Collection

    from cstemplates.bind import Binder, Box, Case
    from cstemplates.word import Slot

ORG_CHART = "org-chart"
FLOW = "flow"
INCLUDE = "include"


def drawings(binder: Binder, case: Case, kinds: Collection[str]) -> dict[str, Slot]:
    """Draw what a template has room for, by the tag of its slot."""
    slots: dict[str, Slot] = {}
    if ORG_CHART in kinds and (boxes := binder.organisation(case)):
        slots[ORG_CHART] = OrgChart("组织架构图", tuple(map(_node, boxes)))
    if FLOW in kinds:
        for name, (title, steps) in binder.flows(case).items():
            chart = FlowChart(
                title if title.endswith("流程图") else f"{title.removesuffix('流程')}流程图",
                tuple(FlowStep(s.id, s.title, s.owner, s.branches) for s in steps),
            )
            slots[f"{FLOW}:{name}"] = chart
    return slots


def _node(box: Box) -> OrgNode:
    return OrgNode(box.id, box.lines, tuple(map(_node, box.children)))


def choices(binder: Binder, case: Case) -> dict[str, tuple[Choice, ...]]:
    """What the drop-down lists of a form offer, by the tag of their control."""
    return {
        tag: tuple(Choice(value, text) for value, text in offered)
        for tag, offered in binder.choices(case).items()
    }
