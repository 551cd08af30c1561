"""The column of passwords: read for files, kept from documents, every fault with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workspace.conftest import COMPANY
from workspace.test_company_workbook import NEEDED, workbook

from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Load = Callable[..., Workspace]

HEAD = "工号,姓名,岗位,身份证号,密码\n"
RULE = COMPANY + "password: {column: 身份证号, last: 6}\n"


@pytest.fixture
def load(company: Callable[..., Path], catalog: Path) -> Load:
    def load(rows: str, option: str = "", rule: str = COMPANY) -> Workspace:
        folder = company({"company.yaml": rule, "employees.csv": HEAD + rows})
        return load_company(folder, catalog_folder=catalog, password_column=option)

    return load


def _faults(workspace: Workspace) -> list[str]:
    return [f"{f.code} {f.location} {f.message}" for f in workspace.findings if f.code != "CST154"]


def test_without_option_and_rule_nobody_has_a_password(load: Load) -> None:
    workspace = load("1,甲,cs_director,11010119800101123X,secret1\n")

    assert workspace.passwords == {}
    assert workspace.employees[0].extra == {"身份证号": "11010119800101123X", "密码": "secret1"}


@pytest.mark.parametrize("option", ["密码", "密码*", "密码＊"])
def test_the_option_names_the_column_whose_text_is_the_password(load: Load, option: str) -> None:
    workspace = load("1,甲,cs_director,,secret1\n2,乙,cs_director,,甲乙丙丁戊己\n", option)

    assert workspace.passwords == {"1": "secret1", "2": "甲乙丙丁戊己"}


def test_the_companys_rule_takes_the_last_characters_of_its_column(load: Load) -> None:
    workspace = load("1,甲,cs_director,11010119800101123X,\n", rule=RULE)

    assert workspace.passwords == {"1": "01123X"}


def test_a_company_that_keeps_its_facts_in_a_workbook_can_have_the_rule_too(
    company: Callable[..., Path], catalog: Path
) -> None:
    rows = [*NEEDED, ("个人文件密码.列", "密码", ""), ("个人文件密码.末几位", "7", "")]
    roster = HEAD + "1,甲,cs_director,,a-secret1\n"
    files = {"company.yaml": None, "公司资料.xlsx": workbook(rows), "employees.csv": roster}
    workspace = load_company(company(files), catalog_folder=catalog)

    assert _faults(workspace) == []
    assert workspace.passwords == {"1": "secret1"}


def test_the_option_goes_before_the_rule(load: Load) -> None:
    workspace = load("1,甲,cs_director,11010119800101123X,secret1\n", "密码", RULE)

    assert workspace.passwords == {"1": "secret1"}


def test_no_document_gets_the_column_and_no_notice_offers_it(load: Load) -> None:
    workspace = load("1,甲,cs_director,11010119800101123X,secret1\n", "密码")

    assert workspace.employees[0].extra == {"身份证号": "11010119800101123X"}
    assert "secret1" not in workspace.employees[0].model_dump_json()
    assert [f.message for f in workspace.findings if "密码" in f.message] == []


def test_a_workspace_does_not_show_its_passwords(load: Load) -> None:
    assert "secret1" not in repr(load("1,甲,cs_director,,secret1\n", "密码"))


def test_every_missing_or_unfit_password_is_named_by_its_cell_only(load: Load) -> None:
    rows = (
        "1,甲,cs_director,,\n2,乙,cs_director,,ab345\n3,丙,cs_director,,secret１\n"
        f"4,丁,cs_director,,{'x' * 41}\n5,戊,cs_director,,secret1\n"
    )
    workspace = load(rows, "密码")

    assert _faults(workspace) == [
        "CST167 firm/employees.csv:2:5 The password of this person is missing.",
        "CST168 firm/employees.csv:3:5 The password has fewer than 6 characters.",
        "CST168 firm/employees.csv:4:5 The password holds full-width or invisible characters.",
        "CST168 firm/employees.csv:5:5 The password has more than 40 characters.",
    ]
    assert [person.employee_id for person in workspace.employees] == ["5"]


def test_a_row_with_a_fault_does_not_change_the_password_of_another(load: Load) -> None:
    workspace = load("1,甲,cs_director,,secret1\n1,乙,cs_director,,secret2\n", "密码")

    assert _faults(workspace) == [
        "CST158 firm/employees.csv:3:1 The employee number already stands in row 2."
    ]
    assert workspace.passwords == {"1": "secret1"}


def test_a_cell_shorter_than_the_rule_asks_for_is_unfit(load: Load) -> None:
    rule = COMPANY + "password: {column: 身份证号, last: 8}\n"

    assert _faults(load("1,甲,cs_director,1234567,\n", rule=rule)) == [
        "CST168 firm/employees.csv:2:4 The password has fewer than 8 characters."
    ]


@pytest.mark.parametrize(
    ("option", "rule", "fault"),
    [
        ("口令", COMPANY, "CST153 --password-column The column “口令” is missing."),
        (
            "",
            COMPANY + "password: {column: 口令}\n",
            "CST153 firm/company.yaml:6:12 The column “口令” is missing.",
        ),
        (
            "工号",
            COMPANY,
            "CST169 --password-column The column “工号” is printed in documents; it cannot hold passwords.",
        ),
        (
            "employee_id",
            COMPANY,
            "CST153 --password-column The column “employee_id” is missing.",
        ),
    ],
)
def test_a_column_that_cannot_hold_passwords_is_refused(
    load: Load, option: str, rule: str, fault: str
) -> None:
    workspace = load("1,甲,cs_director,,secret1\n", option, rule)

    assert _faults(workspace) == [fault]
    assert workspace.employees == ()


def test_a_rule_for_fewer_than_six_characters_is_refused(load: Load) -> None:
    rule = COMPANY + "password: {column: 密码, last: 4}\n"
    (fault,) = _faults(load("1,甲,cs_director,,secret1\n", rule=rule))

    assert fault.startswith("CST110 firm/company.yaml:6:")
