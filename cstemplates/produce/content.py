"""What a document's template prints, held against what a role has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind import scorecard_of
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
}
"""The lists without which a document would be an empty shell; single facts are holes instead."""


def lacks(
    catalog: Catalog,
    role_id: str,
    paths: Collection[tuple[str, ...]],
    periods: Collection[str] = (),
) -> tuple[str, ...]:
    """Name the contents that a template prints and the role does not have.

    A scorecard counts only if it is for one of the periods, where any are given.
    """
    role = catalog.roles[role_id]
    heads = {path[:2] for path in paths}
    missing = [".".join(head) for head, get in _OF_ROLE.items() if head in heads and not get(role)]
    names = {path[0] for path in paths}
    if "scorecard" in names and not _has_scorecard(catalog, role_id, periods):
        missing.append("scorecard")
    if "team" in names and not _has_team(catalog, role_id):
        missing.append("team")
    return tuple(missing)


def _has_scorecard(catalog: Catalog, role_id: str, periods: Collection[str]) -> bool:
    card = scorecard_of(role_id, catalog)
    return card is not None and (not periods or card.period in periods)


def _has_team(catalog: Catalog, role_id: str) -> bool:
    """Tell whether a role with duties has somebody with duties below it."""
    head, *below = (catalog.roles[member] for member, _depth in team(role_id, catalog, {}))
    return bool(head.responsibilities) and any(role.responsibilities for role in below)
