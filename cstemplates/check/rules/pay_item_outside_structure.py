"""CST228."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.pay import names_in_company, names_in_texts, names_of_items
from cstemplates.check.rule import Violation
from cstemplates.messages import _
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


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
        """Compare the company's data and the texts with the items of all policies."""
        known = names_of_items(facts)
        if not known:
            return
        owner = next(key for key, policy in facts.catalog.policies.items() if policy.pay_items)
        for name in names_in_company(facts):
            if name not in known:
                message = _("The company has the pay item “{name}”, the pay structure does not.")
                hint = did_you_mean(name, sorted(known))
                yield Violation("policies", owner, ("pay_items",), message.format(name=name), hint)
        for kind, key, path, name in names_in_texts(facts):
            if name not in known:
                message = _("The pay structure has no item “{name}”.").format(name=name)
                yield Violation(kind, key, path, message, did_you_mean(name, sorted(known)))
