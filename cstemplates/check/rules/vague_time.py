"""CST510."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording, sentence_around
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

# What stands before is looked at last: a pattern that begins with letters is fast.
_VAGUE = re.compile(
    r"不定期(?!专项考核)|定期(?![限间满内])(?<![不法规约决限商预特固确指签]定期)"
    r"|适时(?!间)(?<![不合舒]适时)|随时(?![可能有都问准起拒查])(?<![可能以]随时)"
    r"|及时(?![率性度地，、。；）)的]|[^，。；\n]{0,4}率|$|\n)(?<!不及时)"
    r"|按(?:要求|需(?![求要]))(?=[\u4e00-\u9fff]|$)(?<![各项并]按要求)|[随视]需要|必要时|视情况"
    r"|适当(?=[\u4e00-\u9fff])(?!的|性)(?<!不适当)|经常(?!性)|尽快|尽早|酌情",
    re.MULTILINE,
)
_FIGURE = re.compile(
    r"(?<!\d)\d{1,3}(?!\d)|\$\{|[每当次隔同即][日天周月季年班次刻]|每[一二两三四五半个]"
    r"|[一二两三四五六七八九十半][个日天周月季年次小分]|立即|当场|[日月周季年班]前|之前"
)


class VagueTime:
    """A text says when something is done only with a word such as 定期 or 及时.

    Why it matters:
        Nobody can check whether it was done in time, neither the employee nor whoever
        scores them; in a dispute the rule is worth nothing.

    Example:
        ```yaml
        text: 定期召开例会，及时处理客户投诉
        ```

    Use instead:
        ```yaml
        text: 每周一召开例会，2小时内首次回应客户投诉
        ```

    Exceptions:
        The word may stay where the same sentence has the figure. Names such as 及时率 and
        不定期专项考核, and a right one has at any time (可以随时查阅), are not meant.
    """

    code = "CST510"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for such words in sentences that have no figure."""
        for place, match in find_wording(facts, _VAGUE):
            if not _FIGURE.search(sentence_around(match)):
                message = _("“{words}” does not say when.").format(words=match[0])
                hint = _("Write how often, within what time, or under which condition.")
                yield Violation(place.kind, place.id, place.key_path, message, hint)
