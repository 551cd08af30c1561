"""CST512."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_FILLER = re.compile(
    r"等(?:相关|有关|各项|多项|各方面)|等(?:方面的)?工作(?![日时台证牌服票单])|相关工作(?![日时])"
    r"|加强[^，。；\n]{1,10}力度|加大[^，。；\n]{1,10}力度|切实|进一步|全力以赴|再上新台阶"
    r"|不断(?:提高|提升|完善|加强|优化|改进|创新)|认真(?:贯彻|落实|履行|执行|学习)"
    r"|积极(?:开展|配合|参与|推进|推动|落实)|大力(?:推进|推动|开展|加强)|高度重视"
)


class Filler:
    """A text holds words that say nothing.

    Why it matters:
        “等相关工作” has no end and “切实加强” no measure: nobody can say what is to be
        done, and nobody can say that it was not.

    Example:
        ```yaml
        text: 负责客户投诉处理等相关工作，切实加强服务力度
        ```

    Use instead:
        ```yaml
        text: 受理升级投诉，2小时内首次回应、3个工作日内给出处理结论
        ```

    Exceptions:
        None. Name the rest of the list, or end it.
    """

    code = "CST512"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for phrases that can be left out of any text."""
        for place, match in find_wording(facts, _FILLER):
            message = _("“{words}” says nothing.").format(words=match[0])
            hint = _("Say what is done, for whom, by when, and what is left behind.")
            yield Violation(place.kind, place.id, place.key_path, message, hint)
