"""Every layout of a job description is printed for every role that has the facts for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.parity import body_text, body_text_with_docxtpl
from support.validators import assert_valid

from cstemplates.bind import Binder, Case
from cstemplates.model import Employee, Role
from cstemplates.produce.press import Press
from cstemplates.word import project_text
from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
DAY = date(2026, 1, 15)
OF_A_ROLE = (
    "jd_plain_list",
    "jd_narrative",
    "jd_background_duty_requirement",
    "jd_recruit",
    "jd_overview_function",
    "jd_category_table",
    "jd_competency",
    "jd_blank_form_5_1",
    "jd_clause",
    "jd_summary_detail",
    "routine_work_calendar",
    "work_detail_table",
)
"""The layouts that print one role: DOC-05 to DOC-14, DOC-17 and DOC-23."""
ALWAYS = (*OF_A_ROLE[:6], "jd_blank_form_5_1", "jd_clause")
"""Those that ask for nothing but duties."""
LONG_TITLE = "大客户全生命周期服务体系建设与跨区域客户体验持续改进高级项目经理"
LONG_NAME = "买买提·吐尔逊江·阿卜杜热合曼·努尔麦麦提·艾合买提江·吾买尔江"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(ROOT / "examples" / "xinghe")


@pytest.fixture(scope="module")
def press(workspace: Workspace) -> Press:
    return Press(workspace, DAY, deep=True)


def shortest() -> Role:
    """A role of which only the title and one duty are known."""
    return Role.model_validate(
        {
            "title": "收发",
            "family": "general",
            "categories": [{"id": "mail", "title": "收发"}],
            "responsibilities": [
                {"id": "mail", "category": "mail", "text": "每日9:00前分送报刊信件"}
            ],
        }
    )


def longest() -> Role:
    """A role with forty duties in eleven categories and a title of thirty letters."""
    duty = "牵头组织跨部门跨区域的客户体验改进专题，逐项写明责任人、完成期限、验收标准与所需资源"
    return Role.model_validate(
        {
            "title": LONG_TITLE,
            "family": "general",
            "department": "大客户与战略合作伙伴服务管理委员会办公室",
            "reports_to": "general_manager",
            "purpose": "统筹全公司大客户服务，" + "使每一户大客户都有专人、专案、专账；" * 6,
            "mission": [{"id": f"m{n}", "text": duty} for n in range(5)],
            "categories": [
                {"id": f"c{n}", "title": f"第{n}类：客户体验体系建设、标准推广与持续改进"}
                for n in range(11)
            ],
            "responsibilities": [
                {"id": f"d{n}", "category": f"c{n % 10}", "text": f"第{n}次{duty}"}
                for n in range(40)
            ],
            "work_details": [
                {
                    "id": f"w{n}",
                    "area": f"专题{n // 3}",
                    "task": duty,
                    "output": "《客户体验改进专题报告》",
                    "time": "每月第一个星期一9:00前",
                }
                for n in range(30)
            ],
            "benefits": [{"id": "pay", "text": "薪资面议"}],
        }
    )


def with_roles(workspace: Workspace, roles: Mapping[str, Role], *people: Employee) -> Press:
    catalog = replace(workspace.catalog, roles={**workspace.catalog.roles, **roles})
    staff = (*workspace.employees, *people)
    return Press(replace(workspace, catalog=catalog, employees=staff), DAY, deep=True)


def paragraphs(press: Press, document: str, role: str | None) -> list[str]:
    made = press.make(Case(document, role))
    assert made.findings == ()
    assert made.data is not None
    return body_text(made.data)


def roles_for(press: Press, document: str) -> list[str]:
    return [
        key
        for key, role in press.workspace.catalog.roles.items()
        if role.responsibilities and press.can_show(document, key)
    ]


@pytest.mark.parametrize("document", OF_A_ROLE)
def test_every_role_that_has_the_facts_is_printed(press: Press, document: str) -> None:
    roles = roles_for(press, document)
    failed = {r: made.findings for r in roles if (made := press.make(Case(document, r))).findings}

    assert failed == {}
    assert len(roles) >= 35


@pytest.mark.parametrize("document", ALWAYS)
def test_every_role_with_duties_has_the_facts(press: Press, document: str) -> None:
    with_duties = [key for key, r in press.workspace.catalog.roles.items() if r.responsibilities]

    assert roles_for(press, document) == with_duties
    assert press.workspace.catalog.documents[document].roles == ()


@pytest.mark.parametrize("document", ALWAYS)
def test_a_role_of_one_duty_leaves_no_empty_part_behind(
    workspace: Workspace, document: str
) -> None:
    made = with_roles(workspace, {"short": shortest()}).make(Case(document, "short"))

    assert made.data is not None
    lines = body_text(made.data)
    assert any("分送报刊信件" in line for line in lines)
    assert not any("None" in line for line in lines)
    assert not {"专业知识与技能", "岗位要求", "任职要求", "职务使命"} & set(lines)
    assert_valid(made.data, path=f"{document}.docx")


@pytest.mark.parametrize("document", ALWAYS)
def test_no_heading_stands_over_nothing(workspace: Workspace, document: str) -> None:
    made = with_roles(workspace, {"short": shortest()}).make(Case(document, "short"))
    assert made.data is not None

    lines = [line for line in project_text(made.data).splitlines() if not line.startswith("〔")]
    depths = [len(line) - len(line.lstrip("#")) for line in [*lines, "# end"]]

    pairs = pairwise(depths)
    over_nothing = [lines[n] for n, (here, below) in enumerate(pairs) if 0 < below <= here]
    assert over_nothing == []


@pytest.mark.parametrize("document", [*ALWAYS, "jd_summary_detail", "work_detail_table"])
def test_forty_duties_and_a_title_of_thirty_letters_are_printed(
    workspace: Workspace, document: str
) -> None:
    made = with_roles(workspace, {"long": longest()}).make(Case(document, "long"))

    assert made.data is not None
    assert LONG_TITLE in "\n".join(body_text(made.data))
    assert_valid(made.data, path=f"{document}.docx")


@pytest.mark.parametrize("document", [*OF_A_ROLE, "org_and_duties"])
def test_in_a_manual_title_and_signatures_are_left_out(press: Press, document: str) -> None:
    alone = press.make(Case(document, "pm_cs_center_manager")).data
    inside = press.make(Case(document, "pm_cs_center_manager", included=True)).data
    assert alone is not None
    assert inside is not None

    printed, kept = body_text(alone), body_text(inside)

    assert "客服中心经理" in printed[0] or "客服中心" in printed[0]
    assert printed[0] not in kept
    assert not {"签字：", "签字确认"} & set(kept)
    assert set(kept) <= set(printed)


@pytest.mark.parametrize("document", OF_A_ROLE)
def test_docxtpl_reads_the_same(press: Press, document: str) -> None:
    template, case = press.template_of(document), Case(document, "cs_director")
    binder = Binder(press.workspace.catalog, press.workspace.company, {}, DAY)
    names = {use.path[0] for use in template.scan.fields} | {"document", "company"}
    data = binder.bind(case, names).data

    ours = body_text(template.render(data))

    assert ours == body_text_with_docxtpl(template.composed(), data)


def test_the_plain_list_numbers_duties_and_ends_with_a_note(press: Press) -> None:
    lines = paragraphs(press, "jd_plain_list", "securities_client_post")

    assert lines[0].endswith("岗位职责")
    assert lines[1].startswith("所在部门：财富管理部")
    assert sum(line.startswith("注：") for line in lines) == 1
    duties = press.workspace.catalog.roles["securities_client_post"].responsibilities
    assert len(lines[2 : lines.index(next(x for x in lines if x.startswith("注：")))]) == len(
        duties
    )


def test_the_recruiting_layout_says_where_to_apply_and_under_which_subject(press: Press) -> None:
    lines = paragraphs(press, "jd_recruit", "cs_director")
    heads = ["职位概述", "工作职责", "任职要求", "福利待遇", "应聘方式", "总结"]

    assert [line for line in lines if line in heads] == heads
    assert any("hr@xinghe.example" in line and "“客服总监应聘”" in line for line in lines)


def test_a_role_without_benefits_is_offered_what_the_law_asks(press: Press) -> None:
    own = paragraphs(press, "jd_recruit", "cs_director")
    lawful = paragraphs(press, "jd_recruit", "agent")

    assert not any("社会保险法" in line for line in own)
    assert sum("社会保险法" in line for line in lawful) == 1


def test_the_form_has_a_block_for_each_category(press: Press) -> None:
    lines = paragraphs(press, "jd_blank_form_5_1", "cs_director")

    assert [line for line in lines if line.startswith("职责")] == [
        "职责一", "职责二", "职责三", "职责四", "职责五", "职责六",
    ]  # fmt: skip


def test_the_blank_form_has_four_blocks_and_nothing_of_a_role(press: Press) -> None:
    lines = paragraphs(press, "jd_blank_form_5_1_blank", None)

    assert [line for line in lines if line.startswith("职责")] == [
        "职责一", "职责二", "职责三", "职责四",
    ]  # fmt: skip
    assert "任职资格" in lines


def test_what_must_be_reported_stands_as_a_list_of_five(press: Press) -> None:
    lines = paragraphs(press, "jd_summary_detail", "pm_client_service_post")
    lead = lines.index("收集并上报五类客户信息供上级参考：")

    assert lines[lead + 1 : lead + 6] == [
        "入租、退租、转租、更名情况；",
        "各类客户情况统计表；",
        "物业费及其他费用缴纳；",
        "满意度与投诉；",
        "影响续租、安全或声誉的其他重要信息。",
    ]
    assert lines.count("维修单、报修回访记录") == 1
    assert {str(n) for n in range(1, 20)} <= set(lines)


def test_the_points_of_a_duty_stand_behind_a_colon_where_there_is_one_line(press: Press) -> None:
    text = "\n".join(paragraphs(press, "jd_plain_list", "pm_client_service_post"))

    assert "供上级参考：入租、退租、转租、更名情况；各类客户情况统计表；" in text


def test_who_holds_a_post_below_is_named_with_duties(workspace: Workspace) -> None:
    person = Employee(employee_id="9", name=LONG_NAME, role="auto_tech_expert")
    lines = paragraphs(with_roles(workspace, {}, person), "org_and_duties", "auto_as_manager")

    heads = {lines[n - 1]: line for n, line in enumerate(lines) if line.startswith("在岗人员")}

    assert heads == {
        "售后服务经理": "在岗人员：（空缺）",
        "技术专家": f"在岗人员：{LONG_NAME}",
    }


def test_the_goal_table_has_eight_groups(press: Press) -> None:
    lines = paragraphs(press, "work_goal_table", "cs_dept")
    groups = [line for line in lines if line.endswith("岗位工作目标")]

    assert [g.removesuffix("岗位工作目标") for g in groups] == [
        "客户管理", "客户开发", "大客户管理", "客户关系",
        "售后服务", "客户投诉", "客户信息", "呼叫中心",
    ]  # fmt: skip
    assert lines.count("衡量依据") == 8


def test_rows_of_one_area_share_its_name_in_the_detail_table(press: Press) -> None:
    lines = paragraphs(press, "work_detail_table", "pm_cs_officer")
    details = press.workspace.catalog.roles["pm_cs_officer"].work_details

    assert sum(line in [d.task for d in details] for line in lines) == len(details) == 13
    assert [line for line in lines if line.isdigit()] == [str(n) for n in range(1, 14)]
