from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteCompany = Callable[..., Path]
    Load = Callable[[str], Workspace]

HEAD = "工号,姓名,岗位,直接上级,入职日期,任期起,任期止,固定工资,利润分红比例\n"


@pytest.fixture
def load(company: WriteCompany, catalog: Path) -> Load:
    """Load a company whose roster holds this text."""
    return lambda text: load_company(company({"employees.csv": text}), catalog_folder=catalog)


def found(workspace: Workspace) -> list[tuple[str, int | None, int | None]]:
    places: list[Any] = [(f.code, f.location) for f in workspace.findings]
    return [(code, place.line, place.column) for code, place in places]


def test_a_row_becomes_an_employee(load: Load) -> None:
    workspace = load(
        HEAD + '0012,王𠮷,cs_director,,2019-06-17,2027/1/1,2027年12月31日,"18,000.00",1.5%\n'
    )
    (person,) = workspace.employees

    assert workspace.findings == ()
    assert (person.employee_id, person.name, person.role) == ("0012", "王𠮷", "cs_director")
    assert person.hired_on == date(2019, 6, 17)
    assert (person.term_start, person.term_end) == (date(2027, 1, 1), date(2027, 12, 31))
    assert person.pay == {"fixed": Decimal("18000.00"), "profit_share_rate": Decimal("1.5")}
    assert (person.manager_id, person.department, person.line) == (None, None, 2)


def test_headings_may_be_keys_and_carry_a_star(load: Load) -> None:
    workspace = load("employee_id*,NAME,岗位＊,pay.fixed\n1,a,cs_director,5\n")

    assert workspace.findings == ()
    assert workspace.employees[0].pay == {"fixed": Decimal(5)}


@pytest.mark.parametrize("name", ["cs_director", "客服总监", "客户总监"])
def test_a_role_is_found_by_id_title_or_alias(load: Load, name: str) -> None:
    assert load(f"工号,姓名,岗位\n1,a,{name}\n").employees[0].role == "cs_director"


def test_an_id_means_itself_even_when_it_is_the_alias_of_another(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company(
        {
            "overlay/roles/cs_officer.yaml": "aliases: [cs_director]\n",
            "employees.csv": "工号,姓名,岗位\n1,a,cs_director\n",
        }
    )

    assert load_company(folder, catalog_folder=catalog).employees[0].role == "cs_director"


def test_an_unknown_role_gets_the_nearest_title_and_is_not_repeated(load: Load) -> None:
    workspace = load("工号,姓名,岗位\n1,a,客服总临\n2,b,张三丰\n")

    assert found(workspace) == [("CST160", 2, 3), ("CST160", 3, 3)]
    assert workspace.findings[0].hint == "Did you mean “客服总监”?"
    assert workspace.findings[0].message == "The catalogue has no such role."
    assert workspace.employees == ()


def test_a_name_of_several_roles_asks_for_the_id(load: Load) -> None:
    workspace = load("工号,姓名,岗位\n1,a,客服\n")

    assert found(workspace) == [("CST160", 2, 3)]
    assert workspace.findings[0].hint == "Write the role's id instead: cs_officer, pm_officer."


def test_required_cells_that_are_blank_are_all_named_by_row_and_column(load: Load) -> None:
    workspace = load("工号,姓名,岗位\n,王𠮷,cs_director\n2,,\n3,c,cs_director\n")

    assert found(workspace) == [("CST156", 2, 1), ("CST156", 3, 2), ("CST156", 3, 3)]
    assert workspace.findings[0].message == "“工号” is not filled in."
    assert [person.employee_id for person in workspace.employees] == ["3"]


def test_missing_columns_are_all_named(load: Load) -> None:
    workspace = load("姓名,籍贯\n王𠮷,x\n")

    assert found(workspace) == [("CST153", 1, None), ("CST153", 1, None)]
    assert [f.message for f in workspace.findings] == [
        "The column “工号” is missing.",
        "The column “岗位” is missing.",
    ]


def test_a_roster_without_headings_gives_away_no_names(load: Load) -> None:
    workspace = load("001,王𠮷,cs_director\n002,李四,cs_director\n")

    assert {f.code for f in workspace.findings} == {"CST153"}
    assert not any("王𠮷" in f.message + f.hint + str(f) for f in workspace.findings)


def test_unknown_columns_are_kept_with_a_notice(load: Load) -> None:
    workspace = load("工号,姓名,岗位,籍贯\n1,a,cs_director,云川\n2,b,cs_director,\n")

    assert found(workspace) == [("CST154", 1, 4)]
    assert workspace.findings[0].severity == "info"
    assert [person.extra for person in workspace.employees] == [{"籍贯": "云川"}, {}]


def test_two_columns_of_one_field_are_refused(load: Load) -> None:
    workspace = load("工号,employee_id,姓名,岗位\n1,1,a,cs_director\n")

    assert found(workspace) == [("CST155", 1, 2)]


def test_an_employee_number_that_stands_twice_names_the_first_row(load: Load) -> None:
    workspace = load("工号,姓名,岗位\n1,a,cs_director\n2,b,cs_director\n1,c,cs_director\n")

    assert found(workspace) == [("CST158", 4, 1)]
    assert workspace.findings[0].message == "The employee number already stands in row 2."


def test_a_superior_outside_the_roster_is_named(load: Load) -> None:
    workspace = load(
        "工号,姓名,岗位,直接上级\n1,a,cs_director,\n2,b,cs_director,1\n3,c,cs_director,9\n"
    )

    assert found(workspace) == [("CST161", 4, 4)]


def test_a_superior_whose_own_row_is_faulty_is_still_there(load: Load) -> None:
    workspace = load("工号,姓名,岗位,直接上级\n1,,cs_director,\n2,b,cs_director,1\n")

    assert found(workspace) == [("CST156", 2, 2)]


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("入职日期", "17.6.2019", "This is no date; write it as 2026-01-15."),
        ("入职日期", "2019-02-30", "The calendar has no such date."),
        ("入职日期", "2019-01-15 08:30", "This is no date; write it as 2026-01-15."),
        ("固定工资", "1,2000", "This is no amount of money; write it as 12000 or 12,000.00."),
        ("固定工资", "12.345", "This is no amount of money; write it as 12000 or 12,000.00."),
        ("固定工资", "-5", "This is no amount of money; write it as 12000 or 12,000.00."),
        ("固定工资", "面议", "This is no amount of money; write it as 12000 or 12,000.00."),
        ("固定工资", "1e5", "This is no amount of money; write it as 12000 or 12,000.00."),
        ("利润分红比例", "0.05", "This is no percentage; write it with its sign, as 5%."),
        ("利润分红比例", "五", "This is no percentage; write it with its sign, as 5%."),
    ],
)
def test_a_value_that_does_not_fit_is_named_without_repeating_it(
    load: Load, column: str, text: str, message: str
) -> None:
    workspace = load(f'工号,姓名,岗位,{column}\n1,a,cs_director,"{text}"\n')

    assert found(workspace) == [("CST157", 2, 4)]
    assert workspace.findings[0].message == message
    assert workspace.findings[0].location.key_path == (column,)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12000", "12000"),
        ("12,000.00", "12000.00"),
        ("￥１２，０００", "12000"),
        ("¥ 5.5元", "5.5"),
    ],
)
def test_money_is_read_as_people_write_it(load: Load, text: str, amount: str) -> None:
    (person,) = load(f'工号,姓名,岗位,固定工资\n1,a,cs_director,"{text}"\n').employees

    assert str(person.pay["fixed"]) == amount


@pytest.mark.parametrize(
    "text", ["2026-01-05", "2026-1-5", "2026/1/5", "2026.1.5", "2026年1月5日", "２０２６年１月５日"]
)
def test_dates_are_read_as_people_write_them(load: Load, text: str) -> None:
    (person,) = load(f"工号,姓名,岗位,入职日期\n1,a,cs_director,{text}\n").employees

    assert person.hired_on == date(2026, 1, 5)


def test_a_term_that_ends_before_it_begins_is_named(load: Load) -> None:
    workspace = load("工号,姓名,岗位,任期起,任期止\n1,a,cs_director,2027-01-02,2027-01-01\n")

    assert found(workspace) == [("CST157", 2, 5)]


def test_a_roster_with_faults_without_end_lists_fifty(load: Load) -> None:
    workspace = load("工号,姓名,岗位,直接上级\n" + "".join(f"{n},a,x,7000\n" for n in range(500)))

    assert [f.code for f in workspace.findings] == ["CST160"] * 50


def test_all_faults_of_a_roster_come_in_one_run_and_tell_no_values(load: Load) -> None:
    workspace = load(
        "工号,姓名,岗位,固定工资,直接上级\n"
        "1,SECRET1,SECRET2,SECRET3,SECRET4\n,SECRET1,cs_director,,\n1,SECRET,cs_director,,\n"
    )

    assert found(workspace) == [
        ("CST157", 2, 4), ("CST160", 2, 3), ("CST156", 3, 1), ("CST158", 4, 1), ("CST161", 2, 5),
    ]  # fmt: skip
    assert not any("SECRET" in str(f) for f in workspace.findings)


def test_people_who_are_their_own_superiors_are_named_once_for_each_loop(load: Load) -> None:
    workspace = load(
        "工号,姓名,岗位,直接上级\n"
        "1,a,cs_director,1\n2,b,cs_director,3\n3,c,cs_director,4\n4,d,cs_director,2\n5,e,cs_director,2\n"
    )

    assert found(workspace) == [("CST166", 2, 4), ("CST166", 3, 4)]
    assert workspace.findings[1].message == "The direct superiors run in a loop: rows 3, 4, 5."


def test_a_row_without_a_number_is_in_no_loop(load: Load) -> None:
    assert ("CST156", 2, 1) in found(load("工号,姓名,岗位,直接上级\n,a,cs_director,\n"))
