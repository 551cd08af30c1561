"""Plan a pack: which document for whom, in which folder, under which name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.bind import Case
from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.produce.selection import (
    Selection,
    chosen_employees,
    chosen_roles,
    pack_ids,
    unknown_choices,
)
from cstemplates.publish import plan_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.model import Document, PackItem
    from cstemplates.produce.press import Press
    from cstemplates.workspace import Workspace

COVER_FOLDER_NUMBER = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make: its case, its folder's number and title, its path in the pack."""

    case: Case
    folder_number: int
    folder: str
    path: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All documents of a run in order, and what keeps it from being made."""

    jobs: tuple[Job, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    case: Case
    folder: str


def plan(workspace: Workspace, selection: Selection, press: Press) -> Plan:
    """Plan every document before the first one is made.

    A document that two packs share is made once, in the folder of the first; folders
    are numbered in the order in which the packs name them.
    """
    unknown = unknown_choices(workspace, selection)
    if unknown:
        return Plan((), tuple(unknown))
    wanted = list(_unique(_wanted(workspace, selection, press)))
    folders = list(dict.fromkeys(w.folder for w in wanted))
    names = plan_names(
        (
            (f"{folders.index(w.folder) + 1:02d}-{w.folder}",),
            press.file_stem(w.case),
            ".docx",
        )
        for w in wanted
    )
    jobs = tuple(
        Job(w.case, folders.index(w.folder) + 1, w.folder, path)
        for w, path in zip(wanted, names, strict=True)
    )
    return Plan(jobs, tuple(_plan_findings(jobs, workspace)))


def _wanted(workspace: Workspace, selection: Selection, press: Press) -> Iterator[_Wanted]:
    for pack_id in pack_ids(workspace, selection):
        for item in workspace.catalog.packs[pack_id].items:
            for case in _cases(workspace, item, selection, press):
                yield _Wanted(case, item.folder)


def _unique(wanted: Iterable[_Wanted]) -> Iterator[_Wanted]:
    seen: set[tuple[str, str | None, str]] = set()
    for w in wanted:
        person = w.case.employee.employee_id if w.case.employee else ""
        key = (w.case.document_id, w.case.role_id, person)
        if key not in seen:
            seen.add(key)
            yield w


def _cases(
    workspace: Workspace, item: PackItem, selection: Selection, press: Press
) -> Iterator[Case]:
    document = workspace.catalog.documents[item.document]
    match document.subject:
        case "employee":
            for person in chosen_employees(workspace, selection):
                if _applies(document, item, person.role, item.document, press):
                    yield Case(item.document, person.role, person)
        case "role":
            for role_id in chosen_roles(workspace, selection):
                if _applies(document, item, role_id, item.document, press):
                    yield Case(item.document, role_id)
        case _:
            yield Case(item.document)


def _applies(
    document: Document, item: PackItem, role_id: str, document_id: str, press: Press
) -> bool:
    if item.roles and role_id not in item.roles:
        return False
    if document.roles:
        return role_id in document.roles
    return press.can_show(document_id, role_id)


def _plan_findings(jobs: tuple[Job, ...], workspace: Workspace) -> Iterator[Finding]:
    if not jobs:
        yield finding(
            "CST013",
            _("There is nothing to make for this selection."),
            TextLocation(workspace.shown),
            _("Check --pack, --role and --employee, or the roles in the roster."),
        )
    for job in jobs:
        if not job.path:
            yield finding(
                "CST026",
                _("The file name of “{document}” is empty for one subject.").format(
                    document=workspace.catalog.documents[job.case.document_id].title
                ),
                workspace.locate("documents", job.case.document_id, ("file_name",)),
                _("Use a pattern such as ${{employee.id}}-${{document.title}}.").format(),
            )
