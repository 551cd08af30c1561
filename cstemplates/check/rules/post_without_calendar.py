"""CST230."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_MANY = 6


class PostWithoutCalendar:
    """A post with six duties or more has no routine tasks.

    Why it matters:
        Duties say what, the calendar says when. Without one the holder decides that, and
        whoever stands in for the holder does not know what is due.

    Example:
        ```yaml
        title: 客服管理员
        responsibilities:
          - {id: calls, category: a, text: 受理客户来电并登记工单, measured_by: [answer_rate]}
          # … and five more
        ```

    Use instead:
        ```yaml
        routines:
          - {id: open_orders, every: day, when: {at: 下班前}, task: 清点未结工单, standard: 逐单注明下一步, record: 未结工单清单}
        ```

    Exceptions:
        Departments and bodies.
    """

    code = "CST230"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Count the duties of posts without routine tasks."""
        for key, role in facts.catalog.roles.items():
            count = len(role.responsibilities)
            if role.kind == "post" and count >= _MANY and not role.routines:
                message = _("The post “{id}” has {count} duties and no routine tasks.")
                yield Violation("roles", key, (), message.format(id=key, count=count))
