"""CST204."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model import Role


class CategoryUnknown:
    """A duty or a goal belongs to a category that its role does not have.

    Why it matters:
        Duties and goals are printed under the headings of the role's categories. One
        without a heading would not be printed at all.

    Example:
        ```yaml
        categories:
          - {id: service, title: 服务管理}
        responsibilities:
          - {id: complaints, category: sevice, text: …}
        ```

    Use instead:
        ```yaml
        categories:
          - {id: service, title: 服务管理}
        responsibilities:
          - {id: complaints, category: service, text: …}
        ```

    Exceptions:
        A goal may leave its category out.
    """

    code = "CST204"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look every category up among those of the same role."""
        for key, role in facts.catalog.roles.items():
            known = [category.id for category in role.categories]
            for path, category in _uses(role):
                if category not in known:
                    message = _("The role has no category “{category}”.").format(category=category)
                    yield Violation("roles", key, path, message, did_you_mean(category, known))


def _uses(role: Role) -> Iterator[tuple[KeyPath, str]]:
    for number, duty in enumerate(role.responsibilities):
        yield ("responsibilities", number, "category"), duty.category
    for number, goal in enumerate(role.goals):
        if goal.category is not None:
            yield ("goals", number, "category"), goal.category
