"""CST606."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.check.intervals import holes
from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import ratings_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class RatingsHole:
    """The ratings of a scorecard leave results between 0 and 100 without a grade.

    Why it matters:
        Pay and promotion hang on the grade; a result without one cannot be used. A rating
        excludes its end, so `to: 100` at the top leaves the full result without a grade.

    Example:
        ```yaml
        ratings:
          - {id: good, title: 良好, from: 80, to: 100, use: …}
          - {id: poor, title: 待改进, to: 80, use: …}
        ```

    Use instead:
        ```yaml
        ratings:
          - {id: good, title: 良好, from: 80, use: …}
          - {id: poor, title: 待改进, to: 80, use: …}
        ```

    Exceptions:
        Results below 0 and above 100 do not occur and need no rating.
    """

    code = "CST606"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for results that no rating covers."""
        for scorecard, path, _name, ratings in ratings_of(facts):
            for hole in holes(ratings, lowest=Decimal(0), highest=Decimal(100)):
                message = _("No rating covers {values}.").format(values=hole)
                yield Violation("scorecards", scorecard, path, message)
