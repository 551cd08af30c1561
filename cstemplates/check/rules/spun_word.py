"""CST509."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.misspellings import SPUN, pattern_of
from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_MEANT = {slip.written: slip.meant for slip in SPUN}
_SLIPS = pattern_of(SPUN)


class SpunWord:
    """A word was swapped by a machine for one that only looks like it.

    Why it matters:
        Texts that a program has rewritten to hide their source say “供应支持” for “提供支持”.
        An employee cannot tell what is asked for.

    Example:
        ```yaml
        text: 为一线供应支持，推动部门可连续发展
        ```

    Use instead:
        ```yaml
        text: 每周为一线解答两次疑难工单，答案当日入知识库
        ```

    Exceptions:
        The words in their own meaning, as `备件供应` or `络绎不绝`.
    """

    code = "CST509"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look every swapped word of the table up."""
        for place, match in find_wording(facts, _SLIPS):
            message = _("“{written}” is not the usual word here.").format(written=match[0])
            hint = _("Did you mean “{name}”?").format(name=_MEANT[match[0]])
            yield Violation(place.kind, place.id, place.key_path, message, hint)
