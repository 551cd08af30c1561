"""How far a change reaches: the documents that are made of something else than before.

Both sides are bound, which is quick, and only what is bound differently needs to be made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.findings import CatalogError, Report, Severity
from cstemplates.produce.plan import plan
from cstemplates.produce.press import Press
from cstemplates.produce.selection import Selection, documents_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cstemplates.findings import Finding
    from cstemplates.produce.plan import Job
    from cstemplates.workspace import Workspace

Subject = tuple[str, str, str]
"""Document, role and person: what makes a document of one side that of the other."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document that would be made, and the press that makes it."""

    press: Press
    job: Job

    @property
    def subject(self) -> Subject:
        """Which document this is, whatever it is called."""
        case = self.job.case
        person = case.employee.employee_id if case.employee else ""
        return case.document_id, case.role_id or "", person

    @property
    def path(self) -> str:
        """Its path in a pack; a person's document is named by number, never by name."""
        folder, _slash, file = self.job.path.partition("/")
        if self.job.case.employee:
            title = self.press.workspace.catalog.documents[self.job.case.document_id].title
            file = f"{self.job.case.employee.employee_id}-{title}.docx"
        return f"{folder}/{file}"

    @property
    def name(self) -> str:
        """Its path without the number of its folder, which depends on other documents."""
        return f"{self.job.folder}/{self.path.partition('/')[2]}"

    def equals(self, other: Sheet) -> bool:
        """Tell without making them whether two documents are the same and called the same."""
        mine, its = (each.press.ingredients(each.job.case) for each in (self, other))
        return mine == its and self.name == other.name


class SheetPair(NamedTuple):
    """A document on both sides; on one only where it was added or removed."""

    old: Sheet | None
    new: Sheet | None


def plan_sheets(
    workspace: Workspace, as_of: date, selection: Selection | None = None
) -> dict[Subject, Sheet]:
    """Plan the documents of a company; missing values become marks as in a draft.

    Raises:
        CatalogError: If templates are refused or files cannot be named; with all findings.
    """
    chosen = selection or Selection()
    press = Press(workspace, as_of, draft=True)
    _stop_at_errors(press.faults(documents_of(workspace, chosen)))
    planned = plan(workspace, chosen, press)
    _stop_at_errors(planned.findings)
    sheets = (Sheet(press, job) for job in planned.jobs)
    return {sheet.subject: sheet for sheet in sheets}


def _stop_at_errors(findings: Sequence[Finding]) -> None:
    if Report.of(findings).fails_at(Severity.ERROR):
        raise CatalogError(*findings)


def reached(old: Mapping[Subject, Sheet], new: Mapping[Subject, Sheet]) -> Iterator[SheetPair]:
    """Pair the documents that a change reaches: the new ones in order, then those gone."""
    for subject, sheet in new.items():
        earlier = old.get(subject)
        if earlier is None or not earlier.equals(sheet):
            yield SheetPair(earlier, sheet)
    yield from (SheetPair(sheet, None) for subject, sheet in old.items() if subject not in new)


def is_made_alike(old: Workspace, new: Workspace) -> bool:
    """Tell that two companies have the same people, templates and house file."""
    return old.employees == new.employees and _templates(old) == _templates(new)


def _templates(workspace: Workspace) -> list[dict[str, bytes]]:
    files = [sorted(folder.glob("*.docx")) for folder in workspace.template_folders]
    houses = [workspace.house] if workspace.house else []
    return [{path.name: path.read_bytes() for path in paths} for paths in (houses, *files)]
