"""Template marks in what people have written: named where they stand, before any render."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.model import COLUMNS, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.findings import Location
    from cstemplates.model import Employee
    from cstemplates.workspace import Workspace

_MARKS = ("{{", "{%", "{#")


def marked_values(workspace: Workspace) -> Iterator[Finding]:
    """Find texts of catalogue, company and roster that Word would take for a template's.

    Rendering refuses them too, but can only name the template, not the cell to mend.
    """
    for kind in KINDS:
        for entry_id, entry in workspace.catalog.of(kind).items():
            for path in _marked(entry.model_dump(by_alias=True), ()):
                yield _finding(workspace.locate(kind, entry_id, path))
    if workspace.company_or_none:
        for path in _marked(workspace.company_or_none.model_dump(by_alias=True), ()):
            yield _finding(workspace.locate_company(path))
    for person in workspace.employees:
        for heading in _marked_cells(person):
            yield _finding(TextLocation(workspace.roster_shown, person.line, None, (heading,)))


def _marked(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    match value:
        case str():
            if any(mark in value for mark in _MARKS):
                yield path
        case dict():
            for key, inner in value.items():
                yield from _marked(inner, (*path, key))
        case list() | tuple():
            for position, inner in enumerate(value):
                yield from _marked(inner, (*path, position))


def _marked_cells(person: Employee) -> Iterator[str]:
    cells = {c.header: getattr(person, c.field) for c in COLUMNS if c.kind == "text"}
    for heading, value in (cells | person.extra).items():
        if any(True for _path in _marked(value, ())):
            yield heading


def _finding(location: Location) -> Finding:
    return finding(
        "CST406",
        _("The value holds a template mark such as two opening braces."),
        location,
        _("Remove the braces from the value."),
    )
