"""``${path}`` in the texts of the catalogue, with the places of the texts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from cstemplates.model import KINDS
from cstemplates.model.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.check.facts import Facts, KeyPath

# What a Chinese input method makes of "${"; nobody means these signs as such.
_FULL_WIDTH = re.compile(r"(?:＄[{｛]|\$｛)[^{}｛｝\n]{0,60}[}｝]?")


class Reference(NamedTuple):
    """One reference of a text.

    Attributes:
        written: The reference as it stands in the text.
        path: The dotted path; None when the reference is malformed.
    """

    written: str
    path: str | None


class PlacedReference(NamedTuple):
    """A reference and the entry and key path of its text."""

    kind: str
    id: str
    key_path: KeyPath
    reference: Reference


def references_in(text: str) -> Iterator[Reference]:
    """Yield the references of a text, and after them what full-width signs have spoilt."""
    for path, well_formed in references(text):
        written = f"${{{path}}}" if path else "${"
        yield Reference(written, path if well_formed else None)
    for match in _FULL_WIDTH.finditer(text):
        yield Reference(match[0], None)


@lru_cache(maxsize=1)
def references_of(facts: Facts) -> tuple[PlacedReference, ...]:
    """Return every reference in every text, notes on sources and decisions included."""
    return tuple(
        PlacedReference(kind, entry_id, key_path, reference)
        for kind in KINDS
        for entry_id, entry in facts.catalog.of(kind).items()
        for key_path, text in _marked_texts(entry, ())
        for reference in references_in(text)
    )


def _marked_texts(value: Any, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        if "$" in value or "＄" in value:
            yield key_path, value
        return
    for key, child in _children(value):
        if child and not isinstance(child, Decimal):
            yield from _marked_texts(child, (*key_path, key))


def _children(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, BaseModel):
        return vars(value).items()
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()
