"""Values that a document needs and nobody gave: where to fill them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.bind import label_of
from cstemplates.findings import DocxLocation, Finding, TextLocation, finding
from cstemplates.findings.location import key_text
from cstemplates.messages import _
from cstemplates.model import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.bind import Case, Gap
    from cstemplates.findings import Location
    from cstemplates.word import Hole as TemplateHole
    from cstemplates.workspace import Workspace

_FROM_ROSTER = {
    "employee.id": "employee_id",
    "employee.department": "department",
    "employee.hired_on": "hired_on",
    "manager.name": "manager_id",
    "manager.role_title": "manager_id",
    "term.start": "term_start",
    "term.end": "term_end",
    "agreement.year": "term_start",
}


@dataclass(frozen=True, slots=True)
class Hole:
    """One missing value of one document: what it is called and where to fill it in."""

    document: str
    path: str
    label: str
    location: Location


def holes_of(
    workspace: Workspace, case: Case, gaps: Iterable[Gap], holes: Iterable[TemplateHole]
) -> tuple[Hole, ...]:
    """Put together what binding and rendering missed, each place once."""
    found = [
        *(_hole(workspace, case, gap.path, gap.label, None) for gap in gaps),
        *(_hole(workspace, case, h.field, label_of(h.field), h.location) for h in holes),
    ]
    return tuple({(h.label, h.location): h for h in found}.values())


def _hole(
    workspace: Workspace, case: Case, path: str, label: str, template: DocxLocation | None
) -> Hole:
    document = workspace.catalog.documents[case.document_id].title
    place = _where(workspace, case, path, template)
    if path in _FROM_ROSTER and case.employee:
        # What is computed from a cell, such as the year of a term, is filled in there.
        label = _header(_FROM_ROSTER[path])
    return Hole(document, path, label, place)


def _where(workspace: Workspace, case: Case, path: str, template: DocxLocation | None) -> Location:
    """The place that a person edits: the roster, company.yaml, else the template."""
    column = _FROM_ROSTER.get(path) or (path if path.startswith("pay.") else "")
    if column and case.employee:
        return TextLocation(workspace.roster_shown, case.employee.line, None, (_header(column),))
    if path.startswith("company.") or template is None:
        return workspace.locate_company(tuple(path.split(".")[1:]), parameter=path)
    return template


def _header(column: str) -> str:
    return next((c.header for c in COLUMNS if c.field == column), column)


def _hint(place: Location) -> str:
    if (
        isinstance(place, TextLocation)
        and place.line
        and not place.path.endswith((".csv", ".xlsx"))
    ):
        return _("Write it as “{key}”, or use --draft to see where it goes.").format(
            key=key_text(place.key_path)
        )
    return _("Fill it in, or use --draft to see where it goes.")


def hole_findings(workspace: Workspace, case: Case, holes: Iterable[Hole]) -> Iterator[Finding]:
    """One finding for each hole."""
    document = workspace.catalog.documents[case.document_id].title
    for hole in holes:
        yield finding(
            "CST400",
            _("“{label}” is missing; “{document}” needs it.").format(
                label=hole.label, document=document
            ),
            hole.location,
            _hint(hole.location),
        )
