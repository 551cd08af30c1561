"""CST232."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.indicators import by_name, targets_of
from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import figure
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from cstemplates.check.facts import Facts, KeyPath


class TargetConflict:
    """Indicators of the same name, or goals of one entry, have different targets.

    Why it matters:
        The employee reads one figure in the agreement and another in the scorecard, and
        the more favourable one holds.

    Example:
        ```yaml
        satisfaction: {title: 客户满意度, unit: 分, target: 90}
        survey: {title: 客户满意度得分, unit: 分, target: 85}
        ```

    Use instead:
        ```yaml
        satisfaction: {title: 客户满意度, unit: 分, target: 90}
        complaint_survey: {title: 投诉客户满意度, unit: 分, target: 85}
        ```

    Exceptions:
        None. Posts may have different targets for one indicator, in their goals.
    """

    code = "CST232"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare targets within each name, and within each entry."""
        for (first, known), *others in by_name(facts).values():
            for key, indicator in others:
                pair = (known.target, indicator.target)
                if None not in pair and pair[0] != pair[1]:
                    yield _violation("indicators", key, ("target",), first, pair)
        seen: dict[tuple[str, str, str], Decimal | None] = {}
        for kind, key, path, name, target, _basis in targets_of(facts):
            before = seen.setdefault((kind, key, name), target.value)
            if before != target.value:
                yield _violation(kind, key, path, name, (before, target.value))


def _violation(
    kind: str, key: str, path: KeyPath, name: str, pair: tuple[Decimal | None, Decimal | None]
) -> Violation:
    first, second = ("—" if value is None else figure(value) for value in pair)
    message = _("The target {second} contradicts {first} of “{name}”.")
    return Violation(kind, key, path, message.format(second=second, first=first, name=name))
