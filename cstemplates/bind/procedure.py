"""A procedure as its document prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.bind.lines import lines_context
from cstemplates.bind.policy import forms_context
from cstemplates.bind.sections import ended, sections_context
from cstemplates.bind.worded import worded

if TYPE_CHECKING:
    from cstemplates.bind.role import Say
    from cstemplates.model import Procedure
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.procedure import Step

KINDS = {
    "work_instruction": "作业指导书",
    "requirement": "管理要求",
    "standard": "服务规范",
    "process": "流程",
    "guide": "管理指引",
}
END = "end"
"""The target of a branch that ends the procedure."""


def procedure_context(
    procedure: Procedure, procedure_id: str, number: int, catalog: Catalog, say: Say
) -> dict[str, Any]:
    """Bind a procedure; parts that it does not have are empty lists."""
    places = {step.id: n for n, step in enumerate(procedure.steps, 1)}
    sections = sections_context(procedure.sections, say)
    return {
        "id": procedure_id,
        "no": number,
        "title": procedure.title,
        "kind": worded(KINDS[procedure.kind], procedure.kind),
        "number": procedure.number,
        "purpose": ended(say(procedure.purpose)),
        "scope": ended(say(procedure.scope)),
        "owners": [
            {"no": n, "who": say(o.who), "text": ended(say(o.text))}
            for n, o in enumerate(procedure.owners, 1)
        ],
        "sections": sections,
        "lines": lines_context(sections),
        "steps": [_step(step, procedure, places, catalog, say) for step in procedure.steps],
        "exceptions": [
            {"no": n, "case": say(e.case), "text": ended(say(e.text))}
            for n, e in enumerate(procedure.exceptions, 1)
        ],
        "forms": forms_context(procedure.forms, catalog),
    }


def _step(
    step: Step, procedure: Procedure, places: dict[str, int], catalog: Catalog, say: Say
) -> dict[str, Any]:
    titles = {s.id: s.title for s in procedure.steps}
    return {
        "id": step.id,
        "no": places[step.id],
        "title": say(step.title),
        "owner": say(step.owner),
        "action": ended(say(step.action)),
        "limit": say(step.limit),
        "record": say(step.record),
        "forms": "".join(f"《{form['title']}》" for form in forms_context(step.forms, catalog)),
        "branches": [
            {
                "when": say(branch.when),
                "to_no": places.get(branch.to),
                "to_title": say(titles.get(branch.to, "结束")),
            }
            for branch in step.branches
        ],
    }
