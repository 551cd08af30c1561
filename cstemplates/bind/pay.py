"""The pay table of an agreement: one row for each component of the pay structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.bind.figures import money, money_in_capitals
from cstemplates.bind.labels import label_of

if TYPE_CHECKING:
    from cstemplates.bind.gap import Gaps
    from cstemplates.bind.role import Say
    from cstemplates.model import Employee, PayItem
    from cstemplates.model.catalog import Catalog


def pay_context(employee: Employee, catalog: Catalog, say: Say, gaps: Gaps) -> dict[str, Any]:
    """Bind the pay items in the order of the policies.

    Structure and rows come from one list, so they cannot disagree (spec DF-018). An
    item that agrees on an amount must find it in the roster, else it is a gap.
    """
    items = [i for policy in catalog.policies.values() for i in policy.pay_items]
    return {"items": [_row(item, n, employee, say, gaps) for n, item in enumerate(items, 1)]}


def _row(item: PayItem, number: int, employee: Employee, say: Say, gaps: Gaps) -> dict[str, Any]:
    return {
        "id": item.id,
        "no": number,
        "title": item.title,
        "basis": say(item.basis_text),
        "rule": say(item.rule),
        "has_amount": item.amount or item.id in employee.pay,
    } | _amount(item, employee, gaps)


def _amount(item: PayItem, employee: Employee, gaps: Gaps) -> dict[str, str | None]:
    amount = employee.pay.get(item.id)
    if amount is not None:
        return {"amount": money(amount), "capital": money_in_capitals(amount)}
    if not item.amount:
        return {"amount": None, "capital": None}
    path = f"pay.{item.id}"
    return {"amount": gaps.mark(path, label_of(path)), "capital": "—"}
