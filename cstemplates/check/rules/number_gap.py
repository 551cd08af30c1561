"""CST502."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.numbers import gaps, typed_numbers
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class NumberGap:
    """The typed numbers of a list leave one out.

    Why it matters:
        Either an item was lost when the text was copied, or somebody took one out. The
        reader of a signed document cannot tell which.

    Example:
        ```yaml
        mission:
          - {id: trust, text: 1）让客户的诉求都有回音}
          - {id: growth, text: 3）让老客户愿意转介绍}
        ```

    Use instead:
        ```yaml
        mission:
          - {id: trust, text: 让客户的诉求都有回音}
          - {id: growth, text: 让老客户愿意转介绍}
        ```

    Exceptions:
        The first number may be any; numbers of different form are counted apart.
    """

    code = "CST502"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for numbers between the smallest and the largest that no text begins with."""
        for numbers in typed_numbers(facts):
            for after, missing in gaps(numbers):
                message = _("Number {missing} is missing before “{number}”.")
                message = message.format(missing=missing, number=after.written)
                hint = _("Find out whether an item was lost; then leave the numbers out.")
                place = after.place
                yield Violation(place.kind, place.id, place.key_path, message, hint)
