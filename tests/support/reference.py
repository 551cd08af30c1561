"""Every document for its reference subject, made and laid out once for all tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from support.printed import Printed

from cstemplates.bind import Case
from cstemplates.pdf import PdfSource, convert
from cstemplates.produce.contents import Listed, number_contents
from cstemplates.produce.press import Press
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cstemplates.findings import Finding
    from cstemplates.model import Employee, Role
    from cstemplates.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinghe"
DAY = date(2026, 1, 15)
Subject = tuple[str | None, str | None]
"""A role, a person, or neither for a document of the company."""


@dataclass(frozen=True)
class LaidOut:
    """Documents by name, each with its pages, and everything that was said about them."""

    documents: dict[str, Printed]
    findings: tuple[Finding, ...]


def lay_out(press: Press, cases: Mapping[str, Case]) -> LaidOut:
    """Make documents as a pack does, page numbers of a contents included, and their PDFs."""
    made = {name: press.make(case) for name, case in cases.items()}
    listed = [Listed(name, m.data, m.contents) for name, m in made.items() if m.data and m.contents]
    plain = [PdfSource(n, m.data) for n, m in made.items() if m.data and not m.contents]
    with ThreadPoolExecutor() as executor:
        # A contents is laid out at least twice; the others go through meanwhile.
        waiting = executor.submit(number_contents, listed, as_of=press.as_of)
        converted = convert(plain, as_of=press.as_of, processes=1 if listed else None)
        numbered = waiting.result()
    data = {s.path: s.data for s in plain} | numbered.data
    pages = dict(numbered.pages)
    pages |= {s.path: p for s, p in zip(plain, converted.pages, strict=True) if p}
    findings = [f for m in made.values() for f in m.findings]
    return LaidOut(
        {n: Printed(file, pages[n].data) for n, file in data.items() if n in pages},
        (*findings, *numbered.findings, *converted.findings),
    )


def reference_cases(workspace: Workspace, subjects: Mapping[str, Subject]) -> dict[str, Case]:
    """Give each document the role or person it is kept for."""
    people = {person.employee_id: person for person in workspace.employees}
    cases = {}
    for name, (role, number) in subjects.items():
        document = workspace.catalog.documents[name]
        person = people[number] if number else None
        of_department = document.roles[0] if document.subject == "department" else None
        cases[name] = Case(name, person.role if person else role or of_department, person)
    return cases


def press_with(
    workspace: Workspace,
    *,
    roles: Mapping[str, Role] | None = None,
    people: Iterable[Employee] = (),
) -> Press:
    """Open a press whose company has more roles and people; it checks every file's structure."""
    catalog = replace(workspace.catalog, roles={**workspace.catalog.roles, **(roles or {})})
    staff = (*workspace.employees, *people)
    return Press(replace(workspace, catalog=catalog, employees=staff), DAY, deep=True)


def made_references(kinds: Iterable[str], reference: Mapping[str, Subject]) -> dict[str, bytes]:
    """Make one document of each of these kinds for its reference subject."""
    workspace = load_company(EXAMPLE)
    press = Press(workspace, DAY)
    cases = reference_cases(workspace, {kind: reference[kind] for kind in kinds})
    made = {kind: press.make(case).data for kind, case in cases.items()}
    return {kind: data for kind, data in made.items() if data}
