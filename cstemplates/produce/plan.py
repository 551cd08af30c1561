"""Plan a pack: which document for whom, in which folder, under which name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.bind import UnknownPathError
from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.produce.file_names import file_stem, pattern_place
from cstemplates.produce.selection import Selection, pack_ids, unknown_choices
from cstemplates.produce.subjects import Subjects
from cstemplates.publish import plan_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.bind import Case
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
    folders = {
        name: number for number, name in enumerate(dict.fromkeys(w.folder for w in wanted), 1)
    }
    stems, findings = _stems(press, wanted)
    names = plan_names(
        ((f"{folders[w.folder]:02d}-{w.folder}",), stem, ".docx")
        for w, stem in zip(wanted, stems, strict=True)
    )
    jobs = tuple(
        Job(w.case, folders[w.folder], w.folder, path)
        for w, path in zip(wanted, names, strict=True)
    )
    return Plan(jobs, (*findings, *_plan_findings(jobs, workspace)))


def _stems(press: Press, wanted: Iterable[_Wanted]) -> tuple[list[str], list[Finding]]:
    """Name every file; what a pattern asks for and its subject lacks is told once."""
    stems: list[str] = []
    findings: dict[Finding, None] = {}
    for w in wanted:
        try:
            stems.append(file_stem(press, w.case))
        except UnknownPathError as error:
            place = pattern_place(press.workspace, w.case.document_id)
            message = _("The file name refers to “{path}”, which these files do not have.")
            findings[finding("CST202", message.format(path=str(error)), place)] = None
            stems.append(w.case.document_id)
    return stems, list(findings)


def _wanted(workspace: Workspace, selection: Selection, press: Press) -> Iterator[_Wanted]:
    subjects = Subjects(workspace, selection, press)
    for pack_id in pack_ids(workspace, selection):
        for item in workspace.catalog.packs[pack_id].items:
            for case in subjects.cases(item):
                yield _Wanted(case, item.folder)


def _unique(wanted: Iterable[_Wanted]) -> Iterator[_Wanted]:
    seen: set[tuple[str, str | None, str]] = set()
    for w in wanted:
        person = w.case.employee.employee_id if w.case.employee else ""
        key = (w.case.document_id, w.case.role_id, person)
        if key not in seen:
            seen.add(key)
            yield w


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
                pattern_place(workspace, job.case.document_id),
                _("Use a pattern such as ${{employee.id}}-${{document.title}}.").format(),
            )
