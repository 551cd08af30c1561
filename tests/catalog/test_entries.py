"""The shipped catalogue: complete for what it covers, and said once."""

from __future__ import annotations

import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cstemplates.model import KINDS, Role, best_score
from cstemplates.produce.review import review, review_templates
from cstemplates.workspace import load_catalog, load_company, load_shipped

if TYPE_CHECKING:
    from cstemplates.findings import Report
    from cstemplates.model.catalog import Catalog

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinghe"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _covered(value: Any) -> set[str]:
    """Every spec id and defect id that an entry or one of its items names."""
    if isinstance(value, dict):
        own = {i for key in ("spec", "defects") for i in value.get(key) or ()}
        return own.union(*map(_covered, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(_covered, value))
    return set()


@pytest.fixture(scope="module")
def covered(catalog: Catalog) -> set[str]:
    return {
        i
        for kind in KINDS
        for entry in catalog.of(kind).values()
        for i in _covered(entry.model_dump())
    }


def _numbers(prefix: str, *spans: tuple[int, int], width: int = 2) -> set[str]:
    return {f"{prefix}{n:0{width}d}" for a, b in spans for n in range(a, b + 1)}


@pytest.mark.parametrize(
    "ids",
    [
        {"RL-A01", "RL-C01", "RL-C02"},
        _numbers("KS-", (1, 4), (17, 17)),
        {"DOC-01", "DOC-02", "DOC-10", "DOC-11", "DOC-23"},
        _numbers("DF-", (1, 24), (32, 44), (92, 105), (107, 119), (127, 131), (135, 138), width=3),
    ],
)
def test_the_slice_covers_the_material_and_decides_its_defects(covered, ids) -> None:
    assert sorted(ids - covered) == []


def test_all_50_routine_tasks_are_there_in_their_periods(catalog: Catalog) -> None:
    tasks = {
        role_id: Counter(task.every for task in catalog.roles[role_id].routines)
        for role_id in ("pm_cs_center_manager", "pm_cs_assistant")
    }

    assert tasks["pm_cs_center_manager"] == {
        "day": 6, "week": 6, "month": 6, "quarter": 2, "half_year": 1, "year": 6,
    }  # fmt: skip
    assert tasks["pm_cs_assistant"] == {
        "day": 6, "week": 3, "month": 6, "half_year": 2, "year": 6,
    }  # fmt: skip


def test_every_routine_task_names_the_material_it_covers(catalog: Catalog) -> None:
    for role_id in ("pm_cs_center_manager", "pm_cs_assistant"):
        for task in catalog.roles[role_id].routines:
            assert task.id.upper().replace("_", "-") in task.spec


def test_the_directors_scorecard_has_the_weights_of_the_material(catalog: Catalog) -> None:
    results, behaviour = catalog.scorecards["cs_director_annual"].parts

    assert [m.weight for m in results.measures] == [30, 10, 10, 10, 20, 10, 10]
    assert [m.weight for m in behaviour.measures] == [25, 25, 25, 25]
    for part in (results, behaviour):
        assert sum(best_score(m.scoring) for m in part.measures) == Decimal(100)


def _texts(role: Role) -> list[str]:
    lists = (role.responsibilities, role.mission)
    texts = [item.text for items in lists for item in items]
    texts += [detail.task for detail in role.work_details]
    texts += [task.task for task in role.routines] + [task.standard for task in role.routines]
    return texts + ([role.purpose] if role.purpose else [])


def test_no_sentence_stands_in_two_places(catalog: Catalog) -> None:
    sentences = Counter(
        text for role in catalog.roles.values() for text in _texts(role) if len(text) >= 12
    )

    assert [text for text, count in sentences.items() if count > 1] == []


def test_the_assistant_is_no_copy_of_the_manager(catalog: Catalog) -> None:
    manager, assistant = (
        {text[i : i + 8] for text in _texts(catalog.roles[name]) for i in range(len(text) - 7)}
        for name in ("pm_cs_center_manager", "pm_cs_assistant")
    )

    assert len(manager & assistant) / len(assistant) < 0.02


def _clean(report: Report) -> list[str]:
    return [f"{f.code} {f.location} {f.message}" for f in report if f.severity != "info"]


def test_the_shipped_catalogue_is_lint_clean() -> None:
    workspace = load_shipped()

    assert _clean(review_templates(workspace, review(workspace))) == []


def test_the_example_company_is_lint_clean() -> None:
    workspace = load_company(EXAMPLE)

    assert _clean(review_templates(workspace, review(workspace))) == []
    assert [e.name for e in workspace.employees][1:5] == [
        "王𠮷", "温如岚", "欧阳·阿不都热合曼", "Ann & Lee 陈",
    ]  # fmt: skip


def test_both_rosters_of_the_example_hold_the_same_people(tmp_path: Path) -> None:
    company = Path(shutil.copytree(EXAMPLE, tmp_path / "xinghe"))
    from_csv = load_company(company).employees
    file = company / "company.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("employees.csv", "employees.xlsx"), encoding="utf-8")

    assert from_csv == load_company(company).employees
