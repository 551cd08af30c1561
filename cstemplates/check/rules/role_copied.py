"""CST210."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.role_texts import copies, reasons_of
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_LEAST = 0.75


class RoleCopied:
    """The purpose or mission of a role is copied from another role.

    Why it matters:
        A post whose reason to exist is another post's has none of its own: nobody can
        say what it answers for, or what falls away when it is vacant.

    Example:
        ```yaml
        # roles/manager.yaml
        purpose: 统筹本项目客户服务，使客户满意
        # roles/assistant.yaml
        purpose: 统筹本项目客户服务，使客户满意
        ```

    Use instead:
        ```yaml
        # roles/assistant.yaml
        purpose: 受理并跟踪客户需求，向客服中心经理提供每日数据与报表
        ```

    Exceptions:
        None. Texts count as copied when three quarters of their character pairs agree.
    """

    code = "CST210"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare the purposes and missions of all roles through an index."""
        for first, second, likeness in copies(reasons_of(facts), _LEAST):
            message = _("This is {share} % the same as “{place}” of role “{role}”.").format(
                share=round(likeness * 100), place=first.key_path[0], role=first.role
            )
            hint = _("Say what this post is for and the other is not.")
            yield Violation("roles", second.role, second.key_path, message, hint)
