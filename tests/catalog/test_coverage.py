"""The whole catalogue: nothing of the material left out, every post complete, nothing said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cstemplates.check.coverage import covering_entries, uncovered
from cstemplates.check.forms import form_references, registered_forms
from cstemplates.check.similarity import plain
from cstemplates.load import read_yaml
from cstemplates.workspace import load_catalog
from tools.make_reference import pages

if TYPE_CHECKING:
    from cstemplates.model.catalog import Catalog

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"

WITH_WORK_DETAILS = (
    "cs_director", "client_manager", "client_dev_supervisor", "client_dev_specialist",
    "key_account_supervisor", "key_account_specialist", "client_relation_supervisor",
    "client_relation_specialist", "after_sales_supervisor", "after_sales_specialist",
    "complaint_supervisor", "complaint_specialist", "client_info_supervisor",
    "client_info_specialist", "callcenter_supervisor", "agent_team_leader", "agent",
)  # fmt: skip
POSTS = (
    *WITH_WORK_DETAILS,
    "cs_dept_manager", "cs_staff",
    "pm_cs_center_manager", "pm_cs_assistant", "pm_cs_officer", "pm_cs_foreman",
    "pm_client_service_post",
    "auto_as_manager", "auto_info_clerk", "auto_tech_expert",
    "retail_complaint_manager", "retail_sales_post", "retail_marketing_post",
    "retail_purchase_post",
    "tech_service_manager", "securities_client_post", "decoration_client_manager",
    "gas_cs_manager",
)  # fmt: skip
NAMED_ONLY = 39
DEPARTMENTS = ("sales_dept", "production_dept", "qc_dept")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def material() -> dict[str, str]:
    ids: dict[str, str] = read_yaml(REFERENCE / "material.yaml", display="material.yaml").value
    return ids


def test_the_generated_pages_are_those_of_the_catalogue() -> None:
    stale = [
        name for name, text in pages().items() if (REFERENCE / name).read_text("utf-8") != text
    ]

    assert stale == [], "run make docs"


def test_every_id_of_the_material_is_covered(catalog, material) -> None:
    assert uncovered(catalog, material) == []


def test_no_entry_names_an_id_that_the_material_does_not_have(catalog, material) -> None:
    assert sorted(set(covering_entries(catalog)) - set(material)) == []


def test_the_35_posts_the_39_named_ones_and_the_3_departments_are_there(catalog) -> None:
    assert len(POSTS) == 35
    assert sorted({*POSTS, *DEPARTMENTS} - set(catalog.roles)) == []
    named = {spec for role in catalog.roles.values() for spec in role.spec if "RL-L" in spec}
    assert len(named) == NAMED_ONLY


@pytest.mark.parametrize("key", POSTS)
def test_a_post_is_complete(catalog, key: str) -> None:
    role = catalog.roles[key]

    assert role.purpose
    assert role.department
    assert len(role.responsibilities) >= 6
    assert len(role.goals) >= 5
    assert len({task.every for task in role.routines}) >= 3
    assert len(role.competencies) >= 5
    assert role.contacts
    assert role.qualifications.education
    assert role.qualifications.experience
    assert any(card.role == key for card in catalog.scorecards.values())


@pytest.mark.parametrize("key", WITH_WORK_DETAILS)
def test_a_post_of_the_detail_tables_has_ten_rows_at_least(catalog, key: str) -> None:
    assert len(catalog.roles[key].work_details) >= 10


def test_a_post_that_is_only_named_has_its_place_and_one_line_of_purpose(catalog) -> None:
    for key, role in catalog.roles.items():
        if any("RL-L" in spec for spec in role.spec):
            assert role.title, key
            assert role.family, key
            assert role.purpose, key
            assert role.department or role.kind == "body", key


def test_all_93_tasks_belong_to_the_calendar_of_their_owner(catalog, material) -> None:
    tasks = {spec for spec in material if spec.startswith("CT-")}
    found = {
        task.id.upper().replace("_", "-")
        for role in catalog.roles.values()
        for task in role.routines
    }

    assert len(tasks) == 93
    assert sorted(tasks - found) == []


def test_a_task_names_its_record_and_what_is_asked(catalog) -> None:
    for role in catalog.roles.values():
        for task in role.routines:
            assert task.standard
            assert task.record


def test_reporting_is_a_forest(catalog) -> None:
    for key in catalog.roles:
        seen = [key]
        while above := catalog.roles[seen[-1]].reports_to:
            assert above in catalog.roles, f"{seen[-1]} reports to {above}"
            assert above not in seen, " → ".join([*seen, above])
            seen.append(above)


def test_72_forms_and_4_of_our_own_are_registered_and_every_one_is_used(catalog) -> None:
    forms = registered_forms(catalog)

    assert [form.number for form in forms.values()] == [f"FM-{n:02}" for n in range(1, 77)]
    assert [key for key, places in form_references(catalog).items() if not places] == []
    assert [key for key, form in forms.items() if not (form.made_by and form.kept_by)] == []


def test_43_document_types_are_registered_once(catalog) -> None:
    # A type and its blank copy for filling in by hand share a number.
    types = [d for d in catalog.documents.values() if d.kind != "form"]
    numbers = [(doc.number, doc.subject) for doc in types]
    named = [spec for doc in catalog.documents.values() for spec in doc.spec if "DOC-" in spec]

    assert len(set(numbers)) == len(numbers)
    assert sorted(set(named)) == [f"DOC-{n:02}" for n in range(1, 44)]


def test_no_sentence_of_duties_goals_or_details_stands_twice(catalog) -> None:
    places = defaultdict(set)
    for key, role in catalog.roles.items():
        said = [
            *(duty.text for duty in role.responsibilities),
            *(text for goal in role.goals for text in (goal.title, goal.evidence)),
            *(text for row in role.work_details for text in (row.task, row.output)),
        ]
        for sentence in (part for text in said for part in re.split(r"[，；。：]", text)):
            if len(plain(sentence)) >= 12:
                places[plain(sentence)].add(key)

    assert {said: keys for said, keys in places.items() if len(keys) > 1} == {}


def test_the_glossary_has_its_terms_and_no_word_is_both_wanted_and_refused(catalog) -> None:
    wanted = [term.title for term in catalog.glossary.values()]
    refused = [alias for term in catalog.glossary.values() for alias in term.aliases]

    assert len(wanted) >= 40
    assert len(set(wanted)) == len(wanted)
    assert set(wanted).isdisjoint(refused)
