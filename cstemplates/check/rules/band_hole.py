"""CST603."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.check.intervals import holes
from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import bands_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class BandHole:
    """The bands of a measure leave values without a score.

    Why it matters:
        Somebody will reach exactly such a value, and then the score is a matter of
        argument. Bands include their start and exclude their end, so `to: 100` as the
        top leaves 100 itself without a score.

    Example:
        ```yaml
        bands:
          - {from: 95, score: 30}
          - {from: 85, to: 95, score: 20}
          - {to: 80, score: 0}
        ```

    Use instead:
        ```yaml
        bands:
          - {from: 95, score: 30}
          - {from: 85, to: 95, score: 20}
          - {to: 85, score: 0}
        ```

    Exceptions:
        Values below 0 need no band when the lowest one starts at 0.
    """

    code = "CST603"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for values that no band covers, at both ends and in between."""
        for scorecard, path, measure, bands in bands_of(facts):
            for hole in holes(bands, lowest=Decimal(0), highest=None):
                message = _("Measure “{measure}” gives no score for {values}.").format(
                    measure=measure, values=hole
                )
                yield Violation("scorecards", scorecard, path, message)
