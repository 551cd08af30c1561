"""Every shipped template without a slot reads the same when docxtpl itself renders it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.parity import body_text, body_text_with_docxtpl

from cstemplates.bind import Binder, Case
from cstemplates.produce.press import Press
from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from cstemplates.model import Employee

ROOT = Path(__file__).parents[2]
DAY = date(2026, 1, 15)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(ROOT / "examples" / "xinghe")


def _person(workspace: Workspace, number: str) -> Employee:
    return next(e for e in workspace.employees if e.employee_id == number)


@pytest.mark.parametrize(
    ("document", "role", "person"),
    [
        ("cs_director_target_agreement", "cs_director", "0012"),
        ("annual_scorecard", "cs_director", "0012"),
        ("jd_category_table", "cs_director", None),
        ("jd_category_table", "pm_cs_assistant", None),
        ("jd_competency", "pm_cs_center_manager", None),
        ("jd_competency", "pm_cs_officer", None),
        ("routine_work_calendar", "pm_cs_center_manager", None),
        ("routine_work_calendar", "pm_cs_assistant", None),
    ],
)
def test_docxtpl_renders_the_same_body(
    workspace: Workspace, document: str, role: str, person: str | None
) -> None:
    press = Press(workspace, DAY)
    template = press.template_of(document)
    case = Case(document, role, _person(workspace, person) if person else None)
    binder = Binder(
        workspace.catalog, workspace.company, {e.employee_id: e for e in workspace.employees}, DAY
    )
    names = {use.path[0] for use in template.scan.fields} | {"document", "company"}
    data = binder.bind(case, names).data

    ours = body_text(template.render(data))

    assert ours == body_text_with_docxtpl(template.composed(), data)
    assert len(ours) > 20
