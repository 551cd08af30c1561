"""CST522."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.check.durations import LONGEST, Probation, probations
from cstemplates.check.rule import Violation
from cstemplates.check.texts import texts_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.model.policy import Parameter


class ProbationTooLong:
    """A probation is longer than the law allows for the contract.

    Why it matters:
        劳动合同法第十九条 allows one month from three months of contract on, two from a
        year on, six from three years on. Beyond that the employer owes the full wage and
        damages (第八十三条).

    Example:
        ```yaml
        text: 劳动合同期限一年，试用期三个月
        ```

    Use instead:
        ```yaml
        text: 劳动合同期限一年，试用期二个月
        ```

    Exceptions:
        Where no term of the contract is stated, only more than six months is a fault.
    """

    code = "CST522"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look through the sentences of all texts and the parameters of all policies."""
        for place in texts_of(facts):
            if "试用" in place.text:
                for found in probations(place.text):
                    if found.months > found.allowed:
                        yield Violation(
                            place.kind, place.id, place.key_path, _message(found), _hint()
                        )
        for key, policy in facts.catalog.policies.items():
            for number, parameter in enumerate(policy.parameters):
                if months := _too_many_months(parameter):
                    found = Probation(parameter.title, months, LONGEST)
                    path = ("parameters", number, "value")
                    yield Violation("policies", key, path, _message(found), _hint())


def _message(found: Probation) -> str:
    message = _("“{words}” is {months} months; the law allows {allowed}.")
    return message.format(words=found.words, months=found.months, allowed=found.allowed)


def _hint() -> str:
    return _("Shorten the probation: 劳动合同法第十九条.")


def _too_many_months(parameter: Parameter) -> int:
    is_period = parameter.title.endswith(("试用期", "试用期期限", "试用期上限", "试用期最长"))
    in_months = parameter.unit in ("月", "个月") and isinstance(parameter.value, Decimal)
    months = int(parameter.value or 0) if is_period and in_months else 0
    return months if months > LONGEST else 0
