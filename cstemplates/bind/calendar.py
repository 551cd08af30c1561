"""A role's routine work, grouped by period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.bind.timing import PERIODS, timing_text

if TYPE_CHECKING:
    from cstemplates.bind.role import Say
    from cstemplates.model import Role, Routine


def calendar_context(role: Role, say: Say) -> dict[str, Any]:
    """Bind the calendar: periods from day to year, tasks numbered inside each."""
    groups = [
        {"period": title, "tasks": tasks}
        for period, title in PERIODS.items()
        if (tasks := _tasks([r for r in role.routines if r.every == period], say))
    ]
    return {"groups": groups, "total": len(role.routines)}


def _tasks(routines: list[Routine], say: Say) -> list[dict[str, Any]]:
    return [
        {
            "no": number,
            "id": routine.id,
            "when": say(timing_text(routine.every, routine.when)),
            "task": say(routine.task),
            "standard": say(routine.standard),
            "record": say(routine.record),
        }
        for number, routine in enumerate(routines, 1)
    ]
