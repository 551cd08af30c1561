"""CST601."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import figure, parts_of
from cstemplates.messages import _
from cstemplates.model import best_score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_FULL = Decimal(100)


class WeightsNot100:
    """The weights, or the best scores, of a part of a scorecard do not total 100.

    Why it matters:
        A part is worth 100 points and its share turns them into the result. With any
        other total nobody can reach the full result, or somebody gets more than all.

    Example:
        ```yaml
        measures:
          - {id: crm_system, weight: 60, …}
          - {id: referrals, weight: 50, …}
        ```

    Use instead:
        ```yaml
        measures:
          - {id: crm_system, weight: 60, …}
          - {id: referrals, weight: 40, …}
        ```

    Exceptions:
        None. A veto earns no points; its weight is 0.
    """

    code = "CST601"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare both totals of every part with 100."""
        for scorecard, path, part in parts_of(facts):
            weights = sum((measure.weight for measure in part.measures), Decimal(0))
            best = sum((best_score(measure.scoring) for measure in part.measures), Decimal(0))
            if weights != _FULL or best != _FULL:
                message = _(
                    "The weights of part “{part}” total {weights} and its best scores "
                    "total {best}; both must be 100."
                ).format(part=part.id, weights=figure(weights), best=figure(best))
                yield Violation("scorecards", scorecard, (*path, "measures"), message)
