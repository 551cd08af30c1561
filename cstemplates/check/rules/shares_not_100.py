"""CST605."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import figure
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class SharesNot100:
    """The shares of a scorecard's parts, or of its raters, do not total 100.

    Why it matters:
        The result is the sum of share times score. With any other total the result is no
        longer a figure out of 100, and the ratings do not fit it.

    Example:
        ```yaml
        parts:
          - {id: performance, share: 70, …}
          - {id: behaviour, share: 20, …}
        ```

    Use instead:
        ```yaml
        parts:
          - {id: performance, share: 70, …}
          - {id: behaviour, share: 30, …}
        ```

    Exceptions:
        A scorecard without raters is not asked for their shares.
    """

    code = "CST605"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare both sums of every scorecard with 100."""
        for scorecard_id, scorecard in facts.catalog.scorecards.items():
            parts = sum((part.share for part in scorecard.parts), Decimal(0))
            if parts != 100:  # noqa: PLR2004 - per cent
                message = _("The shares of the parts total {total}, not 100.")
                message = message.format(total=figure(parts))
                yield Violation("scorecards", scorecard_id, ("parts",), message)
            raters = sum((rater.share for rater in scorecard.raters), Decimal(0))
            if scorecard.raters and raters != 100:  # noqa: PLR2004 - per cent
                message = _("The shares of the raters total {total}, not 100.")
                message = message.format(total=figure(raters))
                yield Violation("scorecards", scorecard_id, ("raters",), message)
