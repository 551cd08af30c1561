"""One binder for many documents gives each what a binder of its own would give."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cstemplates.bind import Binder, Case
from cstemplates.model import Employee
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from cstemplates.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinghe"
NAMES = frozenset(
    {"company", "document", "sections", "attachments", "signatories", "role", "calendar"}
    | {"scorecard", "employee", "manager", "term", "agreement", "pay", "zones", "goal_groups"}
    | {"commitment", "plan", "policy", "procedures", "procedure", "manual", "form"}
)
DAY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(EXAMPLE)


def _people() -> list[Employee]:
    return [
        _person(1, "甲某", "客户服务部", date(2027, 1, 1)),
        _person(2, "乙某", "客户服务二部", None),
        _person(3, "丙某", None, date(2028, 2, 1)),
    ]


def _person(number: int, name: str, department: str | None, term: date | None) -> Employee:
    return Employee(
        employee_id=f"90{number}", name=name, role="cs_director", department=department,
        hired_on=date(2020, number, 1), term_start=term, manager_id="901",
        term_end=date(2027, 12, 31), pay={"fixed": Decimal(1000 * number)},
    )  # fmt: skip


def test_nothing_of_one_person_reaches_the_document_of_another(workspace: Workspace) -> None:
    people = {person.employee_id: person for person in _people()}
    documents = [
        name
        for name, document in workspace.catalog.documents.items()
        if document.subject == "employee"
    ]
    common = Binder(workspace.catalog, workspace.company, people, DAY)

    for document in documents:
        for person in (*people.values(), *people.values()):
            case = Case(document, person.role, person)
            own = Binder(workspace.catalog, workspace.company, people, DAY)
            assert common.bind(case, NAMES) == own.bind(case, NAMES)


def test_clauses_without_the_person_are_the_same_for_all(workspace: Workspace) -> None:
    people = {person.employee_id: person for person in _people()}
    binder = Binder(workspace.catalog, workspace.company, people, DAY)
    one, other = (
        binder.bind(Case("cs_director_target_agreement", p.role, p), {"sections"}).data["sections"]
        for p in list(people.values())[:2]
    )

    same = [ours is theirs for ours, theirs in zip(one, other, strict=True)]

    assert any(same)
    assert not all(same)
    assert all(
        id(section) in binder.shared for section, is_same in zip(one, same, strict=True) if is_same
    )
