"""Plan a batch in a process of its own: who gets what, under which name, what is done."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cstemplates import __version__, messages
from cstemplates.bind import Case
from cstemplates.findings import (
    CatalogError,
    Finding,
    Severity,
    TextLocation,
    WorkspaceError,
    finding,
)
from cstemplates.messages import _
from cstemplates.model import COLUMNS
from cstemplates.produce.batch.plan_file import (
    CARRIED,
    FAULTS,
    PEOPLE,
    Fault,
    Head,
    write_lines,
)
from cstemplates.produce.cover import pdf_path
from cstemplates.produce.file_names import file_stem
from cstemplates.produce.press import Press
from cstemplates.produce.review import review
from cstemplates.produce.selection import Selection, unknown_choices, unknown_name
from cstemplates.publish import plan_names, sha256
from cstemplates.publish.sealing import seal
from cstemplates.publish.standing import State, look_at
from cstemplates.workspace import ROSTERS, load_company
from cstemplates.workspace.collector import collector_paused
from cstemplates.workspace.passwords import PASSWORD
from cstemplates.workspace.roster import MAX_ROW_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cstemplates.model import Employee
    from cstemplates.produce.batch.order import BatchOrder
    from cstemplates.workspace import Workspace

_SUBJECTS = ("employee", "role")
_HEADERS = {column.field: column.header for column in COLUMNS}
_ENDS_READING = ("CST106", "CST151")
"""What stands in one row, but keeps all after it from being read."""
Document = dict[str, Any]
Person = dict[str, Any]


@collector_paused()
def plan_batch(order: BatchOrder, spool: Path, language: str) -> Head:
    """Check everything as a pack does, and write the plan; faulty rows stop nobody else.

    Raises:
        CatalogError: If anything else is wrong with catalogue, layers, company or roster.
        WorkspaceError: If something stands in the way, or does not exist.
    """
    messages.use(language)
    workspace = load_company(
        order.company,
        roster=order.roster,
        every_fault=True,
        password_column=order.password_column,
    )
    read = _sorted_out(workspace, workspace.findings)
    _refuse(_too_many(workspace, read), CatalogError)
    # With the faults of single rows set aside, the rules run as for a roster without them.
    workspace = replace(workspace, findings=tuple(read.others))
    found = _sorted_out(workspace, review(workspace))
    found.rows[:] = sorted({*found.rows, *read.rows})
    found.of_rows += read.of_rows
    _refuse(found.others, CatalogError)
    _refuse(_unknown(workspace, order, found.faulty), WorkspaceError)
    press = Press(workspace, order.as_of)
    _refuse(press.faults(order.documents), CatalogError)
    plan = _Plan(order, press, found)
    plan.choose()
    plan.compare()
    return plan.write(spool)


@dataclass(slots=True)
class _Found:
    """Findings about single rows of the roster, and all others."""

    rows: list[Fault]
    of_rows: list[Finding]
    others: list[Finding]

    @property
    def faulty(self) -> frozenset[int]:
        return frozenset(fault.row for fault in self.rows)


@dataclass(slots=True)
class _Plan:
    order: BatchOrder
    press: Press
    found: _Found
    people: list[Person] = field(default_factory=list)
    others: int = 0
    run: str = ""
    colleagues: tuple[tuple[str, str, str], ...] = ()
    carried: list[dict[str, str]] = field(default_factory=list)

    def choose(self) -> None:
        """Take the people asked for, and the documents that are for their roles."""
        workspace = self.press.workspace
        staff = {e.employee_id: e for e in workspace.employees}
        unasked = {e.line for e in workspace.employees if not self._is_asked_for(e)}
        if asked := self.order.employees:
            # Faulty rows are no employees, but their numbers may be known.
            unasked |= {n for who, n in workspace.roster_lines.items() if who not in asked}
        self.found.rows[:] = [fault for fault in self.found.rows if fault.row not in unasked]
        passed_over = self.found.faulty | unasked
        for employee in workspace.employees:
            if employee.line in passed_over:
                continue
            cases = list(self._cases(employee))
            self.others += not cases
            if cases:
                manager = staff.get(employee.manager_id or "")
                person = _person(employee, manager, cases)
                if password := workspace.passwords.get(employee.employee_id):
                    person["password"] = seal(password, self.order.secret)
                self.people.append(person)
        if asked and not self.people:
            _refuse(self._faults_of_those_asked_for(), CatalogError)
        self._name()
        self._key()

    def compare(self) -> None:
        """See what stands in the folder already."""
        wanted = {path: d["key"] for d in self._documents() for path in self._paths(d)}
        order = self.order
        standing = look_at(order.out, wanted, order.choices, shown=order.shown)
        _refuse([*standing.findings, *self._nothing()], WorkspaceError)
        self.carried = standing.carried
        for document in self._documents():
            stands = [standing.states[path] for path in self._paths(document)]
            states = {state for state, _row in stands}
            if State.KEPT in states or State.MAKE not in states:
                document["state"] = State.KEPT if State.KEPT in states else State.DONE
                document["rows"] = [row for _state, row in stands if row]

    def write(self, spool: Path) -> Head:
        """Write the plan and return its head."""
        write_lines(spool / PEOPLE, self.people)
        write_lines(spool / FAULTS, self.found.rows)
        write_lines(spool / CARRIED, self.carried)
        workspace = self.press.workspace
        catalog, made = workspace.catalog, [d["id"] for d in self._documents()]
        return Head(
            columns=tuple((name, _meaning(key)) for name, key in workspace.roster_columns),
            rows=workspace.roster_rows,
            people=len(self.people),
            others=self.others,
            faulty_rows=len(self.found.faulty),
            documents={
                name: (catalog.documents[name].title, made.count(name))
                for name in self.order.documents
            },
            notices=tuple(f for f in self.found.others if f.severity is Severity.WARNING),
            facts=self._facts(),
            run=self.run,
            colleagues=self.colleagues,
        )

    def _is_asked_for(self, employee: Employee) -> bool:
        order = self.order
        return (
            (not order.employees or employee.employee_id in order.employees)
            and (not order.roles or employee.role in order.roles)
            and (not order.departments or _department(self.press, employee) in order.departments)
        )

    def _cases(self, employee: Employee) -> Iterator[Case]:
        for document_id in self.order.documents:
            document = self.press.workspace.catalog.documents[document_id]
            suits = employee.role in document.roles if document.roles else True
            if suits and (document.roles or self.press.can_show(document_id, employee.role)):
                yield Case(document_id, employee.role, employee)

    def _name(self) -> None:
        """Name all files; each name says whose file it is."""
        documents = self.press.workspace.catalog.documents
        wanted = [
            (documents[case.document_id].title, self._stem(case))
            for person in self.people
            for case in person["cases"]
        ]
        paths = iter(plan_names(((folder,), stem, ".docx") for folder, stem in wanted))
        for person in self.people:
            cases = person.pop("cases")
            person["documents"] = [{"id": c.document_id, "path": next(paths)} for c in cases]

    def _stem(self, case: Case) -> str:
        assert case.employee is not None
        stem, number = file_stem(self.press, case), case.employee.employee_id
        return stem if number in stem else f"{number}-{case.employee.name}-{stem}"

    def _key(self) -> None:
        """Give every document the hash of all that it is made from."""
        if any(self.press.shows_colleagues(name) for name in self.order.documents):
            staff = self.press.workspace.employees
            self.colleagues = tuple((e.employee_id, e.name, e.role) for e in staff)
        self.run = run_hash(self.press, self.colleagues)
        for person in self.people:
            # Not the password itself: six digits are soon guessed from a hash.
            is_protected = "password" in person
            of_person = json.dumps([self.run, person["employee"], person["manager"], is_protected])
            for document in person["documents"]:
                text = f"{of_person}{document['id']}\n{document['path']}\n{self.order.pdf}"
                document["key"] = sha256(text.encode())

    def _documents(self) -> Iterator[Document]:
        return (document for person in self.people for document in person["documents"])

    def _paths(self, document: Document) -> list[str]:
        path = document["path"]
        return [path, pdf_path(path)] if self.order.pdf else [path]

    def _faults_of_those_asked_for(self) -> list[Finding]:
        """Say at once what keeps the documents of single people from being made."""
        faulty = self.found.faulty
        return [
            f
            for f in self.found.of_rows
            if isinstance(f.location, TextLocation) and f.location.line in faulty
        ]

    def _nothing(self) -> Iterator[Finding]:
        if not self.people and not self.found.rows:
            yield finding(
                "CST013",
                _("There is nothing to make for this selection."),
                TextLocation(self.press.workspace.shown),
                _("Check --department, --role and --employee, and for whom the documents are."),
            )

    def _facts(self) -> dict[str, Any]:
        workspace = self.press.workspace
        inputs = [*workspace.inputs, *self.press.inputs()]
        return {
            "inputs": [{"path": path, "sha256": digest} for path, digest in inputs],
            "as_of": self.order.as_of.isoformat(),
            "versions": {"cstemplates": __version__, "catalog": workspace.company.catalog},
        }


def run_hash(press: Press, colleagues: tuple[tuple[str, str, str], ...]) -> str:
    """Hash what all documents of a run are made from: everything but the people."""
    workspace = press.workspace
    own = workspace.company.roster
    rosters = {own, *ROSTERS, workspace.roster_shown.rpartition("/")[2]}
    inputs = [(name, digest) for name, digest in workspace.inputs if name not in rosters]
    facts = [inputs, press.inputs(), press.as_of.isoformat(), __version__, colleagues]
    return sha256(json.dumps(facts).encode())


def _person(employee: Employee, manager: Employee | None, cases: list[Case]) -> Person:
    above = (manager.employee_id, manager.name, manager.role) if manager else None
    data = employee.model_dump(mode="json", exclude={"line"}, exclude_defaults=True)
    return {"row": employee.line, "employee": data, "manager": above, "cases": cases}


def _meaning(column: str) -> str:
    return _("the password of the files") if column == PASSWORD else _HEADERS.get(column, "")


def _department(press: Press, employee: Employee) -> str | None:
    return employee.department or press.workspace.catalog.roles[employee.role].department


def _sorted_out(workspace: Workspace, findings: Iterable[Finding]) -> _Found:
    """Tell errors of single rows from those that make the whole roster useless."""
    rows, of_rows, others = [], [], []
    for found in findings:
        place = found.location
        of_row = (
            isinstance(place, TextLocation)
            and place.path == workspace.roster_shown
            and (place.line or 0) > workspace.roster_header_line
        )
        if not (of_row and found.severity is Severity.ERROR and found.code not in _ENDS_READING):
            others.append(found)
        elif isinstance(place, TextLocation):
            column = str(place.key_path[0]) if place.key_path else str(place.column or "")
            of_rows.append(found)
            rows.append(Fault(place.line or 0, column, found.code, found.message))
    return _Found(sorted(rows), of_rows, others)


def _too_many(workspace: Workspace, read: _Found) -> Iterator[Finding]:
    """Refuse a roster of which not all rows were read, because so many have faults."""
    if len(read.rows) >= MAX_ROW_FAULTS:
        yield finding(
            "CST106",
            _("The roster has more than {limit} faults.").format(limit=MAX_ROW_FAULTS),
            TextLocation(workspace.roster_shown),
            _("Check whether its columns stand below the right headings."),
        )


def _unknown(workspace: Workspace, order: BatchOrder, faulty: frozenset[int]) -> list[Finding]:
    known = workspace.catalog.documents
    lines = workspace.roster_lines
    there = tuple(number for number in order.employees if lines.get(number) not in faulty)
    asked = Selection((), order.roles, there)
    wrong = [f for name in order.documents for f in unknown_name(_("document"), name, known)]
    wrong += unknown_choices(workspace, asked)
    roles = workspace.catalog.roles
    departments = {e.department or roles[e.role].department or "" for e in workspace.employees}
    for name in order.departments:
        wrong += unknown_name("--department", name, dict.fromkeys(departments))
    return wrong + [
        finding(
            "CST014",
            _("“{document}” is not made for people one by one.").format(document=known[n].title),
            workspace.locate("documents", n, ("subject",)),
            _("Make it with: cstemplates pack"),
        )
        for n in order.documents
        if n in known and known[n].subject not in _SUBJECTS
    ]


def _refuse(findings: Iterable[Finding], error: type[CatalogError | WorkspaceError]) -> None:
    wrong = [f for f in findings if f.severity is not Severity.INFO]
    if any(f.severity is Severity.ERROR for f in wrong):
        raise error(*wrong)
