"""CST216."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import measures_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.model import Role


class MeasureWithoutDuty:
    """A scorecard measures what no duty or goal of its role names.

    Why it matters:
        Nobody can be judged by what was never their duty: points lost that way do not
        stand when the result is disputed.

    Example:
        ```yaml
        # scorecards/director_annual.yaml; role “director” has no such duty and no such goal
        measures:
          - {id: sales, title: 销售额, indicator: orphan_sales, weight: 10, scoring: …}
        ```

    Use instead:
        ```yaml
        # roles/director.yaml
        responsibilities:
          - id: orphans
            category: sales
            text: 跟进孤儿客户的订单，每月与财务部核对已收款金额
            measured_by: [orphan_sales]
        ```

    Exceptions:
        Measures without an indicator, such as behaviour, and roles of which neither duties
        nor goals are written.
    """

    code = "CST216"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look every measured indicator up among the duties and goals of the role."""
        for key, path, measure in measures_of(facts):
            role = facts.catalog.roles.get(facts.catalog.scorecards[key].role)
            named = _named_by(role) if role else set()
            if named and measure.indicator is not None and measure.indicator not in named:
                message = _("No duty or goal of the role names the indicator “{id}”.")
                message = message.format(id=measure.indicator)
                yield Violation("scorecards", key, (*path, "indicator"), message)


def _named_by(role: Role) -> set[str]:
    by_duties = {name for duty in role.responsibilities for name in duty.measured_by}
    return by_duties | {goal.indicator for goal in role.goals}
