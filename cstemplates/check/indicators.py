"""Names of indicators, as far as they mean the same thing, and their targets."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model import Goal, Indicator
    from cstemplates.model.commitment import CommitmentGoal
    from cstemplates.model.plan import PlanTarget
    from cstemplates.model.role import Target

_REMARK = re.compile(r"[（(][^（）()]*[）)]|[\s“”「」]")
_STYLE = re.compile(r"^客户(?=满意)|得分$")


class Named(NamedTuple):
    """An indicator with its id."""

    id: str
    indicator: Indicator


class PlacedTarget(NamedTuple):
    """A target that an entry sets itself, for an indicator of the catalogue."""

    kind: str
    id: str
    key_path: KeyPath
    indicator: str
    target: Target
    basis: str | None


def by_name(facts: Facts) -> dict[str, list[Named]]:
    """Group the indicators by name: aliases of the glossary and mere style do not count."""
    preferred = {
        alias: term.title for term in facts.catalog.glossary.values() for alias in term.aliases
    }
    aliases = re.compile("|".join(map(re.escape, sorted(preferred, key=len, reverse=True))) or "$^")
    groups: dict[str, list[Named]] = defaultdict(list)
    for key, indicator in facts.catalog.indicators.items():
        name = aliases.sub(lambda match: preferred[match[0]], _REMARK.sub("", indicator.title))
        groups[_STYLE.sub("", name)].append(Named(key, indicator))
    return groups


def targets_of(facts: Facts) -> Iterator[PlacedTarget]:
    """Yield the targets that roles, commitments and plans set for indicators."""
    catalog = facts.catalog
    for key, role in catalog.roles.items():
        yield from _set_in("roles", key, "goals", role.goals)
    for key, commitment in catalog.commitments.items():
        yield from _set_in("commitments", key, "goals", commitment.goals)
    for key, plan in catalog.plans.items():
        yield from _set_in("plans", key, "targets", plan.targets)


def _set_in(
    kind: str, key: str, field: str, items: Iterable[Goal | CommitmentGoal | PlanTarget]
) -> Iterator[PlacedTarget]:
    for number, item in enumerate(items):
        if item.target is not None and item.indicator is not None:
            path = (field, number, "target")
            yield PlacedTarget(kind, key, path, item.indicator, item.target, item.basis)


def is_extreme(indicator: Indicator, value: Decimal | None) -> bool:
    """Tell whether a target leaves no room at all: 100 % or nothing."""
    if indicator.direction == "lower":
        return value == 0
    return indicator.unit == "%" and value == 100  # noqa: PLR2004 - all of it
