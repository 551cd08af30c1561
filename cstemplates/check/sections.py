"""Sections of all kinds of entries, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model import Section


_KINDS = ("policies", "procedures", "plans", "commitments", "documents")


class PlacedSection(NamedTuple):
    """A section and where it stands."""

    kind: str
    id: str
    key_path: KeyPath
    section: Section


def sections_of(facts: Facts) -> Iterator[PlacedSection]:
    """Yield every section of documents, policies, procedures, plans and commitments."""
    for kind in _KINDS:
        for entry_id, entry in facts.catalog.of(kind).items():
            sections: tuple[Section, ...] = getattr(entry, "sections", ())
            for number, section in enumerate(sections):
                yield PlacedSection(kind, entry_id, ("sections", number), section)
