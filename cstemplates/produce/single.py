"""One document for one subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.bind import Case, label_of
from cstemplates.findings import (
    CatalogError,
    Severity,
    TextLocation,
    WorkspaceError,
    finding,
)
from cstemplates.messages import _, listed
from cstemplates.produce.content import lacks
from cstemplates.produce.contents import Listed, number_contents
from cstemplates.produce.press import Press
from cstemplates.produce.review import review
from cstemplates.produce.selection import Selection, unknown_choices, unknown_name
from cstemplates.publish import protect

if TYPE_CHECKING:
    from datetime import date

    from cstemplates.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Single:
    """One document, not yet enciphered, and what it was made with."""

    press: Press
    case: Case
    data: bytes

    @property
    def password(self) -> str:
        """The password it is to open with; empty when it needs none."""
        person = self.case.employee
        return self.press.workspace.passwords.get(person.employee_id, "") if person else ""

    def protected(self) -> bytes:
        """Return the file as a person gets it, enciphered where it has a password."""
        name = f"{self.case.document_id}.docx"
        return protect(name, self.data, self.password) if self.password else self.data


def make_one(
    workspace: Workspace, document_id: str, *, role: str | None, employee: str | None, as_of: date
) -> bytes:
    """Make one document as a person gets it: what has a password is enciphered.

    Raises:
        CatalogError: If catalogue or company data have errors, or a value is missing.
        WorkspaceError: If document, role or person do not exist or do not go together.
    """
    return make_single(
        workspace, document_id, role=role, employee=employee, as_of=as_of
    ).protected()


def make_single(
    workspace: Workspace,
    document_id: str,
    *,
    role: str | None,
    employee: str | None,
    as_of: date,
    draft: bool = False,
) -> Single:
    """Make one document; a person's role is taken from the roster.

    Raises:
        CatalogError: If catalogue or company data have errors, or a value is missing.
        WorkspaceError: If document, role or person do not exist or do not go together.
    """
    report = review(workspace)
    if report.fails_at(Severity.ERROR):
        raise CatalogError(*report)
    case = _case(workspace, document_id, role, employee)
    press = Press(workspace, as_of, draft)
    _refuse_empty_shell(press, case)
    made = press.make(case)
    if made.data is None:
        raise CatalogError(*made.findings)
    name = f"{document_id}.docx"
    listed = [Listed(name, made.data, made.contents)] if made.contents else []
    return Single(press, case, number_contents(listed, as_of=as_of).data.get(name, made.data))


def _case(workspace: Workspace, document_id: str, role: str | None, employee: str | None) -> Case:
    asked = Selection((), (role,) if role else (), (employee,) if employee else ())
    wrong = unknown_name(_("document"), document_id, workspace.catalog.documents)
    wrong += unknown_choices(workspace, asked)
    if wrong:
        raise WorkspaceError(*wrong)
    person = next((e for e in workspace.employees if e.employee_id == employee), None)
    if person and role and person.role != role:
        raise WorkspaceError(
            finding(
                "CST014",
                _("This person holds another role."),
                TextLocation("--role"),
                _("Leave --role out; the role is taken from the roster."),
            )
        )
    document = workspace.catalog.documents[document_id]
    match document.subject:
        case "employee" if person:
            return Case(document_id, person.role, person)
        case "employee":
            raise _incomplete(document.title, "--employee")
        case "role" if role or person:
            return Case(document_id, role or (person.role if person else None))
        case "role":
            raise _incomplete(document.title, "--role")
        case "department" if role or len(document.roles) == 1:
            return Case(document_id, role or document.roles[0])
        case _:
            return Case(document_id)


def _incomplete(title: str, option: str) -> WorkspaceError:
    return WorkspaceError(
        finding(
            "CST014",
            _("“{document}” is made for one subject; {option} is missing.").format(
                document=title, option=option
            ),
            TextLocation(option),
        )
    )


def _refuse_empty_shell(press: Press, case: Case) -> None:
    if case.role_id is None:
        return
    catalog = press.workspace.catalog
    document, role = catalog.documents[case.document_id], catalog.roles[case.role_id]
    paths = {use.path for use in press.template_of(case.document_id).scan.fields}
    missing = lacks(catalog, case.role_id, paths, document.periods)
    if missing or (document.roles and case.role_id not in document.roles):
        raise WorkspaceError(
            finding(
                "CST014",
                _("“{document}” cannot be made for “{role}”.").format(
                    document=document.title, role=role.title
                ),
                press.workspace.locate("roles", case.role_id, ()),
                _("The role has no: {contents}").format(contents=listed(map(label_of, missing)))
                if missing
                else _("The document is for other roles."),
            )
        )
