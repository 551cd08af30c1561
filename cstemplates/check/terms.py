"""Terms of the glossary: forms to avoid, where they hold, and where they may stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cstemplates.check.texts import PlacedText
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.glossary import Term

_QUOTED_NAME = r"《[^》\n]*》"
_SPARED_KEYS = {"aliases", "related"}


def forbidden_forms(catalog: Catalog) -> dict[str, Term]:
    """Map each alias of the glossary to its term."""
    return {alias: term for term in catalog.glossary.values() for alias in term.aliases}


def alias_pattern(catalog: Catalog, forms: Collection[str]) -> re.Pattern[str]:
    """Return a pattern that fits the forms, and longer names that hold one of them.

    What it fits is a forbidden form only if it is one of ``forms``; the longest fits first.
    """
    one = re.compile("|".join(map(re.escape, forms)))
    names = {name for name in _names(catalog) if one.search(name)}
    words = sorted({*forms, *names}, key=lambda word: (-len(word), word))
    return re.compile("|".join([_QUOTED_NAME, *map(re.escape, words)]))


def holds_for(term: Term, catalog: Catalog, place: PlacedText) -> bool:
    """Tell whether a term is to be used in a text: everywhere, or in its family of roles."""
    if place.kind == "glossary" or _SPARED_KEYS.intersection(map(str, place.key_path)):
        return False
    return term.use == "all" or term.use == _family_of(catalog, place)


def _family_of(catalog: Catalog, place: PlacedText) -> str | None:
    entry = catalog.of(place.kind)[place.id]
    owner = place.id if place.kind == "roles" else getattr(entry, "role", None)
    role = catalog.roles.get(owner or "")
    return role.family if role else None


def _names(catalog: Catalog) -> Iterator[str]:
    for term in catalog.glossary.values():
        yield term.title
        yield from term.related
    for kind in KINDS:
        if kind != "glossary":
            for entry in catalog.of(kind).values():
                yield entry.title
                yield from getattr(entry, "aliases", ())
