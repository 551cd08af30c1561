"""What a reader reads in every document, as text that a reviewer can read in a diff.

After a wanted change: ``python -m pytest tests/produce/test_goldens.py --update-golden``.
Goldens are kept for each document's reference subject only; the others are rendered elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

from cstemplates.gate import OUTPUT, open_package
from cstemplates.produce.single import make_one
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
}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(ROOT / "examples" / "xinghe")


@pytest.fixture(scope="module")
def made(workspace: Workspace) -> dict[str, bytes]:
    return {
        name: make_one(workspace, name, role=role, employee=person, as_of=date(2026, 1, 15))
        for name, (role, person) in REFERENCE.items()
    }


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
