"""The work of a batch: a group of people in, files beside their places and rows out.

``make_group`` is a function of its arguments and the company folder alone, so that any
executor can run it anywhere that sees the same disk.
"""

from __future__ import annotations

import json
import traceback
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates import messages
from cstemplates.bind import Case
from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.model import Employee
from cstemplates.produce.batch.limits import deadline
from cstemplates.produce.batch.plan_file import Fault, line_of
from cstemplates.produce.batch.planning import run_hash
from cstemplates.produce.press import Press
from cstemplates.publish import opens_with, protect, sha256
from cstemplates.publish.growing import Grown, stage_file
from cstemplates.publish.sealing import unseal
from cstemplates.publish.standing import State
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cstemplates.findings import Finding
    from cstemplates.produce.batch.order import Settings

FAILED = "failed"


class Outcome(NamedTuple):
    """What became of one document: made, done or kept with its rows, or failed with faults."""

    document: str
    state: str
    files: tuple[Grown, ...] = ()
    faults: tuple[Fault, ...] = ()
    row: int = 0


def make_group(settings: Settings, people: Sequence[bytes]) -> list[Outcome]:
    """Make the documents of some people, each staged beside its place.

    Args:
        settings: What the worker must know of the run.
        people: Lines of the plan.

    Raises:
        WorkspaceError: If the company's files are no longer those of the plan.
    """
    press = _ready(settings)
    return [outcome for line in people for outcome in _of_person(press, settings, line)]


def warm(company: Path, as_of: date, language: str, documents: Sequence[str] = ()) -> None:
    """Load the catalogue and open the templates before there is work."""
    messages.use(language)
    press = _press(company, as_of)
    press.faults(name for name in documents if name in press.workspace.catalog.documents)


@lru_cache(maxsize=1)
def _press(company: Path, as_of: date) -> Press:
    return Press(load_company(company, with_people=False), as_of)


@lru_cache(maxsize=1)
def _ready(settings: Settings) -> Press:
    """The press of a run, once it is known to print from what was planned."""
    messages.use(settings.language)
    press = _press(settings.company, settings.as_of)
    if not _is_planned(press, settings):
        # A process that serves many runs may have read the files of an earlier one.
        _press.cache_clear()
        press = _press(settings.company, settings.as_of)
    if not _is_planned(press, settings):
        raise WorkspaceError(
            finding(
                "CST030",
                _("Files of the company folder were changed while the batch ran."),
                TextLocation(press.workspace.shown),
                _("Run it again with --resume; what is as before is not made again."),
            )
        )
    press.people.clear()
    for number, name, role in settings.colleagues:
        _meet(press, number, name, role)
    return press


def _is_planned(press: Press, settings: Settings) -> bool:
    """Tell whether what the press prints from is what the plan was made from."""
    press.faults(settings.documents)
    return run_hash(press, settings.colleagues) == settings.run


def faults_of(findings: Sequence[Finding], row: int, employee: str, document: str) -> list[Fault]:
    """Say in a row of failed.csv what kept a document from being made."""
    return [
        Fault(row, _column(found), found.code, found.message, employee, document)
        for found in findings
    ]


def _of_person(press: Press, settings: Settings, line: bytes) -> Iterator[Outcome]:
    person = json.loads(line)
    employee = Employee.model_validate(person["employee"] | {"line": person["row"]})
    if person["manager"]:
        _meet(press, *person["manager"])
    sealed = person.get("password", "")
    password = unseal(sealed, settings.secret) if sealed else ""
    for document in person["documents"]:
        if "state" in document and _still_opens(settings.out, document, password):
            files = tuple(Grown(r["path"], line_of(r), waits=False) for r in document["rows"])
            yield Outcome(document["id"], document["state"], files)
        else:
            case = Case(document["id"], employee.role, employee)
            yield _made(press, settings, case, document, password)


def _still_opens(out: Path, document: dict[str, Any], password: str) -> bool:
    """Tell whether a finished file has a person's password of today; one without is fine.

    No hash tells that, since six digits are soon guessed from one. Of twins the PDF, which
    comes last, is asked, because it answers sooner.
    """
    if not password or document["state"] != State.DONE:
        return True
    path = document["rows"][-1]["path"]
    try:
        return opens_with(path, (out / path).read_bytes(), password)
    except OSError:
        return False


def _made(
    press: Press, settings: Settings, case: Case, document: dict[str, Any], password: str
) -> Outcome:
    assert case.employee is not None
    person = case.employee
    try:
        with deadline(settings.limits):
            made = press.make(case)
            data = made.data
            if data is not None and password:
                data = protect(document["path"], data, password)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are made
        broken = broken_off(_reason(error), person.line, person.employee_id, case.document_id)
        return Outcome(case.document_id, FAILED, faults=(broken,))
    if data is None:
        faults = faults_of(made.findings, person.line, person.employee_id, case.document_id)
        return Outcome(case.document_id, FAILED, faults=tuple(faults))
    stage_file(settings.out, document["path"], data)
    row = {
        "path": document["path"],
        "document": case.document_id,
        "role": case.role_id,
        "employee": person.employee_id,
        "sha256": sha256(data),
        "content_sha256": made.content_sha256,
        "key": document["key"],
    }
    files = (Grown(document["path"], line_of(row)),)
    return Outcome(case.document_id, State.MAKE, files, row=person.line)


def _meet(press: Press, number: str, name: str, role: str) -> None:
    if number not in press.people:
        press.people[number] = Employee.model_construct(employee_id=number, name=name, role=role)


def broken_off(reason: str, row: int, employee: str, document: str) -> Fault:
    """The fault of a document whose making broke off."""
    message = _("Making this document broke off: {reason}.").format(reason=reason)
    return Fault(row, "", "CST031", message, employee, document)


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return _("it needs too much memory")
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return _("a fault of cstemplates ({place})").format(place=place)


def _column(found: Finding) -> str:
    place = found.location
    in_roster = isinstance(place, TextLocation) and place.key_path and place.line
    return str(place.key_path[0]) if in_roster and isinstance(place, TextLocation) else ""
