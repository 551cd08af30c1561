"""CST508."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cstemplates.check.misspellings import TWICE, TYPOS, pattern_of
from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_MEANT = {slip.written: slip.meant for slip in TYPOS}
_SLIPS = pattern_of(TYPOS)


class Typo:
    """A word is misspelt.

    Why it matters:
        A slip in a document that somebody signs costs trust, and some change the meaning:
        `资制` may be read as a cost or as a system.

    Example:
        ```yaml
        text: 绩效工资与考核结果持钩
        ```

    Use instead:
        ```yaml
        text: 绩效工资与考核结果挂钩
        ```

    Exceptions:
        Words that hold a slip by chance, as `说服力` holds `服力`, are not taken for one. A
        word listed twice in a row, as `意见、意见和建议`, is a slip too.
    """

    code = "CST508"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look every slip of the table up, and words listed twice in a row."""
        found = chain(find_wording(facts, _SLIPS), find_wording(facts, TWICE))
        for place, match in found:
            meant = _MEANT.get(match[0]) or match["word"]
            message = _("“{written}” looks misspelt.").format(written=match[0])
            hint = _("Did you mean “{name}”?").format(name=meant)
            yield Violation(place.kind, place.id, place.key_path, message, hint)
