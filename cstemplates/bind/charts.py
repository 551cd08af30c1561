"""What the drawings of a document show: who reports to whom, which step follows which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.bind.procedure import END

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cstemplates.bind.role import Say
    from cstemplates.model import Procedure, Role
    from cstemplates.model.catalog import Catalog

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A post of an organisation chart: title first, then who holds it."""

    id: str
    lines: tuple[str, ...]
    children: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A step of a flow chart; a branch is (condition, id of a step or ``end``)."""

    id: str
    title: str
    owner: str
    branches: tuple[tuple[str, str], ...]


def organisation(
    roots: Iterable[str], catalog: Catalog, holders: Mapping[str, Sequence[str]]
) -> tuple[Box, ...]:
    """Draw roles, the posts below them and their direct superiors, from ``reports_to``."""
    shown = {key for root in roots for key, _depth in team(root, catalog, holders)}
    shown |= {
        superior
        for key in roots
        if (superior := catalog.roles[key].reports_to) and superior in catalog.roles
    }
    tops = [key for key in catalog.roles if key in shown and not _superior(key, catalog, shown)]
    return tuple(_box(key, catalog, shown, holders) for key in tops)


def team(
    root: str, catalog: Catalog, holders: Mapping[str, Sequence[str]]
) -> list[tuple[str, int]]:
    """List a role and the posts below it, the chain of command first, with their depth.

    Where somebody below holds a post, only posts that are held or lead to a held one
    count: a company does not have every post of the catalogue.
    """
    below = [(key, depth + 1) for child in subordinates(root, catalog)
             for key, depth in _tree(child, catalog)]  # fmt: skip
    staffed = {key for key, _depth in below if key in holders}
    if not staffed:
        return [(root, 0), *below]
    wanted = staffed | {above for key in staffed for above in _chain(key, root, catalog)}
    return [(root, 0), *((key, depth) for key, depth in below if key in wanted)]


def _tree(root: str, catalog: Catalog) -> list[tuple[str, int]]:
    children = subordinates(root, catalog)
    return [(root, 0), *((k, d + 1) for child in children for k, d in _tree(child, catalog))]


def _chain(key: str, root: str, catalog: Catalog) -> list[str]:
    """The roles between one role and another above it."""
    above = catalog.roles[key].reports_to
    return [] if above is None or above == root else [above, *_chain(above, root, catalog)]


def subordinates(role_id: str, catalog: Catalog) -> list[str]:
    """The posts that report to a role. Derived, never stored (LR-20)."""
    return [
        key for key, role in catalog.roles.items() if role.reports_to == role_id and _is_post(role)
    ]


def flow(procedure: Procedure, say: Say) -> tuple[FlowBox, ...]:
    """Draw the steps of a procedure in order; a branch that leads nowhere known ends it."""
    known = {step.id for step in procedure.steps}
    return tuple(
        FlowBox(
            step.id,
            say(step.title),
            say(step.owner),
            tuple((say(b.when), b.to if b.to in known else END) for b in step.branches),
        )
        for step in procedure.steps
    )


def _is_post(role: Role) -> bool:
    return role.kind == "post"


def _superior(key: str, catalog: Catalog, shown: set[str]) -> str | None:
    superior = catalog.roles[key].reports_to
    return superior if superior in shown else None


def _box(key: str, catalog: Catalog, shown: set[str], holders: Mapping[str, Sequence[str]]) -> Box:
    children = [k for k in catalog.roles if k in shown and _superior(k, catalog, shown) == key]
    names = holders.get(key, ())
    lines = [catalog.roles[key].title]
    if names:
        more = f"等{len(names)}人" if len(names) > _NAMES_SHOWN else ""
        lines.append("、".join(names[:_NAMES_SHOWN]) + more)
    return Box(key, tuple(lines), tuple(_box(child, catalog, shown, holders) for child in children))
