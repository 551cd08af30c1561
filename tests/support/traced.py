"""The example company, its press and its tracer, made once for the tests of traces."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from support.reference import DAY, EXAMPLE

from cstemplates.bind import Case
from cstemplates.produce.press import Press
from cstemplates.trace import Trace, Tracer
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from cstemplates.workspace import Workspace


@cache
def workspace() -> Workspace:
    return load_company(EXAMPLE)


@cache
def press() -> Press:
    return Press(workspace(), DAY)


@cache
def tracer() -> Tracer:
    return Tracer(press())


def person(number: str, document: str) -> Case:
    """The case of a document for one person of the roster."""
    employee = press().people[number]
    return Case(document, employee.role, employee)


_made: dict[tuple[str, str | None, str], tuple[bytes, Trace]] = {}


def traced(case: Case) -> tuple[bytes, Trace]:
    """Make and trace a document once."""
    key = (case.document_id, case.role_id, case.employee.employee_id if case.employee else "")
    if key not in _made:
        data = press().make(case).data
        assert data is not None
        _made[key] = data, tracer().trace(case, data, f"{case.document_id}.docx")
    return _made[key]
