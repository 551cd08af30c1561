"""The same company told with origins: every value that can be printed names itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from cstemplates.model import COLUMNS, KINDS
from cstemplates.trace.marks import marked
from cstemplates.trace.origins import COMPANY, ROSTER, RUN, Origin, Register
from cstemplates.trace.values import TracedDate, TracedDecimal, TracedInt, TracedKey, TracedText

if TYPE_CHECKING:
    from cstemplates.model import Company, Employee
    from cstemplates.workspace import Workspace

KEY = re.compile(r"[a-z][a-z0-9_./@-]*")
_UNPRINTED_KINDS = frozenset({"packs", "glossary"})
_UNPRINTED = frozenset(
    {"spec", "origin", "basis", "decisions", "exempt", "template", "file_name", "stability", "id"}
)
_OF_COMPANY = frozenset({"packs", "layers", "roster", "password", "file_names", "catalog"})
_AS_OF = Origin(RUN, "", ("as_of",))


def told(workspace: Workspace, register: Register) -> Workspace:
    """Give the workspace with every value naming its origin when printed."""
    entries = {
        kind: {
            name: _Told(register, kind, name).model(entry, ())
            for name, entry in workspace.catalog.of(kind).items()
        }
        for kind in KINDS
        if kind not in _UNPRINTED_KINDS
    }
    return replace(
        workspace,
        catalog=replace(workspace.catalog, **cast("dict[str, Any]", entries)),
        company_or_none=_company(workspace.company, register),
        employees=tuple(_person(person, register) for person in workspace.employees),
    )


def told_date(day: date, register: Register) -> date:
    """Give the date of the run so that it names itself."""
    return TracedDate(day, register.number(_AS_OF), register)


def _company(company: Company, register: Register) -> Company:
    telling = _Told(register, COMPANY, keys=False)
    return cast("Company", telling.model(company, (), without=_OF_COMPANY))


def _person(person: Employee, register: Register) -> Employee:
    telling = _Told(register, ROSTER, str(person.line), keys=False)
    fields = {column.field.partition(".")[0] for column in COLUMNS} | {"extra"}
    without = frozenset(type(person).model_fields) - fields | {"role"}
    return cast("Employee", telling.model(person, (), without=without))


@dataclass(frozen=True, slots=True)
class _Told:
    """Tells the values of one entry; ``keys`` are words that choose a label or an entry."""

    register: Register
    kind: str
    id: str = ""
    keys: bool = True

    def model(
        self, model: BaseModel, path: tuple[str | int, ...], *, without: frozenset[str] = _UNPRINTED
    ) -> BaseModel:
        update: dict[str, Any] = {}
        for name, info in type(model).model_fields.items():
            value = getattr(model, name)
            if name in without or value is None or value == ():
                continue
            is_default = name not in model.model_fields_set
            update[name] = self.value(value, (*path, info.alias or name), is_default=is_default)
        return model.model_copy(update=update)

    def value(self, value: Any, path: tuple[str | int, ...], *, is_default: bool = False) -> Any:
        match value:
            case BaseModel():
                return self.model(value, path)
            case tuple():
                return tuple(self.value(v, (*path, _name(v, n))) for n, v in enumerate(value))
            case dict():
                return {key: self.value(v, (*path, key)) for key, v in value.items()}
            case _:
                return self._scalar(value, Origin(self.kind, self.id, path, is_default))

    def _scalar(self, value: Any, origin: Origin) -> Any:
        register = self.register
        match value:
            case bool():
                return value
            case str():
                return self._text(value, register.number(origin))
            case int():
                return TracedInt(value, register.number(origin), register)
            case Decimal():
                return TracedDecimal(value, register.number(origin), register)
            case date():
                return TracedDate(value, register.number(origin), register)
            case _:
                return value

    def _text(self, text: str, number: int) -> str:
        if self.keys and KEY.fullmatch(text):
            return TracedKey(text, number)
        # Texts with references are kept by their words while binding: equal ones of
        # different places must stay apart.
        return marked(text, number) if "$" in text else TracedText(marked(text, number), text)


def _name(value: Any, position: int) -> str | int:
    name = getattr(value, "id", None)
    return name if isinstance(name, str) else position
