"""CST602."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import figure, measures_of
from cstemplates.messages import _
from cstemplates.model import best_score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class BestScoreNotWeight:
    """The best score of a measure differs from its weight.

    Why it matters:
        Points already carry the weight and are never weighted again. A weight of 30 with
        a best score of 40 tells the employee two different things about one measure.

    Example:
        ```yaml
        weight: 30
        scoring: {kind: all_or_nothing, met: 全部上线, best: 40}
        ```

    Use instead:
        ```yaml
        weight: 30
        scoring: {kind: all_or_nothing, met: 全部上线, best: 30}
        ```

    Exceptions:
        None. A veto earns no points; its weight is 0.
    """

    code = "CST602"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare the best score of every measure with its weight."""
        for scorecard, path, measure in measures_of(facts):
            best = best_score(measure.scoring)
            if best != measure.weight:
                message = _(
                    "Measure “{measure}” has the weight {weight}, but its best score is {best}."
                ).format(measure=measure.id, weight=figure(measure.weight), best=figure(best))
                hint = _("Make the best score equal to the weight, or change the weight.")
                yield Violation("scorecards", scorecard, (*path, "weight"), message, hint)
