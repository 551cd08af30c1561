"""Bind one document: from typed facts to the plain data its template prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cstemplates.bind.calendar import calendar_context
from cstemplates.bind.facts import TextFacts, company_context, own_facts, term_context
from cstemplates.bind.figures import chinese_date, numeral
from cstemplates.bind.gap import Gap, Gaps
from cstemplates.bind.pay import pay_context
from cstemplates.bind.role import role_context
from cstemplates.bind.scorecard import scorecard_context

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from cstemplates.model import Company, Document, Employee, Role
    from cstemplates.model.catalog import Catalog

_ENDS = ("。", "；", "！", "？", "：")


@dataclass(frozen=True, slots=True)
class Case:
    """One document to make, and for whom. ``role_id`` is the subject's or the person's role."""

    document_id: str
    role_id: str | None = None
    employee: Employee | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """The data of one document, and what is missing in it."""

    data: dict[str, Any]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds the documents of one company on one day."""

    catalog: Catalog
    company: Company
    employees: Mapping[str, Employee]
    as_of: date

    def bind(self, case: Case, names: Collection[str]) -> Bound:
        """Bind the top-level names that a template uses, and no others.

        One person's document never sees the roster: only the person, and name and role
        of the direct superior. A name that the subject does not have stays out, so that
        the template's use of it is a finding.

        Raises:
            UnknownPathError: If a text refers to a path that does not exist.
        """
        subject = self._subject(case)
        providers = _providers(subject)
        data = {name: providers[name]() for name in sorted(names) if name in providers}
        return Bound(data, tuple(subject.gaps.found))

    def say(self, case: Case, text: str) -> str:
        """Resolve one text, such as a file name's pattern, for a document's subject."""
        return self._subject(case).say(text)

    def _subject(self, case: Case) -> _Subject:
        document = self.catalog.documents[case.document_id]
        role = self.catalog.roles[case.role_id] if case.role_id else None
        person = case.employee
        manager = self.employees.get(person.manager_id or "") if person else None
        own = own_facts(document, role, person, manager)
        facts = TextFacts(self.catalog, self.company, own)
        return _Subject(self, document, case.role_id, role, person, manager, facts)


@dataclass(slots=True)
class _Subject:
    """Everything known about one document while it is bound."""

    binder: Binder
    document: Document
    role_id: str | None
    role: Role | None
    employee: Employee | None
    manager: Employee | None
    facts: TextFacts
    gaps: Gaps = field(default_factory=Gaps)

    def say(self, text: str) -> str:
        return self.facts.say(text, self.gaps)


def _providers(s: _Subject) -> dict[str, Callable[[], Any]]:
    providers: dict[str, Callable[[], Any]] = {
        "company": lambda: company_context(s.binder.company),
        "document": lambda: _document(s),
        "sections": lambda: _sections(s),
        "attachments": lambda: _attachments(s),
        "signatories": lambda: [s.say(text) for text in s.document.signatories],
    }
    return providers | _role_providers(s) | _employee_providers(s)


def _role_providers(s: _Subject) -> dict[str, Callable[[], Any]]:
    role, role_id, catalog = s.role, s.role_id, s.binder.catalog
    if role is None or role_id is None:
        return {}
    providers: dict[str, Callable[[], Any]] = {
        "role": lambda: role_context(role, role_id, catalog, s.say),
        "calendar": lambda: calendar_context(role, s.say),
    }
    card = next((c for c in catalog.scorecards.values() if c.role == role_id), None)
    if card:
        providers["scorecard"] = lambda: scorecard_context(card, catalog, s.say)
    return providers


def _employee_providers(s: _Subject) -> dict[str, Callable[[], Any]]:
    person, catalog = s.employee, s.binder.catalog
    if person is None:
        return {}
    terms = term_context(person)
    return {
        "employee": lambda: _employee(s, person),
        "manager": lambda: _manager(s),
        "term": lambda: terms["term"],
        "agreement": lambda: terms["agreement"],
        "pay": lambda: pay_context(person, catalog, s.say, s.gaps),
    }


def _document(s: _Subject) -> dict[str, Any]:
    document, company = s.document, s.binder.company
    prefix = f"{company.code}-" if company.code else ""
    return {
        "title": document.title,
        "heading": s.say(document.heading or document.title),
        "number": document.number,
        "code": f"{prefix}{document.number}",
        "version": document.version,
        "date": chinese_date(s.binder.as_of),
        "preamble": s.say(document.preamble) if document.preamble else None,
    }


def _sections(s: _Subject) -> list[dict[str, Any]]:
    return [
        {
            "id": section.id,
            "no": numeral(n),
            "title": s.say(section.title),
            "block": section.block,
            "clauses": [
                {
                    "id": clause.id,
                    "text": s.say(clause.text),
                    "items": [
                        {"id": i.id, "text": _ended(s.say(i.text), last=i is clause.items[-1])}
                        for i in clause.items
                    ],
                }
                for clause in section.clauses
            ],
        }
        for n, section in enumerate(s.document.sections, 1)
    ]


def _ended(text: str, *, last: bool) -> str:
    # Computed, because an overlay may add or remove the last point of a clause.
    return text if text.endswith(_ENDS) else text + ("。" if last else "；")


def _attachments(s: _Subject) -> list[dict[str, Any]]:
    documents = s.binder.catalog.documents
    return [
        {"no": n, "label": f"附件{numeral(n)}", "title": documents[a.document].title}
        for n, a in enumerate(s.document.attachments, 1)
    ]


def _employee(s: _Subject, person: Employee) -> dict[str, Any]:
    role = s.binder.catalog.roles[person.role]
    return {
        "id": person.employee_id,
        "name": person.name,
        "department": person.department or role.department,
        "role_title": role.title,
        "hired_on": chinese_date(person.hired_on) if person.hired_on else None,
        "extra": dict(person.extra),
    }


def _manager(s: _Subject) -> dict[str, Any]:
    if s.manager is None:
        return {"name": None, "role_title": None}
    role = s.binder.catalog.roles[s.manager.role]
    return {"name": s.manager.name, "role_title": role.title}
