"""CST504."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_PLACEHOLDER = re.compile(
    r"[\[［【][XxＸ×?？ 　]{1,4}[\]］】]"
    r"|X(?<![A-Za-z0-9-]X)X+(?![A-Za-z0-9-])|x(?<![A-Za-z0-9-]x)x+(?![A-Za-z0-9-])|20(?:xx|XX)"
    r"|[Ｘ×○〇＊]{2,}"
    r"|_{2,}|＿{2,}|[（(][ 　]*[)）]|[ 　]{3,}|[?？]{2,}"
    r"|待(?:定|填|完善|补(?![技救考]))|某某|TBD|TODO"
)


class PlaceholderLeft:
    """A text still holds a gap that somebody meant to fill in.

    Why it matters:
        It is printed as it stands, and an employee is asked to sign a sentence with a
        hole in it.

    Example:
        ```yaml
        text: 接到投诉后[X]小时内回复
        ```

    Use instead:
        ```yaml
        text: 接到投诉后${complaint.first_response}内回复
        ```

    Exceptions:
        A line for handwriting is drawn by the template, not typed into a text.
    """

    code = "CST504"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for bracketed letters, crosses, underscores, blanks and their like."""
        for place, match in find_wording(facts, _PLACEHOLDER):
            message = _("“{words}” is a gap that was never filled in.").format(words=match[0])
            hint = _("Write the figure or the name, or refer to a parameter with ${{path}}.")
            yield Violation(place.kind, place.id, place.key_path, message, hint.format())
