"""CST604."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cstemplates.check.intervals import overlaps
from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import bands_of, ratings_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class BandOverlap:
    """Two bands of a measure, or two ratings, cover the same values.

    Why it matters:
        One value then has two scores or two grades, and which one counts depends on who
        reads the table from which end.

    Example:
        ```yaml
        bands:
          - {from: 95, score: 30}
          - {from: 85, score: 20}
          - {to: 85, score: 0}
        ```

    Use instead:
        ```yaml
        bands:
          - {from: 95, score: 30}
          - {from: 85, to: 95, score: 20}
          - {to: 85, score: 0}
        ```

    Exceptions:
        None. A band excludes its end, so `to: 95` and `from: 95` do not overlap.
    """

    code = "CST604"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare every band and every rating with those before it in the list."""
        for scorecard, path, name, ranges in chain(bands_of(facts), ratings_of(facts)):
            for first, second, values in overlaps(ranges):
                message = _("Rows {first} and {second} of “{name}” both cover {values}.").format(
                    first=first + 1, second=second + 1, name=name, values=values
                )
                hint = _("End the lower one with “to” where the upper one begins.")
                yield Violation("scorecards", scorecard, (*path, second), message, hint)
