"""A manual: its chapters, and which document stands behind each of its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.bind.case import Case
from cstemplates.bind.policy import revisions_context

if TYPE_CHECKING:
    from cstemplates.bind.role import Say
    from cstemplates.model import Manual
    from cstemplates.model.catalog import Catalog


def manual_context(manual: Manual, catalog: Catalog, say: Say) -> dict[str, Any]:
    """Bind a manual; the bodies of its sections come from :func:`inclusions`."""
    return {
        "title": manual.title,
        "number": manual.number,
        "owner": catalog.roles[manual.owner].title,
        "chapters": [
            {
                "no": n,
                "id": chapter.id,
                "title": say(chapter.title),
                "sections": [
                    {"no": k, "id": section.id, "title": say(section.title)}
                    for k, section in enumerate(chapter.sections, 1)
                ],
            }
            for n, chapter in enumerate(manual.chapters, 1)
        ],
        "revisions": revisions_context(manual.revisions, say),
    }


def inclusions(manual: Manual, catalog: Catalog) -> dict[str, Case]:
    """Return the document that fills each section, by the section's id."""
    return {
        section.id: _case(section.source, catalog)
        for chapter in manual.chapters
        for section in chapter.sections
    }


def _case(source: str, catalog: Catalog) -> Case:
    kind, _slash, name = source.partition("/")
    if kind == "documents":
        document, _at, role = name.partition("@")
        return Case(document, role or None, included=True)
    # The narrowest document prints an entry best: its own one, not a collection.
    holders = [d for d, entry in catalog.documents.items() if source in entry.content]
    holder = min(holders, key=lambda d: len(catalog.documents[d].content))
    return Case(holder, content=(source,), included=True)
