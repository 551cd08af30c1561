"""CST228."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.texts import texts_of
from cstemplates.messages import _
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_RATE = "_rate"
_LOOKS_LIKE_PAY = re.compile(r"^pay\.|(?:工资|薪资|津贴|补贴|提成|奖金|分红|佣金|补助)$")
_REFERENCE = re.compile(r"\$\{employee\.pay\.([a-z0-9_]+)")


class PayItemOutsideStructure:
    """Pay data name an item that the pay structure does not have.

    Why it matters:
        The pay table of an agreement has a row for each item of the structure and no
        other: an amount under another name is promised by the roster and printed nowhere.

    Example:
        ```yaml
        # the roster has a column 利润提成
        pay_items:
          - {id: fixed, title: 固定工资, basis_text: 履职情况, rule: 按月支付}
          - {id: profit_share, title: 利润分红, basis_text: 年度利润, rule: 按年支付}
        ```

    Use instead:
        ```yaml
        pay_items:
          - {id: fixed, title: 固定工资, basis_text: 履职情况, rule: 按月支付}
          - {id: profit_share, title: 利润分红, basis_text: 年度利润, rule: 按年支付}
          - {id: profit_commission, title: 利润提成, basis_text: 项目利润, rule: 按季支付}
        ```

    Exceptions:
        None. Without any pay items nothing is compared.
    """

    code = "CST228"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare roster and texts with the items of all policies."""
        items = {
            item.id: item.title for p in facts.catalog.policies.values() for item in p.pay_items
        }
        if not items:
            return
        names = set(items) | set(items.values())
        owner = next(key for key, policy in facts.catalog.policies.items() if policy.pay_items)
        for name in _roster_items(facts):
            if name.removesuffix(_RATE) not in names and name.removeprefix("pay.") not in names:
                message = _("The roster has the pay item “{name}”, the pay structure does not.")
                hint = did_you_mean(name, sorted(names))
                yield Violation("policies", owner, ("pay_items",), message.format(name=name), hint)
        for kind, key, path, text in texts_of(facts):
            for name in _REFERENCE.findall(text) if "${employee.pay." in text else ():
                if name.removesuffix(_RATE) not in names:
                    message = _("The pay structure has no item “{name}”.").format(name=name)
                    yield Violation(kind, key, path, message, did_you_mean(name, sorted(names)))


def _roster_items(facts: Facts) -> list[str]:
    paid = {name for employee in facts.employees for name in employee.pay}
    headings = {name for employee in facts.employees for name in employee.extra}
    return sorted(paid) + sorted(name for name in headings if _LOOKS_LIKE_PAY.search(name))
