"""CST221."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.model.plan import PlanTarget

_RATIO = re.compile(r"率|占比|份额|满意度|[%％]")


class RatioSplit:
    """A target that cannot be added up is split over the quarters.

    Why it matters:
        A market share of 20 % a year is not 5 % a quarter: four quarters of a rate do not
        add up to the year's, so the quarterly targets would be far too low.

    Example:
        ```yaml
        targets:
          - {id: share, title: 市场占有率, indicator: market_share, owner: 市场部, quarters: [25, 25, 25, 25]}
        ```

    Use instead:
        ```yaml
        targets:
          - {id: share, title: 市场占有率, indicator: market_share, owner: 市场部, quarter_text: 每季末取数，各季均按年度目标值考核}
        ```

    Exceptions:
        None. Sums and counts have `additive: true` on their indicator and may be split.
    """

    code = "CST221"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look at the indicator of every target that has quarters."""
        for key, plan in facts.catalog.plans.items():
            for number, target in enumerate(plan.targets):
                if target.quarters and not _adds_up(facts, target):
                    message = _("“{title}” does not add up over the quarters.")
                    message = message.format(title=target.title)
                    hint = _("Say under “quarter_text” how each quarter is judged.")
                    yield Violation("plans", key, ("targets", number, "quarters"), message, hint)


def _adds_up(facts: Facts, target: PlanTarget) -> bool:
    indicator = facts.catalog.indicators.get(target.indicator or "")
    if indicator is None:
        return not _RATIO.search(target.title)
    return indicator.additive and indicator.unit != "%"
