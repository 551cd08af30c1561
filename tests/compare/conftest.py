"""Real documents to change, made once."""

from __future__ import annotations

import pytest
from produce.test_goldens import REFERENCE
from support.reference import DAY, EXAMPLE, reference_cases
from support.shared import made_once

from cstemplates.produce.press import Press
from cstemplates.workspace import load_company

KINDS = (
    "annual_scorecard",
    "performance_policy",
    "key_process_control",
    "jd_clause",
    "cs_manual",
    "routine_work_calendar",
    "leave_request",
    "cs_center_org",
)


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Make one document of each kind."""

    def make() -> dict[str, bytes]:
        workspace = load_company(EXAMPLE)
        press = Press(workspace, DAY)
        cases = reference_cases(workspace, {kind: REFERENCE[kind] for kind in KINDS})
        made = {kind: press.make(case).data for kind, case in cases.items()}
        return {kind: data for kind, data in made.items() if data}

    return made_once(tmp_path_factory, "compared-documents", make)


@pytest.fixture
def scorecard(documents: dict[str, bytes]) -> bytes:
    return documents["annual_scorecard"]


@pytest.fixture
def policy(documents: dict[str, bytes]) -> bytes:
    return documents["performance_policy"]
