"""CST205."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.due import last_day
from cstemplates.check.links import task_name
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.model import Routine


class TaskBeforeInput:
    """A routine task is due before a task whose result it needs.

    Why it matters:
        A review in mid-December cannot rest on figures that are ready at the end of
        December. The person either waits and is late, or reports without data.

    Example:
        ```yaml
        routines:
          - {id: review, every: year, when: {month: 12, third: middle}, after: [figures], …}
          - {id: figures, every: year, when: {month: 12, third: late}, …}
        ```

    Use instead:
        ```yaml
        routines:
          - {id: review, every: year, when: {month: 12, third: late}, after: [figures], …}
          - {id: figures, every: year, when: {month: 12, third: middle}, …}
        ```

    Exceptions:
        Tasks of different periods, and tasks without a day, are not compared.
    """

    code = "CST205"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare the last possible day of each task with those of its inputs."""
        tasks = {
            task_name(key, task.id): task
            for key, role in facts.catalog.roles.items()
            for task in role.routines
        }
        for key, role in facts.catalog.roles.items():
            for number, task in enumerate(role.routines):
                for place, name in enumerate(task.after):
                    needed = tasks.get(task_name(key, name))
                    if needed is not None and _is_due_before(task, needed):
                        message = _("Task “{task}” is due before “{input}”, which it needs.")
                        message = message.format(task=task.id, input=name)
                        path = ("routines", number, "after", place)
                        yield Violation("roles", key, path, message)


def _is_due_before(task: Routine, needed: Routine) -> bool:
    own, other = last_day(task.every, task.when), last_day(needed.every, needed.when)
    return task.every == needed.every and own is not None and other is not None and own < other
