"""CST229."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.model.procedure import Step

_SELF = {"本人", "自己", "被考核人", "本岗", "自评"}
_APPEAL = re.compile(r"申诉|异议")
_DECIDES = re.compile(r"核实|复核|决定|裁定|裁决|评议|仲裁")
_SCORES = re.compile(r"评分|打分|考评|评定|评价")
_SCORER = re.compile(r"考核小组|考核人|评分人|直接上级")
_REMARK = re.compile(r"[（(].*$")
_INDEPENDENT = re.compile(r"未参与|非原|独立|另行|以外")


class RaterRatesSelf:
    """Somebody scores their own work, or decides an appeal about their own scores.

    Why it matters:
        A result that the one who is judged, or the one whose judgement is disputed, has
        made alone does not stand before an arbitrator.

    Example:
        ```yaml
        # procedures/appeal.yaml, title: 考核申诉流程
        steps:
          - {id: decide, title: 决定, owner: 考核小组, action: 作出处理决定, limit: 5日内, record: 决定书}
        ```

    Use instead:
        ```yaml
        steps:
          - {id: decide, title: 决定, owner: 独立复核人, action: 作出处理决定, limit: 5日内, record: 决定书}
        ```

    Exceptions:
        Self-assessment that another person scores afterwards is no rating; leave it out of
        the raters.
    """

    code = "CST229"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look at the raters of scorecards and at the owners of steps."""
        for key, scorecard in facts.catalog.scorecards.items():
            role = facts.catalog.roles.get(scorecard.role)
            own = _SELF | ({role.title, *role.aliases} if role else set())
            for number, rater in enumerate(scorecard.raters):
                if _REMARK.sub("", rater.title) in own:
                    message = _("“{rater}” scores their own work.").format(rater=rater.title)
                    yield Violation("scorecards", key, ("raters", number), message)
        for key, procedure in facts.catalog.procedures.items():
            appeal = _APPEAL.search(procedure.title) is not None
            for number, step in enumerate(procedure.steps):
                if _is_partial(step, appeal=appeal):
                    message = _("“{owner}” would judge their own work or their own scores.")
                    path = ("steps", number, "owner")
                    yield Violation("procedures", key, path, message.format(owner=step.owner))


def _is_partial(step: Step, *, appeal: bool) -> bool:
    if _SCORES.search(step.title) and step.owner in _SELF:
        return True
    decides = _DECIDES.search(step.title) and (appeal or _APPEAL.search(step.title + step.action))
    return bool(decides and _SCORER.search(step.owner) and not _INDEPENDENT.search(step.owner))
