"""CST209."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model import Role


class RoleAliasShared:
    """A title or alias of one role is the title or alias of another.

    Why it matters:
        A roster that names people by title could mean either role, and the person would
        sign the other one's agreement.

    Example:
        ```yaml
        # roles/cs_manager.yaml
        title: 客户服务经理
        # roles/complaint_manager.yaml
        title: 投诉处理经理
        aliases: [客户服务经理]
        ```

    Use instead:
        ```yaml
        # roles/complaint_manager.yaml
        title: 投诉处理经理
        aliases: [客户服务经理（卖场投诉）]
        ```

    Exceptions:
        None. Where two posts really bear one name, add in brackets what tells them apart.
    """

    code = "CST209"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Report every name at the role that has it after another."""
        first: dict[str, str] = {}
        for key, role in facts.catalog.roles.items():
            for path, name in _names(role):
                other = first.setdefault(name, key)
                if other != key:
                    message = _("“{name}” is also a name of role “{role}”.")
                    message = message.format(name=name, role=other)
                    yield Violation("roles", key, path, message)


def _names(role: Role) -> Iterator[tuple[KeyPath, str]]:
    yield ("title",), role.title
    for number, alias in enumerate(role.aliases):
        yield ("aliases", number), alias
