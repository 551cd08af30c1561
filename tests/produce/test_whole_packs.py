"""Packs as wholes: all document types and forms, and everything that one person is handed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.reference import DAY, EXAMPLE
from support.shared import made_once

from cstemplates.produce.pack import PackOptions, make_pack
from cstemplates.produce.selection import Selection
from cstemplates.workspace import Workspace, load_company

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from pathlib import Path

ALL_TYPES = {f"DOC-{number:02d}" for number in range(1, 44)}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(EXAMPLE)


@pytest.fixture(scope="module")
def everything(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make all of the example company once for all workers; tests only read it."""

    def make() -> Path:
        out = tmp_path_factory.mktemp("everything") / "xinghe"
        make_pack(workspace, out, PackOptions(DAY, Selection(("everything",))), shown="out")
        return out

    return made_once(tmp_path_factory, "everything", make)


def _documents(folder: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((folder / "manifest.json").read_bytes())["files"]
    return [row for row in rows if row["document"]]


def _numbers(workspace: Workspace, folder: Path) -> set[str]:
    """Collect numbers of documents, and of the material's types that forms stand for."""
    made = [workspace.catalog.documents[row["document"]] for row in _documents(folder)]
    return {number for document in made for number in (document.number or "", *document.spec)}


def test_everything_holds_all_43_document_types(workspace: Workspace, everything: Path) -> None:
    assert ALL_TYPES - _numbers(workspace, everything) == set()


def test_everything_holds_at_least_30_forms(workspace: Workspace, everything: Path) -> None:
    forms = {number for number in _numbers(workspace, everything) if number.startswith("FM-")}

    assert len(forms) >= 30


def test_everything_leaves_out_nothing_that_has_a_template(
    workspace: Workspace, everything: Path
) -> None:
    with_template = {k for k, d in workspace.catalog.documents.items() if d.template}

    assert with_template - {row["document"] for row in _documents(everything)} == set()


def test_no_document_is_made_twice_for_the_same_subject(everything: Path) -> None:
    subjects = [(r["document"], r["role"], r["employee"]) for r in _documents(everything)]

    assert len(subjects) == len(set(subjects))


def test_folders_are_numbered_without_a_gap(everything: Path) -> None:
    folders = sorted(p.name for p in everything.iterdir() if p.is_dir())

    assert [name.split("-")[0] for name in folders] == [
        f"{number:02d}" for number in range(1, len(folders) + 1)
    ]


def test_a_person_is_handed_agreement_scorecard_duties_calendar_and_training(
    workspace: Workspace, tmp_path: Path
) -> None:
    selection = Selection((), (), ("0012",))
    make_pack(workspace, tmp_path / "out", PackOptions(DAY, selection), shown="out")

    handed = {row["document"]: row["employee"] for row in _documents(tmp_path / "out")}

    assert {
        "cs_director_target_agreement",
        "annual_scorecard",
        "jd_category_table",
        "routine_work_calendar",
        "onboarding_training_flow",
    } <= set(handed)
    assert handed["cs_director_target_agreement"] == "0012"
    assert set(handed.values()) <= {"0012", ""}
