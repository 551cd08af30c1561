"""What a document's template prints, held against what a role has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind.charts import team

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cstemplates.model import Role
    from cstemplates.model.catalog import Catalog

_OF_ROLE: dict[tuple[str, ...], Callable[[Role], object]] = {
    ("calendar", "groups"): lambda role: role.routines,
    ("role", "categories"): lambda role: role.categories,
    ("role", "responsibilities"): lambda role: role.responsibilities,
    ("role", "competency_groups"): lambda role: role.competencies,
    ("role", "work_details"): lambda role: role.work_details,
    ("role", "work_areas"): lambda role: role.work_details,
    ("role", "goals"): lambda role: role.goals,
    ("role", "benefits"): lambda role: role.benefits,
}
"""The lists without which a document would be an empty shell; single facts are holes instead."""


def lacks(catalog: Catalog, role_id: str, paths: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """Name the contents that a template prints and the role does not have."""
    role = catalog.roles[role_id]
    heads = {path[:2] for path in paths}
    missing = [".".join(head) for head, get in _OF_ROLE.items() if head in heads and not get(role)]
    names = {path[0] for path in paths}
    has = {"scorecard": _has_scorecard, "team": _has_team}
    missing += [name for name, test in has.items() if name in names and not test(catalog, role_id)]
    return tuple(missing)


def _has_scorecard(catalog: Catalog, role_id: str) -> bool:
    return any(card.role == role_id for card in catalog.scorecards.values())


def _has_team(catalog: Catalog, role_id: str) -> bool:
    return any(catalog.roles[member].responsibilities for member, _depth in team(role_id, catalog))
