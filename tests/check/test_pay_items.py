from __future__ import annotations

from decimal import Decimal

from cstemplates.check import Facts, find_rule, run_rules
from cstemplates.findings import TextLocation
from cstemplates.model import Company, Employee, PayItem, Policy
from cstemplates.model.catalog import Catalog

_ITEMS = ("fixed", "固定工资"), ("performance", "绩效工资"), ("profit_share", "利润分红")


def _locate(kind: str, entry_id: str, key_path: tuple[str | int, ...]) -> TextLocation:
    return TextLocation(f"{kind}/{entry_id}.yaml", key_path=key_path)


def _found(
    employee: Employee, *, structure: bool = True, company: Company | None = None
) -> list[str]:
    items = tuple(PayItem(id=i, title=t, basis_text="考核", rule="按月支付") for i, t in _ITEMS)
    policies = {
        "attendance": Policy(title="考勤管理规定"),
        "pay": Policy(title="薪酬规则", pay_items=items if structure else ()),
    }
    rule = find_rule("CST228")
    assert rule is not None
    facts = Facts(Catalog(policies=policies), _locate, company, (employee,))
    return [f"{f.location.path}: {f.message}" for f in run_rules(facts, [rule])]


def _employee(pay: dict[str, Decimal], **extra: str) -> Employee:
    return Employee(employee_id="1", name="测试", role="agent", pay=pay, extra=extra)


def test_a_roster_with_more_items_than_the_structure_is_placed_at_the_structure() -> None:
    pay = {"fixed": Decimal(1), "year_end_bonus": Decimal(1)}

    assert _found(_employee(pay, 利润提成="300", 工作地点="一楼")) == [
        "policies/pay.yaml: The company has the pay item “year_end_bonus”, the pay structure does not.",
        "policies/pay.yaml: The company has the pay item “利润提成”, the pay structure does not.",
    ]


def test_items_of_the_structure_and_their_rates_are_fine() -> None:
    pay = {"fixed": Decimal(1), "profit_share": Decimal(1), "profit_share_rate": Decimal(2)}

    assert _found(_employee(pay, 利润分红="300")) == []


def test_without_a_structure_nothing_is_compared() -> None:
    assert _found(_employee({"year_end_bonus": Decimal(1)}), structure=False) == []


def test_a_parameter_of_the_company_that_no_policy_declares_counts_as_an_item() -> None:
    company = Company(
        name="测试有限公司",
        short_name="测试",
        brand="测试",
        legal_representative="测试",
        catalog="0.1.0",
        parameters={"pay.commission_rate": Decimal(5), "pay.profit_share_rate": Decimal(2)},
    )

    assert _found(_employee({}), company=company) == [
        "policies/pay.yaml: The company has the pay item “commission”, the pay structure does not."
    ]
