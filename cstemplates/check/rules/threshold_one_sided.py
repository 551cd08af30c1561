"""CST226."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.texts import texts
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model import Policy

_LIMIT = r"(?P<limit>\$\{[a-z0-9_.]+\}|\d+(?:\.\d+)?)"
_UNIT = r"[\s一-鿿%％]{0,4}?"
_SANCTION = r"[^。；;]*?(?:旷工|扣|罚|处分|警告|记过|降级|降薪|停发|不发|取消|赔偿)"
_BEYOND = (
    re.compile(rf"(?<![不未])(?:超过|超出|大于|多于|＞|>)\s*{_LIMIT}{_SANCTION}"),
    re.compile(rf"{_LIMIT}{_UNIT}以上{_SANCTION}"),
)
_WITHIN = (
    re.compile(rf"(?:[不未]超过|不超出|不大于|不多于|不满|不足|少于|低于|未达到?|≤|<)\s*{_LIMIT}"),
    re.compile(rf"{_LIMIT}{_UNIT}(?:以内|之内|以下|内)"),
)


class ThresholdOneSided:
    """A rule says what happens beyond a limit and not what happens within it.

    Why it matters:
        Where lateness of more than 30 minutes is absence and nothing is said about 30
        minutes and less, every case in between is decided by mood.

    Example:
        ```yaml
        clauses:
          - {id: late, text: "迟到超过${attendance.late_absence}的，记旷工1天"}
        ```

    Use instead:
        ```yaml
        clauses:
          - {id: late, text: "迟到超过${attendance.late_absence}的，记旷工1天"}
          - {id: short, text: "迟到不超过${attendance.late_absence}的，由主管提醒并登记"}
        ```

    Exceptions:
        Limits without a sanction, such as those that only start a report. Where less has
        no consequence on purpose, say that too.
    """

    code = "CST226"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Collect the limits of each policy with the sides its texts speak of."""
        for key, policy in facts.catalog.policies.items():
            beyond, within = _sides(policy)
            for limit, path in beyond.items():
                if limit not in within:
                    message = _("Beyond {limit} there is a sanction; nothing is said about less.")
                    yield Violation("policies", key, path, message.format(limit=limit))


def _sides(policy: Policy) -> tuple[dict[str, KeyPath], set[str]]:
    beyond: dict[str, KeyPath] = {}
    within: set[str] = set()
    for path, text in texts(policy):
        if path[0] != "sections":
            continue
        for pattern in _BEYOND:
            for match in pattern.finditer(text):
                beyond.setdefault(match["limit"], path)
        for pattern in _WITHIN:
            for match in pattern.finditer(text):
                within.add(match["limit"])
    return beyond, within
