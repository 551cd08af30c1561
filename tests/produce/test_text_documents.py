"""Policies, letters, plans, procedures and the manual: what stands where in each of them."""

from __future__ import annotations

import copy
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from support.validators import assert_valid

from cstemplates.bind import Binder, Case
from cstemplates.produce.press import Press
from cstemplates.produce.single import make_one
from cstemplates.word import project_text
from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from cstemplates.model import Employee

ROOT = Path(__file__).parents[2]
DAY = date(2027, 1, 15)
POLICIES = (
    "attendance_policy",
    "cs_appraisal_policy",
    "etiquette_policy",
    "leadership_principles",
    "performance_policy",
    "product_training_content",
    "service_image",
    "service_quality",
    "training_policy",
)
SUBJECTS = {
    "cs_appraisal_policy": (None, None),
    "six_goal_commitment": (None, "0012"),
    "safety_target_agreement": (None, "0135"),
    "kpi_breakdown": (None, None),
    "sales_target_plan": ("sales_dept", None),
    "cs_work_plan": ("cs_dept", None),
    "cs_personal_plan": (None, "0132"),
    "onboarding_training_flow": (None, None),
    "service_demand_analysis": (None, None),
    "cs_center_org": (None, None),
    "key_process_control": (None, None),
    "service_standards": (None, None),
    "cs_manual": (None, None),
}
"""A subject for each template."""


@cache
def example() -> Workspace:
    return load_company(ROOT / "examples" / "xinghe")


def case_of(workspace: Workspace, document: str) -> Case:
    role, number = SUBJECTS.get(document, (None, None))
    person: Employee | None = None
    if number:
        person = next(e for e in workspace.employees if e.employee_id == number)
    return Case(document, role or (person.role if person else None), person)


def made(workspace: Workspace, document: str, case: Case | None = None) -> str:
    result = Press(workspace, DAY).make(case or case_of(workspace, document))
    assert result.findings == ()
    assert result.data is not None
    return project_text(result.data)


@cache
def text_of(document: str) -> str:
    return made(example(), document)


def headings(text: str, mark: str = "# ") -> list[str]:
    return [line.removeprefix(mark) for line in text.splitlines() if line.startswith(mark)]


def after(text: str, line: str) -> str:
    assert line in text
    return text.partition(line)[2]


def without(folder: Path, *keys: str) -> Workspace:
    """A company whose file does not say these things."""
    file = folder / "company.yaml"
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    left = {key: value for key, value in said.items() if key not in keys}
    file.write_text(yaml.safe_dump(left, allow_unicode=True), encoding="utf-8")
    return load_company(folder)


@pytest.mark.parametrize("document", POLICIES)
def test_a_policy_has_head_sections_forms_revisions_and_a_place_to_sign(document: str) -> None:
    role = "cs_dept_manager" if document == "leadership_principles" else None
    policy = example().catalog.policies[document]

    text = made(example(), document, Case(document, role))

    titles = [heading.partition("、 ")[2] for heading in headings(text)]
    assert "| 制度编号 | " in text
    assert titles[: len(policy.sections)] == [section.title for section in policy.sections]
    assert titles[len(policy.sections) :] == [
        *(["所用表单"] if policy.forms else []),
        "修订记录",
        "签发与签收",
    ]
    assert "《制度签收表》" in after(text, "签发与签收")


def test_a_policy_without_a_date_leaves_one_to_fill_in() -> None:
    assert "| 生效日期 | 　　　　年　　月　　日" in text_of("cs_appraisal_policy")


def test_the_appraisal_policy_states_its_sixteen_figures_in_its_text() -> None:
    workspace = example()
    sixteen = [
        p
        for p in workspace.catalog.policies["cs_appraisal_policy"].parameters
        if p.id.startswith(("kpi.", "appeal."))
    ]

    text = text_of("cs_appraisal_policy")

    assert len(sixteen) == 16
    assert [p.id for p in sixteen if f"{p.value}{p.unit}" not in text] == []


def test_the_appraisal_policy_draws_process_and_appeal_in_their_sections() -> None:
    text = text_of("cs_appraisal_policy")

    process = after(text, "# 八、 流程").partition("\n# ")[0]
    appeal = after(text, "# 九、 申诉与处理").partition("\n# ")[0]

    assert [part.count("〔图〕") for part in (text, process, appeal)] == [2, 1, 1]
    assert "[图题] 图 1 客户服务考核流程" in process
    assert "[图题] 图 2 客户服务考核申诉处理流程" in appeal


def test_the_letter_greets_once_promises_six_goals_and_is_signed_by_both() -> None:
    text = text_of("six_goal_commitment")

    assert text.count("尊敬的公司领导") == 1
    assert len(re.findall(r"^\| \d \|", text, re.MULTILINE)) == 6
    assert "| 合　　计 | < | < | < | 100% |" in text
    assert [h.partition("） ")[2] for h in headings(text, "## ")] == [
        goal.title for goal in example().catalog.commitments["six_goal_commitment"].goals
    ]
    closing = after(text, "[敬辞] 此致\n[称呼] 敬礼！\n")
    assert closing.splitlines()[:3] == [
        "[右落款] 客服总监　王𠮷",
        "[右落款] 承诺人：　　　　　　　　　　（签字）",
        "[右落款] 　　　　年　　月　　日",
    ]
    assert "| 受文领导 | 意见： | 签字：" in closing


def test_the_safety_agreement_begins_with_goals_duties_and_rewards() -> None:
    text = text_of("safety_target_agreement")

    assert headings(text)[:3] == ["一、 目标责任", "二、 安全职责", "三、 考核与奖惩"]
    duties = after(text, "# 二、 安全职责").partition("\n# ")[0]
    role = example().catalog.roles["gas_cs_manager"]
    assert duties.count("[条款4] （") == len(role.responsibilities)
    assert "（摘要）" in after(text, "# 三、 考核与奖惩").partition("\n# ")[0]
    assert "甲方（盖章）：" in text
    assert "乙方（签字）：" in text


def test_every_post_of_the_indicator_breakdown_has_a_table_in_its_own_section() -> None:
    text = text_of("kpi_breakdown")

    parts = [
        after(text, f" {post}指标说明\n").partition("\n# ")[0]
        for post in ("销售岗", "营销岗", "采购岗")
    ]
    tables = [part.partition("含义与读数要点")[0] for part in parts]

    heads = [part.count("‖ 指标 | 公式 | 目标 | 周期 | 数据来源 | 目标依据") for part in parts]
    rows = [len(re.findall(r"^\| ", table, re.MULTILINE)) for table in tables]
    assert heads == [1, 1, 1]
    assert rows == [5, 4, 3]


def test_only_targets_that_add_up_are_split_over_the_quarters() -> None:
    text = text_of("sales_target_plan")

    assert " | 22% | 26% | 23% | 29% | 销售部负责人" in text
    assert re.search(r"^\| 市场占有率 \|.*不拆分；.* \| < \| < \| < \|", text, re.MULTILINE)


def test_the_leading_group_is_named_or_left_to_fill_in(company: Path) -> None:
    assert "| 1 | 顾临川（组长） |" in text_of("sales_target_plan")

    unnamed = made(without(company, "people"), "sales_target_plan")

    blank = after(unnamed, "领导小组名单")
    assert len(re.findall(r"^\| \d \|  \|  \|", blank, re.MULTILINE)) == 4


def test_a_personal_plan_speaks_in_the_first_person_and_is_signed_by_its_author() -> None:
    text = text_of("cs_personal_plan")

    assert "我写这份计划" in text
    assert "‖ 周期 | 时点 | 我要做的事 | 凭据" in text
    assert "[右落款] 客服人员　柏知遥" in text
    assert "| 本人 |" not in text


def test_a_work_plan_has_its_figures_beside_its_aims() -> None:
    aims = after(text_of("cs_work_plan"), "# 一、 目标和任务").partition("\n# ")[0]

    assert "| 客户满意度 | ≥90分 |" in aims


def test_the_onboarding_table_has_ten_numbered_steps() -> None:
    text = text_of("onboarding_training_flow")

    assert re.findall(r"^\| 流程(\d+) ¶", text, re.MULTILINE) == [str(n) for n in range(1, 11)]
    assert text.count("〔图〕") == 1


def test_the_areas_are_those_of_the_company(company: Path) -> None:
    assert "| 写字楼8至28层 | 写字楼 | " in text_of("service_demand_analysis")

    general = made(without(company, "project"), "service_demand_analysis")

    assert "| 写字楼各层 | 写字楼 | " in general


def test_main_duties_are_numbered_as_parts_of_the_second_chapter() -> None:
    duties = after(text_of("cs_center_org"), "# 2 主要工作职责").partition("\n# ")[0]

    assert re.findall(r"^\[数字条款\] (2\.\d+) ", duties, re.MULTILINE) == [
        f"2.{n}" for n in range(1, 11)
    ]


def test_several_procedures_begin_on_pages_of_their_own_and_count_anew() -> None:
    text = text_of("service_standards")

    parts = text.split("=== 第 ")[1:]

    assert len(parts) == 3
    assert [headings(part, "## ") for part in parts] == [
        [],
        ["第一节 客户服务规范"],
        ["第二节 服务礼仪规范"],
    ]
    assert [part.count("### 一、 目的") for part in parts] == [0, 1, 1]


def test_one_procedure_is_numbered_like_any_document() -> None:
    found = headings(text_of("key_process_control"))

    assert found[0] == "一、 目的"
    assert [title.partition("、 ")[2] for title in found[-2:]] == ["所用表单", "例外"]
    assert "| 客服中心经理 | 签字： | 日　　期 |" in text_of("key_process_control")


def test_the_manual_has_five_chapters_with_the_same_bodies_as_the_single_documents() -> None:
    text = text_of("cs_manual")

    chapters = example().catalog.manuals["cs_manual"].chapters
    assert [h.partition(" ")[2] for h in headings(text)] == [c.title for c in chapters]
    assert [h.partition(" ")[2] for h in headings(text, "## ")] == [
        s.title for c in chapters for s in c.sections
    ]
    assert text.count("⇥‹STYLEREF 手册章› ‹STYLEREF 手册章›") == len(chapters)
    assert "| 签字：" not in after(text, "# 第一章 ").partition("\n# 第二章 ")[0]
    zone = "| 写字楼8至28层 | 写字楼 | "
    assert zone in text


def test_the_manual_names_the_chapter_in_the_header_of_each_section() -> None:
    data = Press(example(), DAY).make(case_of(example(), "cs_manual")).data
    assert data is not None

    assert_valid(data, path="cs_manual.docx")


def test_a_departments_document_can_be_made_alone() -> None:
    data = make_one(example(), "cs_work_plan", role=None, employee=None, as_of=DAY)

    assert "[Title] 客户服务部工作计划" in project_text(data)


def emptied(value: Any, kept: frozenset[str]) -> Any:
    """The same data with every list inside of an entry empty and every text that may be empty."""
    if isinstance(value, dict):
        return {
            key: [] if isinstance(item, list) and key not in kept else emptied(item, kept)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [emptied(item, kept) for item in value]
    return value


@pytest.mark.parametrize("document", SUBJECTS)
def test_nothing_is_left_of_a_part_that_is_empty(document: str) -> None:
    workspace = example()
    binder = Binder(
        workspace.catalog, workspace.company, {e.employee_id: e for e in workspace.employees}, DAY
    )
    template = Press(workspace, DAY).template_of(document)
    names = {use.path[0] for use in template.scan.fields}
    data = copy.deepcopy(binder.bind(case_of(workspace, document), names).data)
    kept = frozenset({"sections", "clauses", "goals", "steps", "chapters", "columns", "rows"})
    data = emptied(data, kept | {"cells", "procedures"})
    for name in ("signatories", "attachments", "zones"):
        data |= {name: []} if name in data else {}
    for entry in ("policy", "plan", "commitment", "manual", "procedure"):
        for key in ("number", "effective_date", "closing", "prepared_by"):
            if key in data.get(entry, {}):
                data[entry][key] = None

    filled = template.render(data)

    assert "None" not in project_text(filled)
    assert_valid(filled, path=document)
