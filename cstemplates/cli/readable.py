"""An entry as a person reads it: contents first, keys in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from cstemplates.messages import language

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABOUT = ("spec", "origin", "basis", "decisions", "exempt")
"""What an entry says about itself: printed last, and not at every item."""


def readable(entry: BaseModel) -> list[str]:
    """Write an entry as indented lines; what was left at its default is left out."""
    fields = list(type(entry).model_fields)
    contents = [name for name in fields if name not in _ABOUT]
    return [*_fields(entry, contents, 0), *_fields(entry, _ABOUT, 0)]


def _fields(value: BaseModel, names: Any, depth: int) -> Iterator[str]:
    for name in names:
        if name in value.model_fields_set:
            yield from _labelled(_label(value, name), getattr(value, name), depth)


def _label(value: BaseModel, name: str) -> str:
    field = type(value).model_fields[name]
    return (field.title if language() == "zh" else field.alias) or name


def _labelled(label: str, value: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(value, BaseModel):
        yield f"{pad}{label}:"
        yield from _fields(value, _own_names(value), depth + 1)
    elif isinstance(value, tuple) and any(isinstance(v, BaseModel) for v in value):
        yield f"{pad}{label}:"
        for item in value:
            yield from _listed(item, depth + 1)
    elif isinstance(value, dict | tuple):
        words = [f"{k}={v}" for k, v in value.items()] if isinstance(value, dict) else value
        yield f"{pad}{label}: {', '.join(map(str, words))}"
    else:
        yield f"{pad}{label}: {value}"


def _listed(item: BaseModel, depth: int) -> Iterator[str]:
    lines = list(_fields(item, _own_names(item), depth + 1))
    name = f"[{item.id}] " if hasattr(item, "id") else ""
    first = lines[0].strip() if lines else ""
    yield f"{'  ' * depth}- {name}{first}"
    yield from lines[1:]


def _own_names(value: BaseModel) -> list[str]:
    return [n for n in type(value).model_fields if n != "id" and n not in _ABOUT]
