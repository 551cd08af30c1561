"""The press: opens each template once, binds and renders the documents of one company."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from cstemplates.bind import Binder, Case, UnknownPathError, label_of, listing_data, vocabulary
from cstemplates.findings import (
    CstemplatesError,
    Finding,
    TemplateError,
    TextLocation,
    finding,
)
from cstemplates.gate import not_word, open_package
from cstemplates.messages import _
from cstemplates.produce.content import lacks
from cstemplates.produce.holes import Hole, hole_findings, holes_of
from cstemplates.produce.slots import INCLUDE, ORG_CHART, choices, drawings
from cstemplates.produce.template_review import review_template
from cstemplates.produce.templates import (
    find_template,
    house_file,
    missing_template,
    registered_only,
    shown_template,
)
from cstemplates.publish.manifest import content_hash, sha256
from cstemplates.word import Included, Properties, Template, open_template
from cstemplates.word.plain import PlainCheck
from cstemplates.word.scan import unknown_fields
from cstemplates.word.structure import check_structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from cstemplates.model import Employee
    from cstemplates.word import ContentsEntry, Slot
    from cstemplates.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Made:
    """One rendered document, or what kept it from being made; holes only in a draft."""

    data: bytes | None
    holes: tuple[Hole, ...] = ()
    findings: tuple[Finding, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    content_sha256: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What fills the slots of one document, and what came up while it was made."""

    slots: Mapping[str, Slot]
    holes: tuple[Hole, ...]
    findings: tuple[Finding, ...]


class Ink(Protocol):
    """What changes all that is printed, so that a trace can follow it."""

    def template(self, source: bytes, name: str) -> bytes:
        """Change a template before it is opened."""
        ...

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Change the bound data of a document."""
        ...


@dataclass(slots=True)
class Press:
    """Makes documents of one company on one day; templates are compiled once.

    A draft shows its holes; ``deep`` checks the structure of every finished file too.
    ``people`` are those known by their number: direct superiors, holders of posts. An
    ``ink`` is only for documents that nobody gets, such as those a trace is read from.
    """

    workspace: Workspace
    as_of: date
    draft: bool = False
    deep: bool = False
    ink: Ink | None = None
    people: dict[str, Employee] = field(init=False)
    _binder: Binder = field(init=False)
    _is_plain: Callable[[Any], bool] = field(init=False)
    _templates: dict[str, Template] = field(init=False, default_factory=dict)
    _names: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _read: set[tuple[str, str]] = field(init=False, default_factory=set)
    _sources: dict[str, tuple[str, str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare the binder for this company."""
        workspace = self.workspace
        self.people = {e.employee_id: e for e in workspace.employees}
        self._binder = Binder(workspace.catalog, workspace.company, self.people, self.as_of)
        shared = PlainCheck(self._binder.shared)
        # Ink marks texts and numbers by types of its own.
        self._is_plain = shared.is_plain if self.ink is None else lambda _data: True

    def open(self, name: str, asked_by: TextLocation) -> Template:
        """Open a template by its name; the company's own goes before the shipped one.

        Raises:
            TemplateError: If there is no such template or it is refused.
        """
        if name not in self._templates:
            path, house = find_template(self.workspace, name), house_file(self.workspace)
            if path is None or house is None:
                raise TemplateError(missing_template(name if house else "house", asked_by))
            source, style = path.read_bytes(), house.read_bytes()
            self._sources[name] = (sha256(source), sha256(style))
            self._read |= set(zip((path.name, house.name), self._sources[name], strict=True))
            names = (shown_template(self.workspace, path), shown_template(self.workspace, house))
            if self.ink:
                source, style = map(self.ink.template, (source, style), names)
            self._templates[name] = self._opened(path, source, style, names)
        return self._templates[name]

    def _opened(self, path: Path, source: bytes, style: bytes, names: tuple[str, str]) -> Template:
        try:
            opened = _compiled(source, style, *names)
        except TemplateError as error:
            # What is wrong further on in the template is told in the same run.
            raise TemplateError(
                *dict.fromkeys([*error.report, *review_template(path, names[0])])
            ) from error
        unknown = unknown_fields(opened.scan, vocabulary())
        if unknown:
            raise TemplateError(*unknown)
        return opened

    def faults(self, document_ids: Iterable[str]) -> list[Finding]:
        """Open the templates of these document types; collect what is wrong with them."""
        house = house_file(self.workspace)
        found = list(review_template(house, shown_template(self.workspace, house))) if house else []
        if found:
            return found
        for document_id in document_ids:
            try:
                self.template_of(document_id)
            except CstemplatesError as error:
                found += error.report
        return list(dict.fromkeys(found))

    def template_of(self, document_id: str) -> Template:
        """Open the template of a document type."""
        document = self.workspace.catalog.documents[document_id]
        place = self.workspace.locate("documents", document_id, ("template",))
        if document.template is None:
            raise TemplateError(registered_only(document.title, place))
        return self.open(document.template, place)

    def can_show(self, document_id: str, role_id: str) -> bool:
        """Tell whether a role has what this document's template prints."""
        paths = {use.path for use in self.template_of(document_id).scan.fields}
        periods = self.workspace.catalog.documents[document_id].periods
        return not lacks(self.workspace.catalog, role_id, paths, periods)

    def shows_colleagues(self, document_id: str) -> bool:
        """Tell whether a document shows who else works where, beside the direct superior."""
        template = self.template_of(document_id)
        return "team" in self._names_in(template) or ORG_CHART in template.slot_kinds

    def say(self, case: Case, text: str) -> str:
        """Resolve one text, such as a file name's pattern, for a document's subject.

        Raises:
            UnknownPathError: If the text refers to what this subject does not have.
        """
        return self._binder.say(case, text)

    def subject_of(self, case: Case) -> str:
        """Say for whom a document is: the person and the role, the role, or the company."""
        if case.employee:
            return (
                f"{case.employee.name}（{self.workspace.catalog.roles[case.employee.role].title}）"
            )
        if case.role_id:
            return self.workspace.catalog.roles[case.role_id].title
        return self.workspace.company.short_name

    def listing_data(self, title: str) -> dict[str, Any]:
        """The data that the pack's own lists share."""
        return listing_data(self.workspace.company, title, self.as_of)

    def inputs(self) -> list[tuple[str, str]]:
        """Name and hash of every template opened so far, and of the house file."""
        return sorted(self._read)

    def make(self, case: Case) -> Made:
        """Make one document; missing values are findings, or marks in a draft."""
        try:
            return self._make(case)
        except CstemplatesError as error:
            return Made(None, (), tuple(error.report))
        except UnknownPathError as error:
            return Made(None, (), (self._unknown_path(case, str(error)),))

    def ingredients(self, case: Case) -> tuple[object, ...]:
        """Everything a document is made of: documents of equal ingredients are equal.

        What keeps a document from being made stands in place of what it is made of.
        """
        try:
            return self._ingredients(case)
        except CstemplatesError as error:
            return tuple(error.report)
        except UnknownPathError as error:
            return (self._unknown_path(case, str(error)),)

    def _ingredients(self, case: Case) -> tuple[object, ...]:
        template = self.template_of(case.document_id)
        kinds, binder = template.slot_kinds, self._binder
        data = binder.bind(case, self._names_in(template)).data
        parts = binder.inclusions(case) if INCLUDE in kinds else {}
        return (
            self._sources[self.workspace.catalog.documents[case.document_id].template or ""],
            data,
            self._properties(case, data),
            drawings(binder, case, kinds),
            choices(binder, case) if template.has_lists else {},
            {name: self.ingredients(part) for name, part in parts.items()},
        )

    def _make(self, case: Case) -> Made:
        template = self.template_of(case.document_id)
        bound = self._binder.bind(case, self._names_in(template))
        parts = self._parts_of(template, case)
        if parts.findings:
            return Made(None, (), parts.findings)
        filled = template.fill(
            self.ink.data(bound.data) if self.ink else bound.data,
            properties=self._properties(case, bound.data),
            draft=label_of,
            slots=parts.slots,
            choices=choices(self._binder, case) if template.has_lists else {},
            is_plain=self._is_plain,
        )
        holes = (*parts.holes, *holes_of(self.workspace, case, bound.gaps, filled.holes))
        if holes and not self.draft:
            return Made(None, (), tuple(hole_findings(self.workspace, case, holes)))
        wrong = check_structure(filled.data, path=template.name) if self.deep else ()
        if wrong:
            return Made(None, (), wrong)
        digest = content_hash(template.part_digests(filled))
        return Made(filled.data, holes, contents=filled.contents, content_sha256=digest)

    def _names_in(self, template: Template) -> frozenset[str]:
        if template.name not in self._names:
            uses = {use.path[0] for use in template.scan.fields}
            self._names[template.name] = frozenset(uses | {"document"})
        return self._names[template.name]

    def _parts_of(self, template: Template, case: Case) -> _Parts:
        """Make what goes into the slots of a document, included documents first."""
        kinds = template.slot_kinds
        slots = drawings(self._binder, case, kinds)
        holes: list[Hole] = []
        findings: list[Finding] = []
        for name, part in (self._binder.inclusions(case) if INCLUDE in kinds else {}).items():
            made = self.make(part)
            holes += made.holes
            findings += made.findings
            if made.data is not None:
                slots[f"{INCLUDE}:{name}"] = Included(made.data)
        return _Parts(slots, tuple(holes), tuple(findings))

    def _properties(self, case: Case, data: dict[str, object]) -> Properties:
        company = self.workspace.company
        document = data["document"]
        subject = self.workspace.catalog.roles[case.role_id].title if case.role_id else ""
        return Properties(
            title=document["heading"] if isinstance(document, dict) else "",
            subject=subject,
            creator=company.name,
            company=company.name,
            created=self.as_of,
        )

    def _unknown_path(self, case: Case, path: str) -> Finding:
        return finding(
            "CST202",
            _(
                "A text of “{document}” refers to ${{{path}}}, which this document does not have."
            ).format(document=self.workspace.catalog.documents[case.document_id].title, path=path),
            self.workspace.locate("documents", case.document_id, ()),
        )


@lru_cache(maxsize=64)
def _compiled(source: bytes, style: bytes, name: str, house_name: str) -> Template:
    """Compile a template once a process, whoever prints from it: two sides of a comparison do."""
    if wrong := not_word(open_package(source, path=name)):
        raise TemplateError(wrong)
    return open_template(source, house=style, name=name, house_name=house_name)
