"""Sections as one list of lines, for documents that print several entries.

Templates may nest three loops; entry, section, clause and point, or table and row, are four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def lines_context(sections: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Put bound sections one under the other.

    Every line has a ``kind``: ``heading``, ``text`` for the only clause of a section,
    ``clause``, ``item`` or ``table``; the last one carries ``columns`` and ``rows``.
    """
    return [line for section in sections for line in _lines(section)]


def _lines(section: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield _line("heading", section)
    alone = len(section["clauses"]) == 1
    for clause in section["clauses"]:
        yield _line("text" if alone else "clause", clause)
        for item in clause["items"]:
            yield _line("item", item)
    for table in section["tables"]:
        yield _line("table", table) | {"columns": table["columns"], "rows": table["rows"]}


def _line(kind: str, source: Mapping[str, Any]) -> dict[str, Any]:
    text = source.get("text") or source.get("title")
    return {"kind": kind, "id": source["id"], "text": text, "columns": [], "rows": []}
