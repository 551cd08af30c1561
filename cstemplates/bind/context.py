"""Bind one document: from typed facts to the plain data its template prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cstemplates.bind.calendar import calendar_context
from cstemplates.bind.charts import FlowBox, flow, organisation
from cstemplates.bind.commitment import commitment_context
from cstemplates.bind.facts import (
    CommonFacts,
    TextFacts,
    document_year,
    own_facts,
    term_context,
)
from cstemplates.bind.figures import chinese_date, numeral
from cstemplates.bind.form import form_context
from cstemplates.bind.gap import Gap, Gaps
from cstemplates.bind.manual import inclusions, manual_context
from cstemplates.bind.pay import pay_context
from cstemplates.bind.people import (
    goal_groups_context,
    holders_of,
    people_context,
    team_context,
)
from cstemplates.bind.plan import plan_context
from cstemplates.bind.policy import policy_context
from cstemplates.bind.procedure import procedure_context
from cstemplates.bind.role import role_context
from cstemplates.bind.scorecard import score_choices, scorecard_context
from cstemplates.bind.sections import sections_context
from cstemplates.bind.zones import zones_context

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from cstemplates.bind.case import Case
    from cstemplates.bind.charts import Box
    from cstemplates.model import Company, Document, Employee, Role, Scorecard
    from cstemplates.model.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Bound:
    """The data of one document, and what is missing in it."""

    data: dict[str, Any]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds the documents of one company on one day.

    What has nothing of a person in it is bound once for all documents of its kind.

    Attributes:
        shared: The lists and maps that several documents get, by identity; never changed.
    """

    catalog: Catalog
    company: Company
    employees: Mapping[str, Employee]
    as_of: date
    common: CommonFacts = field(init=False, repr=False)
    shared: dict[int, Any] = field(init=False, repr=False, default_factory=dict)
    _kept: dict[object, dict[str, Any]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Work out what all documents share."""
        object.__setattr__(self, "common", CommonFacts.of(self.catalog, self.company))

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
        known = [name for name in sorted(names) if name in providers]
        data = {
            name: providers[name]() if name in _PERSONAL else subject.keep(name, providers[name])
            for name in known
        }
        return Bound(data, tuple(subject.gaps.found))

    def say(self, case: Case, text: str) -> str:
        """Resolve one text, such as a file name's pattern, for a document's subject."""
        return self._subject(case).say(text)

    def organisation(self, case: Case) -> tuple[Box, ...]:
        """The organisation chart of a document: of its own role, or of the roles it names."""
        roots = self.catalog.documents[case.document_id].chart or (case.role_id or "",)
        known = [root for root in roots if root in self.catalog.roles]
        return organisation(known, self.catalog, holders_of(self.employees.values()))

    def flows(self, case: Case) -> dict[str, tuple[str, tuple[FlowBox, ...]]]:
        """The flow charts of a document by procedure: their title and steps."""
        subject = self._subject(case)
        return {
            name: (entry.title, flow(entry, subject.say))
            for name in subject.content_of("procedures")
            if (entry := self.catalog.procedures[name]).steps
        }

    def inclusions(self, case: Case) -> dict[str, Case]:
        """The documents that fill the sections of a manual, by section."""
        name = self._subject(case).first("manuals")
        return inclusions(self.catalog.manuals[name], self.catalog) if name else {}

    def choices(self, case: Case) -> dict[str, tuple[tuple[str, str], ...]]:
        """What the drop-down lists of a form offer, by the control's tag."""
        card = scorecard_of(case.role_id, self.catalog)
        return score_choices(card) if card else {}

    def _subject(self, case: Case) -> _Subject:
        document = self.catalog.documents[case.document_id]
        role = self.catalog.roles[case.role_id] if case.role_id else None
        person = case.employee
        manager = self.employees.get(person.manager_id or "") if person else None
        own = own_facts(document, role, person, manager, self.as_of)
        if role:
            above = self.catalog.roles.get(role.reports_to or "")
            own["role"]["reports_to"] = above.title if above else None
        facts = TextFacts(self.common, own)
        # What its values depend on, beside the person.
        kind = (case.document_id, case.role_id, person is None, case.content, case.included)
        kept = self._kept.setdefault(kind, {})
        return _Subject(self, case, document, role, manager, facts, kept)


def scorecard_of(role_id: str | None, catalog: Catalog) -> Scorecard | None:
    """The scorecard of a role; None when it has none."""
    return next((card for card in catalog.scorecards.values() if card.role == role_id), None)


@dataclass(slots=True)
class _Subject:
    """Everything known about one document while it is bound."""

    binder: Binder
    case: Case
    document: Document
    role: Role | None
    manager: Employee | None
    facts: TextFacts
    kept: dict[str, Any]
    gaps: Gaps = field(default_factory=Gaps)

    def say(self, text: str) -> str:
        if "$" not in text:
            return text
        made: str = self.keep(text, lambda: self.facts.say(text, self.gaps))
        return made

    def keep(self, name: str, make: Callable[[], Any]) -> Any:
        """Make a value once for all documents that differ in the person only.

        A value that names something of the person, or lacks something, is not kept.
        """
        if name in self.kept:
            return self.kept[name]
        facts, gaps = self.facts, len(self.gaps.found)
        before, facts.personal = facts.personal, False
        value = make()
        if not facts.personal and len(self.gaps.found) == gaps:
            self.kept[name] = value
            if type(value) in _CONTAINERS:
                self.binder.shared[id(value)] = value
        facts.personal |= before
        return value

    def content_of(self, kind: str) -> list[str]:
        """The entries of a kind that the document prints."""
        content = self.case.content or self.document.content
        pairs = (source.split("/") for source in content)
        known = self.binder.catalog.of(kind)
        return [name for found, name in pairs if found == kind and name in known]

    def first(self, kind: str) -> str | None:
        return next(iter(self.content_of(kind)), None)

    @property
    def holders(self) -> dict[str, list[str]]:
        return holders_of(self.binder.employees.values())


_PERSONAL = frozenset({"document", "employee", "manager", "term", "agreement", "pay"})
_CONTAINERS = (dict, list)
_ASIDE = re.compile(r"（[^（）]*）$")

Providers = dict[str, "Callable[[], Any]"]


def _providers(s: _Subject) -> Providers:
    catalog = s.binder.catalog
    own: Providers = {
        "company": lambda: _company(s),
        "document": lambda: _document(s),
        "sections": lambda: sections_context(s.document.sections, s.say, s.keep),
        "attachments": lambda: _attachments(s),
        "signatories": lambda: [s.say(text) for text in s.document.signatories],
        "zones": lambda: zones_context(s.binder.company),
        "goal_groups": lambda: goal_groups_context(s.document.groups, catalog, s.say),
    }
    made = own | _content_providers(s) | _role_providers(s) | _people_providers(s)
    if form := s.document.form:
        made["form"] = lambda: form_context(s.document, form, s.say, s.facts.fill, _rows(made))
    return made


def _rows(providers: Providers) -> Providers:
    """What a form prints line by line; only a document of the whole company lists people."""
    rows: Providers = {"people": providers.get("people", list)}
    role = providers.get("role", dict)
    rows["duties"] = lambda: role().get("responsibilities", [])
    rows["qualifications"] = lambda: role().get("qualification_lines", [])
    return rows


def _content_providers(s: _Subject) -> Providers:
    """One entry of each kind has a name of its own; procedures come as a list too."""
    catalog, procedures = s.binder.catalog, s.content_of("procedures")
    providers: Providers = {}
    if name := s.first("policies"):
        policy = catalog.policies[name]
        providers["policy"] = lambda: policy_context(policy, catalog, s.say)
    if name := s.first("plans"):
        plan = catalog.plans[name]
        providers["plan"] = lambda: plan_context(plan, catalog, s.say)
    if name := s.first("commitments"):
        commitment = catalog.commitments[name]
        providers["commitment"] = lambda: commitment_context(
            commitment, catalog, s.say, lambda part, make: s.keep(f"commitment {part}", make)
        )
    if name := s.first("manuals"):
        manual = catalog.manuals[name]
        providers["manual"] = lambda: manual_context(manual, catalog, s.say)
    if procedures:
        providers["procedures"] = lambda: [_procedure(s, n, p) for n, p in enumerate(procedures, 1)]
        providers["procedure"] = lambda: _procedure(s, 1, procedures[0])
    return providers


def _procedure(s: _Subject, number: int, name: str) -> dict[str, Any]:
    catalog = s.binder.catalog
    return procedure_context(catalog.procedures[name], name, number, catalog, s.say)


def _role_providers(s: _Subject) -> Providers:
    role, role_id, catalog = s.role, s.case.role_id, s.binder.catalog
    if role is None or role_id is None:
        return {}
    providers: Providers = {
        "role": lambda: role_context(role, role_id, catalog, s.say),
        "calendar": lambda: calendar_context(role, s.say),
        "team": lambda: team_context(role_id, catalog, s.holders, s.say),
    }
    card = scorecard_of(role_id, catalog)
    if card:
        providers["scorecard"] = lambda: scorecard_context(card, catalog, s.say)
    return providers


def _people_providers(s: _Subject) -> Providers:
    person, catalog = s.case.employee, s.binder.catalog
    if person is None and s.role is not None:
        return {}
    if person is None:
        # Only a document of the whole company shows the roster.
        everybody = s.binder.employees.values()
        return {"people": lambda: people_context(everybody, catalog)}
    terms = term_context(person)
    return {
        "employee": lambda: _employee(s, person),
        "manager": lambda: _manager(s),
        "term": lambda: terms["term"],
        "agreement": lambda: terms["agreement"],
        "pay": lambda: pay_context(person, catalog, s.say, s.gaps),
    }


def _company(s: _Subject) -> dict[str, Any]:
    company, values = s.binder.company, s.binder.common.company_values
    if s.case.employee is not None:
        return values
    # One person's document has no business with who sits on which panel.
    return values | {"people": {k: list(v) for k, v in company.people.items()}}


def _document(s: _Subject) -> dict[str, Any]:
    document, company = s.document, s.binder.company
    prefix = f"{company.code}-" if company.code else ""
    return {
        "title": _short(document.title),
        "heading": s.say(document.heading or document.title),
        "number": document.number,
        "code": f"{prefix}{document.number}",
        "version": document.version,
        "date": chinese_date(s.binder.as_of),
        "year": document_year(s.case.employee, s.binder.as_of),
        "included": s.case.included,
        "preamble": s.say(document.preamble) if document.preamble else None,
    }


def _short(title: str) -> str:
    """A title without the words in brackets that tell layouts apart, for a page's header."""
    return _ASIDE.sub("", title) or title


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
