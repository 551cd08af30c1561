"""CST231."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.indicators import by_name
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class UnitMixed:
    """Indicators of the same name have different units.

    Why it matters:
        90 points and 85 % of satisfaction cannot be compared. Whoever reads one in the
        agreement and the other in the scorecard has two targets.

    Example:
        ```yaml
        satisfaction: {title: 客户满意度, unit: 分, target: 90}
        survey: {title: 客户满意度得分, unit: "%", target: 85}
        ```

    Use instead:
        ```yaml
        satisfaction: {title: 客户满意度, unit: 分, target: 90}
        survey: {title: 满意客户占比, unit: "%", target: 85}
        ```

    Exceptions:
        None. Names are compared without remarks in brackets, after the glossary's aliases.
    """

    code = "CST231"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare the units within each group of one name."""
        for (first, known), *others in by_name(facts).values():
            for key, indicator in others:
                if indicator.unit != known.unit:
                    message = _("“{title}” counts in {unit}, and in {other} as indicator “{id}”.")
                    message = message.format(
                        title=indicator.title,
                        unit=indicator.unit or "—",
                        other=known.unit or "—",
                        id=first,
                    )
                    yield Violation("indicators", key, ("unit",), message)
