"""CST609."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import figure, measures_of
from cstemplates.messages import _
from cstemplates.model.scorecard import Deduct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class DeductionsBeyondBest:
    """The deductions of a measure total more than its best score.

    Why it matters:
        A score never falls below 0, so the last deductions cost nothing: whoever has lost
        all points has no reason left to meet the other conditions.

    Example:
        ```yaml
        scoring:
          kind: deduct
          best: 10
          deductions:
            - {id: response, text: 2小时内响应, points: 5}
            - {id: solution, text: 3日内解决, points: 5}
            - {id: rate, text: 解决率100%, points: 5}
        ```

    Use instead:
        ```yaml
        scoring:
          kind: deduct
          best: 10
          deductions:
            - {id: response, text: 2小时内响应, points: 3}
            - {id: solution, text: 3日内解决, points: 3}
            - {id: rate, text: 解决率100%, points: 4}
        ```

    Exceptions:
        A scorecard agreed upon with these points may keep them, with an exemption that
        says why.
    """

    code = "CST609"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Add the points of each measure's deductions up."""
        for scorecard, path, measure in measures_of(facts):
            if not isinstance(measure.scoring, Deduct):
                continue
            total = sum((each.points for each in measure.scoring.deductions), Decimal(0))
            if total > measure.scoring.best:
                message = _(
                    "The deductions of measure “{measure}” total {total}, its best score is {best}."
                ).format(
                    measure=measure.id,
                    total=figure(total),
                    best=figure(measure.scoring.best),
                )
                where = (*path, "scoring", "deductions")
                yield Violation("scorecards", scorecard, where, message)
