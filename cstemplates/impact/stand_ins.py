"""Made-up people: one for every post, so that nobody's name or pay is needed to compare.

Each is made from its post's id alone. A post that comes or goes changes nobody else.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cstemplates.model import Company, Employee, Project, Zone

if TYPE_CHECKING:
    from cstemplates.model.catalog import Catalog
    from cstemplates.workspace import Workspace

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PAY = Decimal(1000)


def with_stand_ins(workspace: Workspace, as_of: date) -> Workspace:
    """Put made-up people in place of all people a company names, and a company where is none.

    Whoever the company's own file names gets another name, the legal representative too; a
    change of these people still shows, almost always, as another made-up name.
    """
    company = workspace.company_or_none if workspace.folder else made_up_company()
    return replace(
        workspace,
        company_or_none=company and _without_names(company),
        employees=made_up_people(workspace.catalog, as_of),
        passwords={},
    )


def made_up_people(catalog: Catalog, as_of: date) -> tuple[Employee, ...]:
    """Make up one person for each post, whose term is the year of the date.

    Everybody is paid the same for each item of the catalogue's pay structure.
    """
    pay = {i.id: _PAY for policy in catalog.policies.values() for i in policy.pay_items if i.amount}
    return tuple(
        Employee(
            employee_id=_number(role_id),
            name=_name("示例员工", role_id),
            role=role_id,
            manager_id=_superior(catalog, role_id),
            hired_on=date(as_of.year - 1, 1, 1),
            term_start=date(as_of.year, 1, 1),
            term_end=date(as_of.year, 12, 31),
            pay=pay,
        )
        for role_id, role in catalog.roles.items()
        if role.kind == "post"
    )


def made_up_company() -> Company:
    """Make up a company that has everything the shipped documents print."""
    return Company(
        name="示例企业有限公司",
        short_name="示例企业",
        brand="示例品牌",
        legal_representative="示例法定代表人",
        address="示例市示例路1号",
        phone="000-0000000",
        code="SL",
        catalog="-",
        profit_basis="经年度审计的利润",
        safety_policy="安全第一、预防为主、综合治理",
        recruit_email="hr@company.example",
        departments=dict(_DEPARTMENTS),
        systems={"crm": "示例CRM", "erp": "示例ERP", "pm": "示例物业系统"},
        channels=("服务热线", "在线客服"),
        project=Project(
            name="示例项目",
            office="示例管理处",
            zones=(Zone(id="zone", area="示例区域", function="综合", demands=("示例需求",)),),
        ),
        people={"appraisal_group": ("一", "二"), "target_group": ("一", "二")},
    )


_DEPARTMENTS = {
    "customer_service": "客户服务部",
    "cs_center": "客服中心",
    "office": "示例管理处",
    "sales": "销售部",
    "marketing": "市场部",
    "engineering": "工程部",
    "finance": "财务部",
}


def _without_names(company: Company) -> Company:
    people = {
        group: tuple(_name("示例成员", member) for member in members)
        for group, members in company.people.items()
    }
    representative = _name("示例代表", company.legal_representative)
    return company.model_copy(update={"people": people, "legal_representative": representative})


def _number(role_id: str) -> str:
    return f"demo-{role_id}"


def _name(kind: str, of: str) -> str:
    """Name a made-up person: always the same for one origin, rarely that of another."""
    year, rest, *_more = hashlib.sha256(of.encode()).digest()
    return f"{kind}{_STEMS[year % 10]}{_BRANCHES[year % 12]}{rest % 100:02d}"


def _superior(catalog: Catalog, role_id: str) -> str | None:
    """The made-up person of the nearest post above; departments and bodies are passed over."""
    seen = {role_id}
    above = catalog.roles[role_id].reports_to
    while above and above in catalog.roles and above not in seen:
        if catalog.roles[above].kind == "post":
            return _number(above)
        seen.add(above)
        above = catalog.roles[above].reports_to
    return None
