"""Who and what is to be made: packs, roles, people; unknown ones are named, all at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.produce.contained import contained
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cstemplates.model import Employee
    from cstemplates.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person asked for; an empty part means all of it."""

    packs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    employees: tuple[str, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Tell whether the documents of roles or people are wanted, not the company's."""
        return bool(self.roles or self.employees)


def packs_are_named(workspace: Workspace, selection: Selection) -> bool:
    """Tell whether somebody has said which packs to make, on the command line or for good."""
    company = workspace.company_or_none
    return bool(selection.packs or (company and company.packs))


def pack_ids(workspace: Workspace, selection: Selection) -> tuple[str, ...]:
    """The packs to make: those asked for, else the company's, else all; with those in them."""
    company, packs = workspace.company_or_none, workspace.catalog.packs
    chosen = selection.packs or (company.packs if company else ()) or tuple(packs)
    named = packs_are_named(workspace, selection)
    return contained(packs, chosen, company, named=named)


def documents_of(workspace: Workspace, selection: Selection) -> tuple[str, ...]:
    """The document types of the chosen packs, as far as they exist; of all without a company."""
    packs = [workspace.catalog.packs[name] for name in pack_ids(workspace, selection)]
    known = workspace.catalog.documents
    return tuple(dict.fromkeys(i.document for p in packs for i in p.items if i.document in known))


def unknown_choices(workspace: Workspace, selection: Selection) -> list[Finding]:
    """Name every pack, role and person that was asked for and does not exist."""
    people = {e.employee_id: e.employee_id for e in workspace.employees}
    return [
        *_unknown("--pack", selection.packs, workspace.catalog.packs),
        *(() if selection.packs else _unknown_packs_of_company(workspace)),
        *_unknown("--role", selection.roles, workspace.catalog.roles),
        *_unknown("--employee", selection.employees, people, code="CST012"),
    ]


def _unknown_packs_of_company(workspace: Workspace) -> list[Finding]:
    return [
        replace(wrong, location=workspace.locate_company(("packs", position)))
        for position, name in enumerate(workspace.company.packs)
        for wrong in _unknown("packs", (name,), workspace.catalog.packs)
    ]


def unknown_name(what: str, name: str, known: Mapping[str, object]) -> list[Finding]:
    """Name one thing that was asked for, if it does not exist."""
    return _unknown(what, (name,), known)


def _unknown(
    option: str, asked: Iterable[str], known: Mapping[str, object], *, code: str = "CST011"
) -> list[Finding]:
    return [
        finding(
            code,
            _("{option}: “{name}” does not exist.").format(option=option, name=name),
            TextLocation(option),
            did_you_mean(_id_of_title(name, known) or name, known),
        )
        for name in asked
        if name not in known
    ]


def _id_of_title(name: str, known: Mapping[str, object]) -> str:
    return next((key for key, entry in known.items() if getattr(entry, "title", "") == name), "")


def chosen_employees(workspace: Workspace, selection: Selection) -> tuple[Employee, ...]:
    """The people to make documents for, in the order of the roster."""
    return tuple(
        e
        for e in workspace.employees
        if (not selection.employees or e.employee_id in selection.employees)
        and (not selection.roles or e.role in selection.roles)
    )


def chosen_roles(workspace: Workspace, selection: Selection) -> tuple[str, ...]:
    """The roles to make documents for: those asked for, else those that people hold.

    A role asked for by name is made even when nobody holds it yet.
    """
    if selection.roles and not selection.employees:
        return selection.roles
    return tuple(dict.fromkeys(e.role for e in chosen_employees(workspace, selection)))
