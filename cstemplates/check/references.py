"""``${path}`` in the texts of the catalogue: a dotted path and nothing more.

``$${`` stands for the literal ``${``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.check.facts import KeyPath
    from cstemplates.model.catalog import Catalog

_MARK = re.compile(
    r"\$\$\{"
    r"|\$\{(?P<path>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}"
    r"|(?P<malformed>[$＄][{｛][^{}｛｝$＄\n]{0,60}[}｝]?)"
)


class Reference(NamedTuple):
    """One ``${…}`` of a text.

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
    """Yield the references of a text from left to right; literals are passed over.

    Anything that begins like a reference but is none comes with no path: a path that is
    not closed, spaces or capitals in it, full-width ＄ or ｛｝.
    """
    for match in _MARK.finditer(text):
        if match["path"] or match["malformed"]:
            yield Reference(match[0], match["path"])


def references_of(catalog: Catalog) -> Iterator[PlacedReference]:
    """Yield every reference in every text of the catalogue."""
    for kind in KINDS:
        for entry_id, entry in catalog.of(kind).items():
            for key_path, text in _marked_texts(entry.model_dump(by_alias=True), ()):
                for reference in references_in(text):
                    yield PlacedReference(kind, entry_id, key_path, reference)


def _marked_texts(value: Any, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        if "$" in value or "＄" in value:
            yield key_path, value
        return
    for key, child in _children(value):
        yield from _marked_texts(child, (*key_path, key))


def _children(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list | tuple) else ()
