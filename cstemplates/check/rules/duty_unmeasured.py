"""CST215."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class DutyUnmeasured:
    """No indicator measures a duty of a post.

    Why it matters:
        A duty that nothing measures is the first to be dropped, and whoever neglects it
        can hardly be told so.

    Example:
        ```yaml
        responsibilities:
          - {id: visits, category: accounts, text: 每季度回访全部大客户}
        ```

    Use instead:
        ```yaml
        responsibilities:
          - id: visits
            category: accounts
            text: 每季度回访全部大客户
            measured_by: [key_account_visit_rate]
        ```

    Exceptions:
        Duties of departments and bodies, whose indicators stand in their goals.
    """

    code = "CST215"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for indicators at every duty of every post."""
        for key, role in facts.catalog.roles.items():
            if role.kind != "post":
                continue
            for number, duty in enumerate(role.responsibilities):
                if not duty.measured_by:
                    message = _("No indicator measures the duty “{duty}”.").format(duty=duty.id)
                    hint = _("Name one under “measured_by”.")
                    yield Violation("roles", key, ("responsibilities", number), message, hint)
