"""All texts of the catalogue that people read, with their places."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from cstemplates.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath

_ASIDE = {"spec", "basis", "decisions", "exempt", "forms", "after"}


class PlacedText(NamedTuple):
    """A text and where it stands."""

    kind: str
    id: str
    key_path: KeyPath
    text: str


@lru_cache(maxsize=1)
def texts_of(facts: Facts) -> tuple[PlacedText, ...]:
    """Return every text of the catalogue; all rules of one run share them."""
    return tuple(
        PlacedText(kind, entry_id, key_path, text)
        for kind in KINDS
        for entry_id, entry in facts.catalog.of(kind).items()
        for key_path, text in texts(entry)
    )


def texts(entry: BaseModel) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts of an entry with key paths.

    Left out is what is not printed: ids, choices from a list, what the entry covers and
    rests on, decisions and exemptions.
    """
    return _texts(entry, ())


def _texts(value: Any, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield key_path, value
    elif isinstance(value, BaseModel):
        for name in _fields(type(value)):
            if child := getattr(value, name):
                yield from _texts(child, (*key_path, name))
    elif isinstance(value, tuple | dict):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, child in pairs:
            yield from _texts(child, (*key_path, key))


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name not in _ASIDE
        and not any(map(_is_name, field.metadata))
        and not _holds_names(field.annotation)
    )


def _holds_names(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    inner = getattr(annotation, "__metadata__", None) or get_args(annotation)
    return any(_is_name(part) or _holds_names(part) for part in inner)


def _is_name(constraint: Any) -> bool:
    # An id is the only text that has to match from its first letter on.
    pattern = getattr(constraint, "pattern", None)
    return isinstance(pattern, str) and pattern.startswith("^")
