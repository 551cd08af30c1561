"""CST225."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.sections import sections_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class BodyEmpty:
    """A post has no purpose, a section no text, a policy no sections.

    Why it matters:
        A heading with nothing under it is printed as it is, and signed.

    Example:
        ```yaml
        sections:
          - {id: scope, title: 适用范围}
        ```

    Use instead:
        ```yaml
        sections:
          - id: scope
            title: 适用范围
            clauses:
              - {id: who, text: 适用于签订劳动合同的全体客服人员}
        ```

    Exceptions:
        Departments and bodies need no purpose. A section whose contents the template adds
        names them as `block`.
    """

    code = "CST225"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for posts, policies, procedures and sections without contents."""
        catalog = facts.catalog
        for key, role in catalog.roles.items():
            if role.kind == "post" and role.purpose is None:
                yield Violation(
                    "roles", key, (), _("The post “{id}” has no purpose.").format(id=key)
                )
        for key, policy in catalog.policies.items():
            if not policy.sections:
                message = _("The policy “{id}” has no sections.").format(id=key)
                yield Violation("policies", key, (), message)
        for key, procedure in catalog.procedures.items():
            if not procedure.sections and not procedure.steps:
                message = _("The procedure “{id}” has neither sections nor steps.").format(id=key)
                yield Violation("procedures", key, (), message)
        for kind, key, path, section in sections_of(facts):
            if not (section.clauses or section.tables or section.block):
                message = _("There is nothing under “{title}”.").format(title=section.title)
                yield Violation(kind, key, path, message)
