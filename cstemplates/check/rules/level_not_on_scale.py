"""CST203."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _, listed
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class LevelNotOnScale:
    """A competency level is not on its scale, or is required but not described.

    Why it matters:
        A required level is only fair when the scale defines it and the competency says by
        which behaviours it shows.

    Example:
        ```yaml
        # scales/core.yaml has the levels a, b, c, d
        competencies:
          - {id: teamwork, competency: teamwork, level: e}
        ```

    Use instead:
        ```yaml
        competencies:
          - {id: teamwork, competency: teamwork, level: d}
        ```

    Exceptions:
        Levels of competencies and scales that do not exist are left to CST200.
    """

    code = "CST203"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare levels described and levels required with the scale."""
        yield from _described(facts)
        yield from _required(facts)


def _described(facts: Facts) -> Iterator[Violation]:
    for key, competency in facts.catalog.competencies.items():
        levels = _levels_on(facts, competency.scale)
        for number, level in enumerate(competency.levels):
            if levels and level.id not in levels:
                path = ("levels", number, "id")
                yield _off_scale("competencies", key, path, level.id, levels)


def _required(facts: Facts) -> Iterator[Violation]:
    for key, role in facts.catalog.roles.items():
        for number, required in enumerate(role.competencies):
            competency = facts.catalog.competencies.get(required.competency)
            levels = _levels_on(facts, competency.scale) if competency else ()
            if competency is None or not levels:
                continue
            path = ("competencies", number, "level")
            if required.level not in levels:
                yield _off_scale("roles", key, path, required.level, levels)
            elif required.level not in [level.id for level in competency.levels]:
                message = _(
                    "Level “{level}” of competency “{competency}” is required here, "
                    "but the competency describes no behaviour for it."
                ).format(level=required.level, competency=required.competency)
                yield Violation("roles", key, path, message)


def _levels_on(facts: Facts, scale_id: str) -> tuple[str, ...]:
    scale = facts.catalog.scales.get(scale_id)
    return tuple(level.id for level in scale.levels) if scale else ()


def _off_scale(
    kind: str, key: str, path: tuple[str | int, ...], level: str, levels: tuple[str, ...]
) -> Violation:
    message = _("Level “{level}” is not on the scale, which has {levels}.").format(
        level=level, levels=listed(levels)
    )
    return Violation(kind, key, path, message, did_you_mean(level, levels))
