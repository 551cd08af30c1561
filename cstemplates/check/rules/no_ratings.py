"""CST607."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class NoRatings:
    """A scorecard says how to score but has no ratings.

    Why it matters:
        A result out of 100 alone decides nothing. The grades, and what follows from each,
        belong on the form that both sides sign.

    Example:
        ```yaml
        role: cs_director
        parts: […]
        ```

    Use instead:
        ```yaml
        role: cs_director
        parts: […]
        ratings:
          - {id: good, title: 良好, from: 80, use: 按约定发放绩效工资}
          - {id: poor, title: 待改进, to: 80, use: 制定改进计划}
        ```

    Exceptions:
        A card whose result only feeds another one may carry an exemption that says so.
    """

    code = "CST607"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for scorecards without a rating."""
        for scorecard_id, scorecard in facts.catalog.scorecards.items():
            if not scorecard.ratings:
                message = _("The scorecard has no ratings.")
                hint = _("Say which result earns which grade, and what follows from it.")
                yield Violation("scorecards", scorecard_id, ("ratings",), message, hint)
