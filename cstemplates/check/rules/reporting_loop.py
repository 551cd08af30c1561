"""CST201."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cstemplates.check.facts import Facts
    from cstemplates.model import Role


class ReportingLoop:
    """A role reports, through others or directly, to itself.

    Why it matters:
        The list of direct reports is derived from `reports_to`. In a loop everybody is
        everybody's superior, and no organisation chart can be drawn.

    Example:
        ```yaml
        # roles/cs_manager.yaml
        reports_to: cs_clerk
        # roles/cs_clerk.yaml
        reports_to: cs_manager
        ```

    Use instead:
        ```yaml
        # roles/cs_manager.yaml
        reports_to: cs_director
        # roles/cs_clerk.yaml
        reports_to: cs_manager
        ```

    Exceptions:
        None.
    """

    code = "CST201"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Follow the superiors of every role; a loop is reported once, at its first role."""
        roles = facts.catalog.roles
        for role_id in roles:
            loop = _loop_from(role_id, roles)
            if loop and role_id == min(loop):
                chain = " → ".join([*loop, role_id])
                message = _("Reporting runs in a loop: {chain}.").format(chain=chain)
                yield Violation("roles", role_id, ("reports_to",), message)


def _loop_from(start: str, roles: Mapping[str, Role]) -> list[str]:
    """Return the roles from ``start`` back to it; empty when the way up does not come back."""
    way: list[str] = []
    current: str | None = start
    while current is not None and current in roles and current not in way:
        way.append(current)
        current = roles[current].reports_to
    return way if current == start else []
