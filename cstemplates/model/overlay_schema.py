"""From the schema of an entry to the schema of what an overlay may say about it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

_WHOLE = "Whole"
_REFERENCE = "#/$defs/"
_REMOVE = "Remove"


def _switch(title: str) -> dict[str, Any]:
    return {"const": True, "title": title}


def _anchor(title: str) -> dict[str, Any]:
    return {"type": "string", "title": title}


_ADD = {"$add": _switch("新增：下层没有的标识必须写明")}
_REPLACE = {"$replace": _switch("整体替换：不与下层合并")}
_TAKE_OUT = {"$remove": _switch("删除")}
_ANCHORS = {
    "$before": _anchor("移到此标识之前"),
    "$after": _anchor("移到此标识之后"),
}
_OF_ENTRY = _ADD | _REPLACE | _TAKE_OUT
_OF_ITEM = _ADD | _REPLACE | _TAKE_OUT | _ANCHORS
_REMOVAL: dict[str, Any] = {
    "type": "object",
    "properties": _TAKE_OUT,
    "required": ["$remove"],
    "additionalProperties": False,
    "title": "删除此项",
}


def overlay_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the overlay variant of an entry's schema.

    Keys may be left out at every level; only the items of a list keep their ``id``.
    Lists whose items have no id are replaced whole, so their items stay complete.
    """
    definitions: dict[str, Any] = entry.get("$defs", {})
    loosened = _Loosening(definitions)
    root = {key: value for key, value in entry.items() if key != "$defs"}
    adapted = loosened.map(root, _OF_ENTRY)
    candidates = {name: loosened.definition(each) for name, each in definitions.items()}
    candidates |= {name + _WHOLE: _whole(each) for name, each in definitions.items()}
    candidates[_REMOVE] = _REMOVAL
    return adapted | {"$defs": _reachable(adapted, candidates)}


class _Loosening:
    """Makes keys optional; knows the definitions to tell items with ids from others."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self._definitions = definitions

    def definition(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "properties" not in schema:
            return deepcopy(schema)
        return self.map(schema, _OF_ITEM if "id" in schema["properties"] else _REPLACE)

    def map(self, schema: dict[str, Any], operators: dict[str, Any]) -> dict[str, Any]:
        required = schema.get("required", [])
        properties = {
            name: self.value(value) if name in required else _removable(self.value(value))
            for name, value in schema["properties"].items()
        }
        loose = {key: value for key, value in schema.items() if key != "required"}
        if "id" in properties:
            loose["required"] = ["id"]
        return loose | {"properties": properties | operators}

    def value(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Adapt what may stand under a key."""
        if schema.get("type") == "array":
            return self._list(schema)
        if isinstance(schema.get("additionalProperties"), dict):
            values = _removable(schema["additionalProperties"])
            return schema | {"additionalProperties": values, "properties": _REPLACE}
        if "oneOf" in schema:  # without its key "kind" a scoring fits several forms
            rest = {key: value for key, value in schema.items() if key != "oneOf"}
            return rest | {"anyOf": schema["oneOf"]}
        return deepcopy(schema)

    def _list(self, schema: dict[str, Any]) -> dict[str, Any]:
        reference = schema["items"].get("$ref")
        if reference is None:
            return deepcopy(schema)
        name = reference.removeprefix(_REFERENCE)
        if "id" not in self._definitions[name].get("properties", {}):
            return schema | {"items": {"$ref": reference + _WHOLE}}
        return {key: value for key, value in schema.items() if key != "minItems"}


def _removable(schema: dict[str, Any]) -> dict[str, Any]:
    words = {key: schema[key] for key in ("title", "description") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in words}
    choices = rest["anyOf"] if rest.keys() == {"anyOf"} else [rest]
    return words | {"anyOf": [*choices, {"$ref": _REFERENCE + _REMOVE}]}


def _whole(schema: Any) -> Any:
    """Copy a definition so that what it refers to stays complete, too."""
    if isinstance(schema, dict):
        return {
            key: value + _WHOLE if key == "$ref" else _whole(value) for key, value in schema.items()
        }
    return [_whole(each) for each in schema] if isinstance(schema, list) else schema


def _reachable(schema: dict[str, Any], candidates: dict[str, Any]) -> dict[str, Any]:
    found: set[str] = set()
    waiting = _references(schema)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= _references(candidates[name])
    return {name: each for name, each in candidates.items() if name in found}


def _references(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["$ref"].removeprefix(_REFERENCE)} if "$ref" in schema else set()
        return own.union(*map(_references, schema.values()))
    if isinstance(schema, list):
        return set().union(*map(_references, schema))
    return set()
