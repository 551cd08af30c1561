"""CST608."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cstemplates.check.intervals import is_empty
from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import bands_of, ratings_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class BandEmpty:
    """A band of a measure, or a rating, covers no value.

    Why it matters:
        Mostly its two ends are swapped. The row is printed, but nobody can ever fall
        into it.

    Example:
        ```yaml
        bands:
          - {from: 95, score: 30}
          - {from: 95, to: 85, score: 20}
        ```

    Use instead:
        ```yaml
        bands:
          - {from: 95, score: 30}
          - {from: 85, to: 95, score: 20}
        ```

    Exceptions:
        None.
    """

    code = "CST608"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for ranges whose end is not above their start."""
        for scorecard, path, name, ranges in chain(bands_of(facts), ratings_of(facts)):
            for number, empty in enumerate(map(is_empty, ranges)):
                if empty:
                    message = _("Row {number} of “{name}” covers no value.").format(
                        number=number + 1, name=name
                    )
                    hint = _("“from” must be below “to”; the value of “to” is not included.")
                    yield Violation("scorecards", scorecard, (*path, number), message, hint)
