"""The facts that texts may refer to, and what a document may see of the company."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cstemplates.bind.figures import chinese_date, numeral, with_unit
from cstemplates.bind.labels import label_of
from cstemplates.bind.ranges import target_text
from cstemplates.model import SYSTEMS, Company
from cstemplates.model.references import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cstemplates.bind.gap import Gaps
    from cstemplates.model import Document, Employee, Parameter, Role
    from cstemplates.model.catalog import Catalog


class UnknownPathError(LookupError):
    """A text refers to a path that no document of this kind knows."""


@dataclass(frozen=True, slots=True)
class CommonFacts:
    """What the texts of all documents of a company may name, worked out once."""

    catalog: Catalog
    company: Company
    parameters: Mapping[str, Parameter]
    company_values: dict[str, Any]

    @classmethod
    def of(cls, catalog: Catalog, company: Company) -> CommonFacts:
        """Collect the parameters of the policies and the company's own facts."""
        policies = catalog.policies.values()
        parameters = {p.id: p for policy in policies for p in policy.parameters}
        return cls(catalog, company, parameters, company_context(company))


class TextFacts:
    """Resolves ``${…}`` for one document: known paths print, empty ones become gaps.

    Known are the parameters of policies (company values first), ``company.*``,
    ``indicators.ID.title|target``, ``roles.ID.title``, ``ref.SECTION`` of the document,
    and the values of the document's own role and person.

    Attributes:
        personal: Whether anything about the person has been looked up so far.
    """

    def __init__(self, common: CommonFacts, own: Mapping[str, Any]) -> None:
        self.personal = False
        self._catalog = common.catalog
        self._company = common.company
        self._company_values = common.company_values
        self._parameters = common.parameters
        self._own = _with_code(own, common.company)

    def say(self, text: str, gaps: Gaps) -> str:
        """Print a text with its references resolved, those inside the values too."""

        def fact(path: str) -> str:
            return self.look_up(path) or gaps.mark(path, self.label(path))

        def value(path: str) -> str:
            # The words of a target may name a parameter; what a company gave is never read so.
            return resolve(fact(path), fact) if path.startswith("indicators.") else fact(path)

        return resolve(text, value)

    def fill(self, text: str) -> str:
        """Print a text for a blank: what is not known stays out, to be written by hand."""

        def fact(path: str) -> str:
            return self.look_up(path) or ""

        return resolve(text, lambda path: resolve(fact(path), fact))

    def label(self, path: str) -> str:
        """Name a path in Chinese."""
        parameter = self._parameters.get(path)
        return parameter.title if parameter else label_of(path)

    def knows(self, path: str) -> bool:
        """Tell whether a text may refer to this path, be its value empty or not."""
        try:
            self.look_up(path)
        except UnknownPathError:
            return False
        return True

    def look_up(self, path: str) -> str | None:
        """Return the printed value of a path, None when it is known but empty.

        Raises:
            UnknownPathError: If there is no such path.
        """
        if path in self._parameters:
            return self._parameter(self._parameters[path])
        head, _, rest = path.partition(".")
        match head:
            case "company":
                return self._company_fact(rest, path)
            case "indicators":
                return self._indicator(rest, path)
            case "roles":
                return self._role(rest, path)
            case _:
                self.personal |= head in _PERSONAL or path == "document.year"
                return _printed(_walk(self._own, path, path))

    def _parameter(self, parameter: Parameter) -> str | None:
        value = self._company.parameters.get(parameter.id, parameter.value)
        if isinstance(value, Decimal | int):
            return with_unit(value, parameter.unit)
        return value

    def _company_fact(self, rest: str, path: str) -> str | None:
        group, _, name = rest.partition(".")
        # A company that has not said how it calls a system or department has left a blank.
        if group == "departments" or (group == "systems" and name in SYSTEMS):
            names: dict[str, str] = getattr(self._company, group)
            return names.get(name)
        return _printed(_walk(self._company_values, rest, path))

    def _indicator(self, rest: str, path: str) -> str | None:
        name, _, leaf = rest.partition(".")
        indicator = self._catalog.indicators.get(name)
        if indicator is None or leaf not in ("title", "target"):
            raise UnknownPathError(path)
        return indicator.title if leaf == "title" else target_text(indicator)

    def _role(self, rest: str, path: str) -> str:
        name, _, leaf = rest.partition(".")
        role: Role | None = self._catalog.roles.get(name)
        if role is None or leaf != "title":
            raise UnknownPathError(path)
        return role.title


def _with_code(own: Mapping[str, Any], company: Company) -> dict[str, Any]:
    document = own.get("document")
    if document is None:
        return dict(own)
    return {**own, "document": document | {"code": document_code(company, document["number"])}}


def document_code(company: Company, number: str) -> str:
    """The number under which a company files a document: ``XH-DOC-01``."""
    return f"{company.code}-{number}" if company.code else number


def _walk(values: Any, rest: str, path: str) -> Any:
    for key in rest.split("."):
        if not isinstance(values, dict) or key not in values:
            raise UnknownPathError(path)
        values = values[key]
    return values


def _printed(value: Any) -> str | None:
    if isinstance(value, list):
        return "、".join(map(str, value)) or None
    if isinstance(value, dict):
        return None
    return None if value is None else str(value)


_PERSONAL = frozenset({"employee", "manager", "term", "agreement"})
_NOT_PRINTED = {
    "parameters", "people", "packs", "file_names", "layers", "roster", "catalog", "project",
}  # fmt: skip


def company_context(company: Company) -> dict[str, Any]:
    """Bind the company: its facts without people, parameters and the like."""
    data = company.model_dump(exclude=_NOT_PRINTED)
    data["channels"] = list(company.channels)
    project = company.project
    data["project"] = {"name": project.name, "office": project.office} if project else {}
    return data


def own_facts(
    document: Document,
    role: Role | None,
    employee: Employee | None,
    manager: Employee | None,
    as_of: date,
) -> dict[str, Any]:
    """The facts of the document's own subject that its texts may name."""
    year = document_year(employee, as_of)
    facts: dict[str, Any] = {
        "document": {"title": document.title, "number": document.number, "year": year},
        "ref": section_references(document),
    }
    if role:
        facts["role"] = {
            "title": role.title,
            "department": role.department or role.title,
            "purpose": role.purpose,
        }
    if employee:
        department = employee.department or (role.department if role else None)
        facts["employee"] = {
            "id": employee.employee_id,
            "name": employee.name,
            "department": department,
            "role_title": role.title if role else None,
            "hired_on": chinese_date(employee.hired_on) if employee.hired_on else None,
        }
        facts["manager"] = {"name": manager.name if manager else None}
        facts |= term_context(employee)
    return facts


def document_year(employee: Employee | None, as_of: date) -> int:
    """The year a document is about: that of the person's term, else the year of the date."""
    term_start = employee.term_start if employee else None
    return (term_start or as_of).year


def section_references(document: Document) -> dict[str, str]:
    """Where each section is found: 第三条, counted, never stored."""
    return {s.id: f"第{numeral(n)}条" for n, s in enumerate(document.sections, 1)}


def term_context(employee: Employee) -> dict[str, Any]:
    """Term and year of a person's agreement; the term is the period of appraisal too."""
    start, end = employee.term_start, employee.term_end
    return {
        "term": {
            "start": chinese_date(start) if start else None,
            "end": chinese_date(end) if end else None,
        },
        "agreement": {"year": start.year if start else None},
    }


def lint_facts(catalog: Catalog, company: Company | None) -> TextFacts:
    """Facts for checking texts before any document is made: every subject's names exist."""
    sections = {s.id: "第一条" for d in catalog.documents.values() for s in d.sections}
    own = {
        "document": {"title": "", "number": "", "year": ""},
        "ref": sections,
        "role": {"title": "", "department": "", "purpose": "", "reports_to": ""},
        "employee": {"id": "", "name": "", "department": "", "role_title": "", "hired_on": ""},
        "manager": {"name": ""},
        "term": {"start": "", "end": ""},
        "agreement": {"year": ""},
    }
    return TextFacts(CommonFacts.of(catalog, company or _EXAMPLE), own)


_EXAMPLE = Company(
    name="-",
    short_name="-",
    brand="-",
    legal_representative="-",
    catalog="-",
)
