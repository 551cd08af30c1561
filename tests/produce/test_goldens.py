"""What a reader reads in every document, as text that a reviewer can read in a diff.

After a wanted change: ``python -m pytest tests/produce/test_goldens.py --update-golden``.
Goldens are kept for each document's reference subject only; the others are rendered elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from support.reference import DAY, EXAMPLE, reference_cases

from cstemplates.gate import OUTPUT, open_package
from cstemplates.produce.press import Press
from cstemplates.word import project_text
from cstemplates.workspace import Workspace, load_company

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
REFERENCE = {
    "cs_director_target_agreement": (None, "0012"),
    "annual_scorecard": (None, "0012"),
    "appraisal_form_monthly": (None, "0107"),
    "manager_appraisal_5_3": (None, "0131"),
    "jd_plain_list": ("cs_director", None),
    "jd_narrative": ("cs_director", None),
    "jd_background_duty_requirement": ("cs_director", None),
    "jd_recruit": ("cs_director", None),
    "jd_overview_function": ("cs_director", None),
    "jd_category_table": ("cs_director", None),
    "jd_competency": ("pm_cs_center_manager", None),
    "jd_blank_form_5_1": ("agent", None),
    "jd_blank_form_5_1_blank": (None, None),
    "jd_clause": ("pm_cs_foreman", None),
    "jd_summary_detail": ("pm_client_service_post", None),
    "org_and_duties": ("auto_as_manager", None),
    "work_goal_table": ("cs_dept", None),
    "work_detail_table": ("client_manager", None),
    "routine_work_calendar": ("pm_cs_assistant", None),
    "attendance_policy": (None, None),
    "cs_appraisal_policy": (None, None),
    "etiquette_policy": (None, None),
    "leadership_principles": ("cs_dept_manager", None),
    "performance_policy": (None, None),
    "product_training_content": (None, None),
    "service_image": (None, None),
    "service_quality": (None, None),
    "training_policy": (None, None),
    "six_goal_commitment": (None, "0012"),
    "safety_target_agreement": (None, "0135"),
    "kpi_breakdown": (None, None),
    "quality_goal_breakdown": (None, None),
    "sales_target_plan": ("sales_dept", None),
    "cs_work_plan": ("cs_dept", None),
    "cs_personal_plan": (None, "0132"),
    "onboarding_training_flow": (None, None),
    "service_demand_analysis": (None, None),
    "cs_center_org": (None, None),
    "key_process_control": (None, None),
    "cs_management_guide": (None, None),
    "service_standards": (None, None),
    "service_requirements": (None, None),
    "work_instructions": (None, None),
    "cs_manual": (None, None),
    "job_analysis_form": ("pm_cs_assistant", None),
    **dict.fromkeys(
        (
            "annual_performance_target",
            "appeal_form",
            "appraisal_file",
            "attendance_exception_form",
            "certificate_copy",
            "coaching_assessment",
            "external_training_request",
            "induction_notice",
            "leave_request",
            "onboarding_tracking",
            "outing_request",
            "performance_interview_record",
            "policy_receipt",
            "retraining_plan",
        ),
        (None, "0105"),
    ),
    **dict.fromkeys(
        (
            "after_sales_files_register",
            "attendance_summary",
            "cash_handover",
            "client_confirmation_slip",
            "client_list",
            "contact_directory",
            "democratic_procedure_record",
            "dept_safety_record",
            "duty_record",
            "inspection_form",
            "maintenance_slip",
            "monthly_report",
            "payment_request",
            "policy_acknowledgement",
            "property_receipts",
            "release_slip",
            "repair_case_summary",
            "repair_order",
            "repair_revisit_record",
            "service_case",
            "service_scheme_quote_review",
            "technical_exchange_record",
            "training_effect_report",
            "training_expense_claim",
            "training_implementation_plan",
            "training_indicator_sheet",
            "training_plan",
            "weekly_plan_summary",
            "work_log",
        ),
        (None, None),
    ),
}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(EXAMPLE)


@pytest.fixture(scope="module")
def made(workspace: Workspace) -> dict[str, bytes]:
    """Make every document; a contents has no page numbers, which depend on the machine's fonts."""
    press = Press(workspace, DAY)
    made = {n: press.make(case) for n, case in reference_cases(workspace, REFERENCE).items()}
    assert [found for one in made.values() for found in one.findings] == []
    return {name: one.data for name, one in made.items() if one.data is not None}


def test_every_document_that_is_made_has_a_reference_subject(workspace: Workspace) -> None:
    made = {name for name, entry in workspace.catalog.documents.items() if entry.template}

    assert set(REFERENCE) == made


@pytest.mark.parametrize("name", REFERENCE)
def test_a_reader_reads_what_was_accepted(
    name: str, made: dict[str, bytes], request: pytest.FixtureRequest
) -> None:
    text = project_text(made[name])
    file = GOLDEN / name / "reference.docx.txt"
    if request.config.getoption("--update-golden"):
        assert "CI" not in os.environ, "goldens are accepted by a person"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == text


def test_a_purely_visual_change_shows_too(
    made: dict[str, bytes], request: pytest.FixtureRequest
) -> None:
    hashes = {
        name: {
            part: hashlib.sha256(content).hexdigest()[:16]
            for part, content in sorted(open_package(data, path=name, profile=OUTPUT).parts.items())
        }
        for name, data in made.items()
    }
    file = GOLDEN / "parts.json"
    if request.config.getoption("--update-golden"):
        file.write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")

    assert json.loads(file.read_text(encoding="utf-8")) == hashes
