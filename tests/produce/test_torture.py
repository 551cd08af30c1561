"""Subjects that try a layout: very long, very short, rare and missing; none breaks a page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from support.printed import letters
from support.reference import DAY, EXAMPLE, LaidOut, lay_out
from support.shared import made_once

from cstemplates.bind import Case
from cstemplates.pdf import find_libreoffice, inspect_pages
from cstemplates.produce.press import Press
from cstemplates.word.structure import check_structure
from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from cstemplates.model import Employee, Policy, Role, Scorecard

pytestmark = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not here")

COMPANY = "云川星河环球商业综合体物业服务与客户体验管理集团股份有限公司"
NAMES = {
    "two": "丁一",
    "thirty": "买买提·吐尔逊江·阿卜杜热合曼·努尔麦麦提·艾合买提江·吾买",
    "rare": "玥喆堃祎翀赟𠮷",
    "minority": "古丽娜尔·买买提",
    "latin": "Ann & Lee <陈>",
}
DUTY = "牵头跨部门的客户体验改进专题，逐项写明责任人、完成期限、验收标准与所需资源"


def _director(workspace: Workspace) -> Employee:
    return next(e for e in workspace.employees if e.role == "cs_director")


def _people(workspace: Workspace) -> dict[str, Employee]:
    director = _director(workspace)
    return {
        key: director.model_copy(update={"employee_id": f"9{n}", "name": name})
        for n, (key, name) in enumerate(NAMES.items())
    }


def _forty_duties(role: Role) -> Role:
    """Give a role as many duties as no post should have."""
    first = role.responsibilities[0]
    duties = tuple(
        first.model_copy(
            update={
                "id": f"d{n}",
                "category": role.categories[n % len(role.categories)].id,
                "text": f"第{n}次{DUTY}",
            }
        )
        for n in range(1, 41)
    )
    return role.model_copy(update={"responsibilities": duties, "title": "大客户" * 10})


def _bare(role: Role) -> Role:
    return role.model_copy(
        update=dict.fromkeys(
            ("purpose", "department", "reports_to", "code", "grade", "authority", "post_type")
        )
        | {"title": "未定部门岗位"}
    )


def _thirty_rows(card: Scorecard) -> Scorecard:
    part = card.parts[0]
    rows = tuple(
        part.measures[n % len(part.measures)].model_copy(
            update={"id": f"m{n}", "title": f"第{n}项及时率", "weight": Decimal(3)}
        )
        for n in range(1, 31)
    )
    return card.model_copy(update={"parts": (part.model_copy(update={"measures": rows}),)})


def _unnumbered(policy: Policy) -> Policy:
    """Leave out all that a policy may lack, and empty one of its sections."""
    last = policy.sections[-1].model_copy(update={"clauses": (), "tables": ()})
    return policy.model_copy(
        update=dict.fromkeys(
            ("number", "effective_date", "prepared_by", "reviewed_by", "approved_by")
        )
        | {"sections": (*policy.sections[:-1], last)}
    )


def _strange(workspace: Workspace) -> Workspace:
    catalog = workspace.catalog
    director = catalog.roles["cs_director"]
    roles = {**catalog.roles, "forty": _forty_duties(director), "bare": _bare(director)}
    cards, policies = dict(catalog.scorecards), dict(catalog.policies)
    cards["pm_cs_assistant_monthly"] = _thirty_rows(cards["pm_cs_assistant_monthly"])
    policies["service_image"] = _unnumbered(policies["service_image"])
    return replace(
        workspace,
        catalog=replace(catalog, roles=roles, scorecards=cards, policies=policies),
        company_or_none=workspace.company.model_copy(update={"name": COMPANY}),
        employees=(*workspace.employees, *_people(workspace).values()),
    )


def _cases(workspace: Workspace) -> dict[str, Case]:
    people = _people(workspace)
    thirty = people["thirty"]
    agreements = {
        f"agreement {key}": Case("cs_director_target_agreement", "cs_director", person)
        for key, person in people.items()
    }
    assistant = thirty.model_copy(update={"role": "pm_cs_assistant"})
    of_forty = ("jd_category_table", "jd_overview_function", "jd_blank_form_5_1", "jd_clause")
    return {
        **agreements,
        "scorecard thirty": Case("annual_scorecard", "cs_director", thirty),
        "rows thirty": Case("appraisal_form_monthly", "pm_cs_assistant", assistant),
        "leave thirty": Case("leave_request", "cs_director", thirty),
        "leave rare": Case("leave_request", "cs_director", people["rare"]),
        "list of people": Case("policy_acknowledgement"),
        "policy bare": Case("service_image"),
        **{f"{name} forty": Case(name, "forty") for name in of_forty},
        **{f"{name} bare": Case(name, "bare") for name in ("jd_category_table", "jd_plain_list")},
    }


@pytest.fixture(scope="module")
def tortured(tmp_path_factory: pytest.TempPathFactory) -> LaidOut:
    def make() -> LaidOut:
        workspace = _strange(load_company(EXAMPLE))
        return lay_out(Press(workspace, DAY), _cases(workspace))

    return made_once(tmp_path_factory, "torture", make)


def test_all_of_them_are_made_and_valid(tortured: LaidOut) -> None:
    wrong = {n: check_structure(d.data, path=n) for n, d in tortured.documents.items()}

    assert tortured.findings == ()
    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(tortured.documents) == 17


def test_no_page_is_blank_and_no_mark_is_left(tortured: LaidOut) -> None:
    odd = {n: (inspect_pages(d.pdf).blank, d.marks()) for n, d in tortured.documents.items()}

    assert {name: found for name, found in odd.items() if any(found)} == {}


def test_every_text_can_be_read_within_the_page(tortured: LaidOut) -> None:
    lost = {n: (d.lost(), d.outside()) for n, d in tortured.documents.items()}

    assert {name: found for name, found in lost.items() if any(found)} == {}


@pytest.mark.parametrize("key", NAMES)
def test_a_name_stands_whole_on_the_first_page(key: str, tortured: LaidOut) -> None:
    first = "".join(tortured.documents[f"agreement {key}"].pages[0])

    assert letters(NAMES[key]) in letters(first)


def test_forty_duties_are_all_printed_in_order(tortured: LaidOut) -> None:
    drawn = tortured.documents["jd_clause forty"].drawn
    places = [drawn.find(letters(f"第{n}次{DUTY}")) for n in range(1, 41)]

    assert -1 not in places
    assert places == sorted(places)


def test_thirty_rows_are_all_printed_with_their_number(tortured: LaidOut) -> None:
    drawn = tortured.documents["rows thirty"].drawn

    assert [n for n in range(1, 31) if f"A{n}第{n}项及时率" not in drawn] == []


def test_a_long_company_stands_whole_in_title_page_and_text(tortured: LaidOut) -> None:
    assert all(letters(COMPANY) in d.drawn for d in tortured.documents.values())


def test_an_empty_section_leaves_no_heading_and_no_number_is_made_up(tortured: LaidOut) -> None:
    policy = tortured.documents["policy bare"]
    last = load_company(EXAMPLE).catalog.policies["service_image"].sections[-1]

    assert letters(last.title) not in [letters(w.text) for w in policy.words if w.is_heading]
    assert "None" not in policy.drawn
    assert "KFZD07" not in policy.drawn
