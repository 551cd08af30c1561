"""The data a template asks for: which paths, whether they exist, and their JSON Schema."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.findings import finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cstemplates.findings import DocxLocation, Finding

ITEM = "[]"
ANY_KEY = "*"
_LEAF = ["string", "number", "boolean", "null"]


@dataclass(frozen=True, slots=True)
class FieldUse:
    """One use of a piece of data.

    Attributes:
        path: Keys from the top of the data; ``[]`` stands for any item of a list.
        location: Where in the template.
        guarded: Whether the value may be missing or empty, because the use stands inside
            an ``{% if %}`` or has a default.
    """

    path: tuple[str, ...]
    location: DocxLocation
    guarded: bool


class _Missing(NamedTuple):
    """Where a path leaves the known data."""

    position: int
    siblings: tuple[str, ...]
    is_list: bool = False


def unknown_fields(
    fields: Iterable[FieldUse], vocabulary: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Find the fields that the data never has.

    Args:
        fields: The uses of data in a template.
        vocabulary: An example of the data. A list shows its items by its first element, an
            empty one says nothing about them; a key ``*`` accepts any key.

    Returns:
        CST335 with the place and the nearest known field.
    """
    found = []
    for use in fields:
        missing = _find_missing(use.path, vocabulary)
        if missing is not None:
            found.append(_unknown(use, missing))
    return tuple(dict.fromkeys(found))


def _find_missing(path: tuple[str, ...], vocabulary: Mapping[str, Any]) -> _Missing | None:
    here: Any = vocabulary
    for position, step in enumerate(path):
        if isinstance(here, dict):
            if step == ITEM:
                return None
            if step not in here and ANY_KEY not in here:
                return _Missing(position, tuple(map(str, here)))
            here = here.get(step, here.get(ANY_KEY))
        elif isinstance(here, list):
            if step != ITEM:
                return _Missing(position, (), is_list=True)
            if not here:
                return None
            here = here[0]
        elif step != ITEM or position + 1 < len(path):
            return _Missing(position, ())
    return None


def _unknown(use: FieldUse, missing: _Missing) -> Finding:
    parent = use.path[: missing.position]
    name = written(use.path[: missing.position + 1])
    message = _("The field “{name}” is unknown.").format(name=name)
    near = difflib.get_close_matches(use.path[missing.position], missing.siblings, 1)
    if near:
        meant = written((*parent, near[0]))
        hint = _("Did you mean “{name}”?").format(name=meant)
    elif missing.is_list:
        hint = _("“{name}” is a list: go through it with a loop.").format(name=written(parent))
    elif not missing.siblings:
        hint = _("“{name}” is a single value and has no parts.").format(name=written(parent))
    else:
        hint = _("Check the name against the list of fields of this kind of document.")
    return finding("CST335", message, use.location, hint)


def written(path: tuple[str, ...]) -> str:
    """Write a path as people read it: ``scorecard.measures[].title``."""
    return ".".join(path).replace("." + ITEM, ITEM)


def needed_schema(fields: Iterable[FieldUse]) -> dict[str, Any]:
    """Describe the data a template needs as a JSON Schema, both branches of every if.

    Args:
        fields: The uses of data in a template.

    Returns:
        A schema of objects, arrays and single values; what is used without a guard is
        required.
    """
    root = _Node()
    for use in fields:
        root.add(use.path, required=not use.guarded)
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return draft | root.as_schema(is_top=True)


class _Node:
    """One place in the data: nothing known yet, an object with parts, or an array."""

    def __init__(self) -> None:
        self.parts: dict[str, _Node] = {}
        self.required: set[str] = set()
        self.item: _Node | None = None

    def add(self, path: tuple[str, ...], *, required: bool) -> None:
        if not path:
            return
        step, rest = path[0], path[1:]
        if step == ITEM:
            self.item = self.item or _Node()
            self.item.add(rest, required=required)
            return
        if required:
            self.required.add(step)
        self.parts.setdefault(step, _Node()).add(rest, required=required)

    def as_schema(self, *, is_top: bool = False) -> dict[str, Any]:
        if self.item is not None and not self.parts:
            return {"type": "array", "items": self.item.as_schema()}
        if self.parts or is_top:
            parts = {name: node.as_schema() for name, node in sorted(self.parts.items())}
            schema: dict[str, Any] = {"type": "object", "properties": parts}
            return schema | ({"required": sorted(self.required)} if self.required else {})
        return {"type": list(_LEAF)}
