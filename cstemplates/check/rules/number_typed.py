"""CST501."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.numbers import typed_numbers
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class NumberTyped:
    """A serial number is typed at the start of a text.

    Why it matters:
        Numbers are given when a document is printed, level by level. A typed one stands
        beside the printed one, belongs to no level, and is wrong as soon as a company
        adds or removes an item.

    Example:
        ```yaml
        mission:
          - {id: trust, text: 1）让客户的诉求都有回音}
        ```

    Use instead:
        ```yaml
        mission:
          - {id: trust, text: 让客户的诉求都有回音}
        ```

    Exceptions:
        Figures that belong to the sentence, such as `2.5小时` or `三、四季度`, are no
        serial numbers. A list is reported once, at its first number.
    """

    code = "CST501"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for serial numbers at the start of every text and every line of it."""
        for numbers in typed_numbers(facts):
            place = numbers[0].place
            message = _("The number “{number}” is typed in; numbers are printed by themselves.")
            message = message.format(number=numbers[0].written)
            hint = _("Leave the numbers out; the order of the list gives them.")
            yield Violation(place.kind, place.id, place.key_path, message, hint)
