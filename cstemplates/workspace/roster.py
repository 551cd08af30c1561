"""From a roster's table to employees: every fault with its row and column, in one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.findings import Finding, Severity, finding
from cstemplates.messages import _, listed
from cstemplates.model import COLUMNS, Employee, parse
from cstemplates.workspace.cells import read_cell
from cstemplates.workspace.passwords import (
    missing_column,
    password_of,
    plain_heading,
    printed_column,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cstemplates.load import HeaderCell, Row, Table
    from cstemplates.model import Column
    from cstemplates.workspace.passwords import PasswordColumn
    from cstemplates.workspace.posts import Posts

MAX_FINDINGS = 50
MAX_ROW_FAULTS = 100_000
"""How many faults of rows are told where each is told to its person."""
_BY_HEADING = {name: column for column in COLUMNS for name in (column.field, column.header)}


class People(NamedTuple):
    """What a roster says.

    ``passwords`` by employee number, empty without a column of them; ``lines`` are the rows of
    all employee numbers, those in faulty rows too.
    """

    employees: tuple[Employee, ...]
    findings: tuple[Finding, ...]
    passwords: Mapping[str, str]
    lines: Mapping[str, int]


def field_of(heading: str) -> str:
    """The field a heading stands for, in Chinese or English; empty when it is none of ours."""
    column = _BY_HEADING.get(plain_heading(heading)) or _BY_HEADING.get(_spelt(heading))
    return column.field if column else ""


def _spelt(heading: str) -> str:
    return plain_heading(heading).replace(" ", "_").replace("-", "_")


def read_employees(
    table: Table,
    posts: Posts,
    passwords: PasswordColumn | None = None,
    *,
    most: int = MAX_FINDINGS,
) -> People:
    """Read the rows of a roster; rows with faults are left out and their faults told.

    The column of the passwords is no field of an employee, so that no document gets it.

    Args:
        table: The roster as text.
        posts: The roles by what a roster calls them.
        passwords: The column of the passwords.
        most: After how many faults to stop.
    """
    roster = _Roster(table, posts, passwords)
    roster.match_headings()
    if roster.findings:
        return People((), tuple(roster.findings), {}, {})
    people = []
    for row in table.rows:
        if len(roster.findings) >= most:
            break
        if person := roster.employee(row):
            people.append(person)
    else:
        roster.check_managers()
    findings = (*roster.notices, *roster.findings[:most])
    return People(tuple(people), findings, roster.passwords, roster.rows_by_id)


@dataclass
class _Roster:
    table: Table
    posts: Posts
    secret: PasswordColumn | None = None
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    rows_by_id: dict[str, int] = field(default_factory=dict)
    secret_heading: str = ""
    passwords: dict[str, str] = field(default_factory=dict, repr=False)

    def match_headings(self) -> None:
        """Find the column of each field; what is no field's is kept as extra."""
        for cell in self.table.header:
            column = _BY_HEADING.get(field_of(cell.name))
            if self._is_secret(cell):
                continue
            if column is None:
                self.extra.append(cell.name)
                self._notice_unknown(cell)
            elif self.headings.setdefault(column.field, cell.name) != cell.name:
                message = _("Two columns mean the same: “{header}”.").format(header=column.header)
                self._report("CST155", message, self.table.header_line, cell.name)
        self._check_columns()

    def _is_secret(self, cell: HeaderCell) -> bool:
        """Notice the column of the passwords; one that documents print is none."""
        if not self.secret or not self.secret.is_called(cell.name):
            return False
        self.secret_heading = cell.name
        if is_printed := bool(field_of(cell.name)):
            self.findings.append(printed_column(self.secret))
        return not is_printed

    def _check_columns(self) -> None:
        if self.secret and not self.secret_heading and self.table.header:
            self.findings.append(missing_column(self.secret))
        for column in COLUMNS:
            if column.required and column.field not in self.headings and self.table.header:
                message = _("The column “{header}” is missing.").format(header=column.header)
                place = self.table.locate(self.table.header_line)
                hint = _("The headings must stand in the first row that is not blank.")
                self.findings.append(finding("CST153", message, place, hint))

    def employee(self, row: Row) -> Employee | None:
        """Read one row; None when it has faults."""
        before = len(self.findings)
        values: dict[str, Any] = {"line": row.line, "pay": {}, "extra": {}}
        for column in COLUMNS:
            self._take(column, row, values)
        values["extra"] = {name: row.values[name] for name in self.extra if row.values[name]}
        self._check_id(values, row)
        self._check_role(values, row)
        self._check_term(values, row)
        password = self._password(row)
        if len(self.findings) > before:
            return None
        person, faults = parse(Employee, values)
        for fault in faults:
            heading = self.headings.get(str(fault.key_path[0]), "")
            self._report("CST157", _("This value cannot be used."), row.line, heading)
        if person and password:
            self.passwords[person.employee_id] = password
        return person

    def check_managers(self) -> None:
        """Report every direct superior who is not in the roster."""
        heading = self.headings.get("manager_id")
        for row in self.table.rows if heading else ():
            manager = row.values[heading] if heading else ""
            if manager and manager not in self.rows_by_id:
                message, hint = self._no_superior()
                self._report("CST161", message, row.line, heading or "", hint)
        for loop in self._manager_loops(heading) if heading else ():
            lines = listed(str(self.rows_by_id[number]) for number in loop)
            message = _("The direct superiors run in a loop: rows {rows}.").format(rows=lines)
            hint = _("Nobody may be the own superior, directly or through others.")
            self._report("CST166", message, self.rows_by_id[loop[0]], heading or "", hint)

    def _no_superior(self) -> tuple[str, str]:
        if any(f.severity is Severity.ERROR for f in self.table.findings):
            message = _("The direct superior stands in no row that could be read.")
            return message, _("Mend the other rows first.")
        message = _("The direct superior is not in the roster.")
        return message, _("Write the employee number of somebody in the roster.")

    def _manager_loops(self, heading: str) -> Iterator[list[str]]:
        """Walk up from each person once; every loop comes out once."""
        number = self.headings["employee_id"]
        above = {row.values[number]: row.values[heading] for row in self.table.rows}
        above.pop("", None)
        seen: set[str] = set()
        for start in above:
            way: list[str] = []
            current = start
            while current in above and current not in seen:
                seen.add(current)
                way.append(current)
                current = above[current]
            if current in way:
                yield sorted(way[way.index(current) :], key=lambda n: self.rows_by_id[n])

    def _take(self, column: Column, row: Row, values: dict[str, Any]) -> None:
        heading = self.headings.get(column.field)
        text = row.values[heading] if heading else ""
        if heading and text:
            group, _dot, name = column.field.rpartition(".")
            try:
                (values[group] if group else values)[name] = read_cell(column, text)
            except ValueError as error:
                self._report("CST157", str(error), row.line, heading)
        elif heading and column.required:
            message = _("“{header}” is not filled in.").format(header=column.header)
            self._report("CST156", message, row.line, heading)

    def _password(self, row: Row) -> str:
        """Read a person's password; empty without a column of them, or when it is no good."""
        if not self.secret or not self.secret_heading:
            return ""
        cell = row.values[self.secret_heading]
        if not cell:
            message = _("The password of this person is missing.")
            self._report("CST167", message, row.line, self.secret_heading)
            return ""
        try:
            return password_of(cell, self.secret.last)
        except ValueError as error:
            hint = _("Choose letters and digits, 6 to 40 of them.")
            self._report("CST168", str(error), row.line, self.secret_heading, hint)
            return ""

    def _check_id(self, values: dict[str, Any], row: Row) -> None:
        number = values.get("employee_id")
        if number and (first := self.rows_by_id.setdefault(number, row.line)) != row.line:
            message = _("The employee number already stands in row {row}.").format(row=first)
            self._report("CST158", message, row.line, self.headings["employee_id"])

    def _check_role(self, values: dict[str, Any], row: Row) -> None:
        if "role" not in values:
            return
        found = self.posts.find(values["role"])
        if len(found) == 1:
            values["role"] = found[0]
            return
        message = _("The catalogue has no such role.")
        hint = self.posts.hint(values["role"])
        if found:
            message = _("Several roles have this name.")
            hint = _("Write the role's id instead: {ids}.").format(ids=listed(found))
        self._report("CST160", message, row.line, self.headings["role"], hint)

    def _check_term(self, values: dict[str, Any], row: Row) -> None:
        start, end = values.get("term_start"), values.get("term_end")
        if start and end and end < start:
            message = _("The term ends before it begins.")
            self._report("CST157", message, row.line, self.headings["term_end"])

    def _notice_unknown(self, cell: HeaderCell) -> None:
        message = _("The column “{heading}” is not one of ours; it is kept as it is.").format(
            heading=cell.name
        )
        hint = _("Templates can print it as employee.extra.{heading}.").format(heading=cell.name)
        place = self.table.locate(self.table.header_line, cell.name)
        self.notices.append(finding("CST154", message, place, hint))

    def _report(self, code: str, message: str, line: int, heading: str, hint: str = "") -> None:
        self.findings.append(finding(code, message, self.table.locate(line, heading), hint))
