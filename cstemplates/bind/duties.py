"""Duties as they are printed: in one piece, or as a lead with its points."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from cstemplates.bind.numbered import numbered
from cstemplates.bind.sections import ended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.bind.role import Say
    from cstemplates.model import Role
    from cstemplates.model.role import Responsibility, WorkDetail


def duty_text(duty: Responsibility, say: Say) -> str:
    """Say a duty in one piece, its points behind a colon."""
    points = "；".join(say(point.text) for point in duty.points)
    return f"{say(duty.text)}：{points}" if points else say(duty.text)


def duties_context(role: Role, category: str | None, say: Say) -> list[dict[str, Any]]:
    """Bind the duties of one category, or all of them."""
    return _printed([d for d in role.responsibilities if category in (None, d.category)], say)


def main_duties_context(role: Role, say: Say) -> list[dict[str, Any]]:
    """Bind the duties a summary puts first."""
    return _printed(_main_duties(role), say)


def other_duties_context(role: Role, category: str, say: Say) -> list[dict[str, Any]]:
    """Bind the duties of a category that a summary does not put first."""
    main = _main_duties(role)
    chosen = [d for d in role.responsibilities if d.category == category and d not in main]
    return _printed(chosen, say)


def _main_duties(role: Role) -> list[Responsibility]:
    """Choose what is marked; where nothing is, the first duty of each category."""
    if marked := [duty for duty in role.responsibilities if duty.main]:
        return marked
    first: dict[str, Responsibility] = {}
    for duty in role.responsibilities:
        first.setdefault(duty.category, duty)
    return [first[c.id] for c in role.categories if c.id in first]


def _printed(duties: Iterable[Responsibility], say: Say) -> list[dict[str, Any]]:
    return [
        {
            "no": n,
            "id": duty.id,
            "text": duty_text(duty, say),
            "lead": say(duty.text),
            "points": numbered(duty.points, say),
            "outcomes": "、".join(map(say, duty.outcomes)),
        }
        for n, duty in enumerate(duties, 1)
    ]


def running_text(role: Role, category: str, say: Say) -> str:
    """Say the duties of a category as sentences that follow each other."""
    chosen = (d for d in role.responsibilities if d.category == category)
    return "".join(ended(duty_text(duty, say)) for duty in chosen)


def work_details_context(details: Iterable[WorkDetail], say: Say) -> list[dict[str, Any]]:
    """Bind the rows of the work detail table."""
    return [
        {
            "no": number,
            "id": detail.id,
            "area": say(detail.area),
            "task": say(detail.task),
            "output": say(detail.output),
            "time": say(detail.time),
        }
        for number, detail in enumerate(details, 1)
    ]


def work_areas_context(details: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group bound rows by area, in the order in which the areas first stand."""
    areas: dict[str, list[dict[str, Any]]] = {}
    for row in details:
        areas.setdefault(row["area"], []).append(row)
    numbers = count(1)
    return [
        {"no": n, "area": area, "details": [row | {"no": next(numbers)} for row in rows]}
        for n, (area, rows) in enumerate(areas.items(), 1)
    ]
