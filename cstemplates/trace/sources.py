"""What a person is told of an origin: address, file, line, layer, and what it replaced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from posixpath import normpath
from typing import TYPE_CHECKING, Any

from cstemplates.findings.location import key_text
from cstemplates.model import COLUMNS
from cstemplates.trace.origins import COMPANY, ROSTER, RUN, UNKNOWN, Origin
from cstemplates.workspace.naming import below

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cstemplates.findings import TextLocation
    from cstemplates.stack import Replaced
    from cstemplates.workspace import Workspace

_LONGEST = 200
_CATALOG = "catalog"


@dataclass(frozen=True, slots=True)
class Older:
    """A value that the present one took the place of; maps and lists are not written out."""

    value: str
    file: str
    line: int
    layer: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands; files are relative to the company folder, as in a manifest.

    Attributes:
        kind: A kind of the catalogue, ``company``, ``roster`` or ``run``.
        id: The entry's id; of the roster, nothing.
        path: The key path; of the roster, the column.
        file: The file; empty for a value of the run.
        line: The line or row; 0 where there is none.
        layer: The layer; empty outside of the catalogue.
        is_default: Whether nobody has written the value down.
        replaced: What it replaced, newest first.
    """

    kind: str
    id: str
    path: str
    file: str = ""
    line: int = 0
    layer: str = ""
    is_default: bool = False
    replaced: tuple[Older, ...] = ()

    @property
    def address(self) -> str:
        """The value as ``explain`` takes it, such as ``indicators/satisfaction.title``."""
        entry = "/".join(filter(None, (self.kind, self.id)))
        return ".".join(filter(None, (entry, self.path)))

    def as_json(self) -> dict[str, Any]:
        """Write it with the keys always in this order; what is empty is left out."""
        row = {
            "kind": self.kind, "id": self.id, "path": self.path, "file": self.file,
            "line": self.line, "layer": self.layer, "default": self.is_default,
            "replaced": [
                {"value": o.value, "file": o.file, "line": o.line, "layer": o.layer}
                for o in self.replaced
            ],
        }  # fmt: skip
        return {key: value for key, value in row.items() if value}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Source:
        """Read what :meth:`as_json` wrote.

        Raises:
            KeyError: The row lacks its kind.
            TypeError: The row is none of ours.
        """
        return cls(
            str(row["kind"]), str(row.get("id", "")), str(row.get("path", "")),
            str(row.get("file", "")), int(row.get("line", 0)), str(row.get("layer", "")),
            bool(row.get("default")), tuple(Older(**each) for each in row.get("replaced", ())),
        )  # fmt: skip


def source_of(origin: Origin, workspace: Workspace) -> Source | None:
    """Say where an origin stands; None for what the program worked out of nothing named."""
    match origin.kind:
        case kind if kind == UNKNOWN:
            return None
        case kind if kind == RUN:
            return Source(RUN, "", key_text(origin.path))
        case kind if kind == ROSTER:
            return _of_roster(origin, workspace)
        case kind if kind == COMPANY:
            return _of_company(origin, workspace)
        case _:
            return _of_catalog(origin, workspace)


def _of_catalog(origin: Origin, workspace: Workspace) -> Source:
    source = Source(origin.kind, origin.id, key_text(origin.path), is_default=origin.is_default)
    entry = workspace.stack.entry(origin.kind, origin.id)
    if entry is None:
        return source
    found = entry.provenance(origin.path)
    file, line = _place(found.location, found.layer, workspace)
    # A default stands nowhere; what its surroundings replaced is not what it replaced.
    older = () if origin.is_default else found.replaced
    return replace(
        source, file=file, line=line, layer=found.layer,
        replaced=tuple(_older(each, workspace) for each in older),
    )  # fmt: skip


def _of_company(origin: Origin, workspace: Workspace) -> Source:
    location = workspace.locate_company(origin.path)
    file, line = _place(location, "", workspace)
    return Source(
        COMPANY, "", key_text(origin.path), file, 0 if origin.is_default else line,
        is_default=origin.is_default, replaced=_default_of(origin, workspace),
    )  # fmt: skip


def _default_of(origin: Origin, workspace: Workspace) -> tuple[Older, ...]:
    """What a company's parameter goes before: the catalogue's own value."""
    if origin.path[:1] != ("parameters",):
        return ()
    name = origin.path[1]
    for policy_id, policy in workspace.catalog.policies.items():
        for parameter in policy.parameters:
            entry = workspace.stack.entry("policies", policy_id)
            if parameter.id == name and entry is not None:
                found = entry.provenance(("parameters", parameter.id, "value"))
                file, line = _place(found.location, found.layer, workspace)
                default = Older(_short(parameter.value), file, line, found.layer)
                return (default, *(_older(each, workspace) for each in found.replaced))
    return ()


def _of_roster(origin: Origin, workspace: Workspace) -> Source:
    field = key_text(origin.path)
    column = str(origin.path[1]) if origin.path[:1] == ("extra",) else _heading(field, workspace)
    file = within(workspace.roster_shown, workspace.shown)
    return Source(ROSTER, "", column, file, int(origin.id or 0))


def _heading(field: str, workspace: Workspace) -> str:
    headings = {known: heading for heading, known in workspace.roster_columns if known}
    usual = {column.field: column.header for column in COLUMNS}
    return headings.get(field) or usual.get(field, field)


def _older(old: Replaced, workspace: Workspace) -> Older:
    file, line = _place(old.location, old.layer, workspace)
    value = "" if isinstance(old.value, (dict, list)) else _short(old.value)
    return Older(value, file, line, old.layer)


def _place(location: TextLocation, layer: str, workspace: Workspace) -> tuple[str, int]:
    path = location.path
    if layer and layer != _CATALOG:
        shown = normpath(below(workspace.shown, layer))
        if path.startswith(f"{shown}/"):
            return layer + path.removeprefix(shown), location.line or 0
    return within(path, workspace.shown), location.line or 0


def within(path: str, shown: str) -> str:
    """Name a file as a manifest does: relative to the company folder."""
    return path.removeprefix(f"{shown}/") if shown else path


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
