"""What a document's template prints, held against what a role has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cstemplates.model import Role
    from cstemplates.model.catalog import Catalog

_CONTENT: dict[tuple[str, ...], Callable[[Role], object]] = {
    ("calendar", "groups"): lambda role: role.routines,
    ("role", "categories"): lambda role: role.categories,
    ("role", "responsibilities"): lambda role: role.responsibilities,
    ("role", "competency_groups"): lambda role: role.competencies,
}
"""The lists without which a document would be an empty shell; single facts are holes instead."""


def lacks(catalog: Catalog, role_id: str, paths: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """Name the contents that a template prints and the role does not have."""
    role = catalog.roles[role_id]
    heads = {path[:2] for path in paths}
    missing = [".".join(head) for head, get in _CONTENT.items() if head in heads and not get(role)]
    if any(path[0] == "scorecard" for path in paths) and not _has_scorecard(catalog, role_id):
        missing.append("scorecard")
    return tuple(missing)


def _has_scorecard(catalog: Catalog, role_id: str) -> bool:
    return any(card.role == role_id for card in catalog.scorecards.values())
