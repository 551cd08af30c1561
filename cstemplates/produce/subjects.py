"""For whom a pack's item is made: the company, departments, roles, people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.bind import Case
from cstemplates.produce.selection import chosen_employees, chosen_roles, packs_are_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.model import Document, PackItem
    from cstemplates.produce.press import Press
    from cstemplates.produce.selection import Selection
    from cstemplates.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds the subjects of documents for one run.

    When roles or people were asked for, only what is theirs is made: of the company's own
    documents just those whose item says ``for_person``, of departments those asked for.
    """

    workspace: Workspace
    selection: Selection
    press: Press

    def cases(self, item: PackItem) -> Iterator[Case]:
        """Yield a case for every subject of an item, in the order of roster or catalogue."""
        document = self.workspace.catalog.documents[item.document]
        match document.subject:
            case "employee":
                for person in chosen_employees(self.workspace, self.selection):
                    if self._suits(document, item, person.role):
                        yield Case(item.document, person.role, person)
            case "role":
                yield from self._of_roles(document, item, self._roles(item))
            case "department":
                yield from self._of_roles(document, item, self._departments(document, item))
            case _:
                if item.for_person or not self.selection.is_personal:
                    yield Case(item.document)

    def _of_roles(
        self, document: Document, item: PackItem, roles: tuple[str, ...]
    ) -> Iterator[Case]:
        for role_id in roles:
            if self._suits(document, item, role_id):
                yield Case(item.document, role_id)

    def _roles(self, item: PackItem) -> tuple[str, ...]:
        chosen = chosen_roles(self.workspace, self.selection)
        if self.selection.is_personal or not self._named:
            return chosen
        return tuple(dict.fromkeys((*chosen, *item.roles)))

    def _departments(self, document: Document, item: PackItem) -> tuple[str, ...]:
        """The departments that the item names; else those of the document that have people."""
        if item.roles and self._named and not self.selection.is_personal:
            return item.roles
        roles = self.workspace.catalog.roles
        departments = document.roles or tuple(k for k, r in roles.items() if r.kind == "department")
        if self.selection.is_personal:
            return tuple(d for d in departments if d in self.selection.roles)
        return tuple(d for d in departments if self._is_staffed(d))

    def _is_staffed(self, department: str) -> bool:
        """Tell whether somebody of the roster holds a role in a department or below it."""
        roles = self.workspace.catalog.roles
        name = roles[department].department
        for person in self.workspace.employees:
            if name and roles[person.role].department == name:
                return True
            above: str | None = person.role
            while above is not None:
                if above == department:
                    return True
                above = roles[above].reports_to if above in roles else None
        return False

    def _suits(self, document: Document, item: PackItem, role_id: str) -> bool:
        if item.roles and role_id not in item.roles:
            return False
        if document.roles:
            return role_id in document.roles
        return self.press.can_show(item.document, role_id)

    @property
    def _named(self) -> bool:
        return packs_are_named(self.workspace, self.selection)
