"""CST227."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class ParameterTwice:
    """Two policies, or two lines of one, have a parameter with the same key.

    Why it matters:
        Texts refer to a parameter by its key alone. With two values behind one key two
        documents that quote the same rule can disagree.

    Example:
        ```yaml
        # policies/appraisal.yaml and policies/compensation.yaml
        parameters:
          - {id: appraisal.appeal_days, title: 申诉期限, value: 5, unit: 个工作日}
        ```

    Use instead:
        ```yaml
        # policies/compensation.yaml refers to the parameter of policies/appraisal.yaml
        clauses:
          - {id: appeal, text: "收到结果后${appraisal.appeal_days}内可以申诉"}
        ```

    Exceptions:
        None.
    """

    code = "CST227"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look every key up among those before it."""
        first: dict[str, str] = {}
        for key, policy in facts.catalog.policies.items():
            for number, parameter in enumerate(policy.parameters):
                if parameter.id in first:
                    message = _("Policy “{policy}” already has the parameter “{id}”.")
                    message = message.format(policy=first[parameter.id], id=parameter.id)
                    yield Violation("policies", key, ("parameters", number, "id"), message)
                first.setdefault(parameter.id, key)
