"""People as company-wide documents print them: who holds which post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.bind.charts import team
from cstemplates.bind.duties import duty_text
from cstemplates.bind.ranges import target_text
from cstemplates.bind.sections import ended

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cstemplates.bind.role import Say
    from cstemplates.model import Employee, Goal, Role
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.document import RoleGroup


def holders_of(employees: Iterable[Employee]) -> dict[str, list[str]]:
    """The names of the people in each role, in the order of the roster."""
    holders: dict[str, list[str]] = {}
    for person in employees:
        holders.setdefault(person.role, []).append(person.name)
    return holders


def people_context(employees: Iterable[Employee], catalog: Catalog) -> list[dict[str, Any]]:
    """Bind everybody of the roster, without anything about pay."""
    return [
        {
            "no": number,
            "id": person.employee_id,
            "name": person.name,
            "department": person.department or catalog.roles[person.role].department,
            "role_title": catalog.roles[person.role].title,
        }
        for number, person in enumerate(employees, 1)
    ]


def team_context(
    root: str, catalog: Catalog, holders: Mapping[str, Sequence[str]], say: Say
) -> list[dict[str, Any]]:
    """Bind a role and the posts below it that have duties, the chain of command first."""
    members = [m for m in team(root, catalog, holders) if _has_duties(m[0], catalog)]
    return [
        {
            "no": number,
            "title": catalog.roles[key].title,
            "level": depth + 1,
            "reports_to": _superior_title(catalog.roles[key], catalog),
            "incumbents": "、".join(holders.get(key, ())) or None,
            "purpose": ended(say(purpose)) if (purpose := catalog.roles[key].purpose) else None,
            "responsibilities": [
                {"no": n, "id": duty.id, "text": ended(duty_text(duty, say))}
                for n, duty in enumerate(catalog.roles[key].responsibilities, 1)
            ],
        }
        for number, (key, depth) in enumerate(members, 1)
    ]


def _has_duties(role_id: str, catalog: Catalog) -> bool:
    return bool(catalog.roles[role_id].responsibilities)


def _superior_title(role: Role, catalog: Catalog) -> str | None:
    superior = catalog.roles.get(role.reports_to or "")
    return superior.title if superior else None


def goal_groups_context(
    groups: Iterable[RoleGroup], catalog: Catalog, say: Say
) -> list[dict[str, Any]]:
    """Bind the goals of several roles by group; numbers run through a group."""
    return [
        {"no": number, "id": group.id, "title": group.title, "goals": _goals(group, catalog, say)}
        for number, group in enumerate(groups, 1)
    ]


def _goals(group: RoleGroup, catalog: Catalog, say: Say) -> list[dict[str, Any]]:
    pairs = [
        (role, goal) for key in group.roles for role in [catalog.roles[key]] for goal in role.goals
    ]
    return [
        {"no": number, "role_title": role.title} | goal_context(goal, catalog, say)
        for number, (role, goal) in enumerate(pairs, 1)
    ]  # fmt: skip


def goal_context(goal: Goal, catalog: Catalog, say: Say) -> dict[str, Any]:
    """Bind a work goal: what, how much, until when, seen in what."""
    indicator = catalog.indicators[goal.indicator]
    figure = say(target_text(indicator, goal.target))
    due = say(goal.due)
    return {
        "id": goal.id,
        "title": goal.title,
        "indicator": indicator.title,
        "figure": f"{indicator.title}{figure}",
        "value": figure,
        "due": due,
        "evidence": say(goal.evidence),
        "text": f"{indicator.title}{figure}，{due}",
    }
