"""Real documents of every kind, made once."""

from __future__ import annotations

import pytest
from produce.test_goldens import REFERENCE
from support.reference import made_references
from support.shared import made_once

# Controls, merged cells, a drawing, chapters with headers of their own, many lists.
KINDS = (
    "annual_scorecard",
    "cs_director_target_agreement",
    "jd_clause",
    "jd_summary_detail",
    "routine_work_calendar",
    "org_and_duties",
    "training_policy",
    "six_goal_commitment",
    "onboarding_training_flow",
    "leave_request",
    "kpi_breakdown",
    "cs_work_plan",
)


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Make one document of each kind."""
    return made_once(tmp_path_factory, "redline", lambda: made_references(KINDS, REFERENCE))
