"""Real documents to change, made once."""

from __future__ import annotations

import pytest
from produce.test_goldens import REFERENCE
from support.reference import made_references
from support.shared import made_once

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
    return made_once(
        tmp_path_factory, "compared-documents", lambda: made_references(KINDS, REFERENCE)
    )


@pytest.fixture
def scorecard(documents: dict[str, bytes]) -> bytes:
    return documents["annual_scorecard"]


@pytest.fixture
def policy(documents: dict[str, bytes]) -> bytes:
    return documents["performance_policy"]
