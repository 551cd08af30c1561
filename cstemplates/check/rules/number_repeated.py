"""CST503."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.numbers import repeats, typed_numbers
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class NumberRepeated:
    """Two texts of a list begin with the same typed number.

    Why it matters:
        “Item 1” then means two things, and a reference to it in another document cannot
        be followed.

    Example:
        ```yaml
        mission:
          - {id: trust, text: 1）让客户的诉求都有回音}
          - {id: growth, text: 1）让老客户愿意转介绍}
        ```

    Use instead:
        ```yaml
        mission:
          - {id: trust, text: 让客户的诉求都有回音}
          - {id: growth, text: 让老客户愿意转介绍}
        ```

    Exceptions:
        Numbers of different form, as `1.` and `（1）`, are not compared.
    """

    code = "CST503"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Count the typed numbers of every list."""
        for numbers in typed_numbers(facts):
            for second, count in repeats(numbers):
                message = _("The number “{number}” stands {count} times in this list.")
                message = message.format(number=second.written, count=count)
                hint = _("Leave the numbers out; the order of the list gives them.")
                place = second.place
                yield Violation(place.kind, place.id, place.key_path, message, hint)
