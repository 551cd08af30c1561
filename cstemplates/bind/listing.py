"""The lists of a pack as their templates print them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cstemplates.bind.facts import company_context
from cstemplates.bind.figures import chinese_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cstemplates.model import Company


def listing_data(company: Company, title: str, as_of: date) -> dict[str, Any]:
    """Bind company and document of a list, which is no document type of the catalogue."""
    return {
        "company": company_context(company),
        "document": {
            "title": title,
            "heading": title,
            "code": company.code or company.short_name,
            "date": chinese_date(as_of),
        },
    }


def cover_data(rows: Sequence[tuple[int, str, str, str, str]]) -> dict[str, Any]:
    """Bind a cover list from (folder number, folder, title, subject, path), in pack order."""
    ordered = sorted(enumerate(rows), key=lambda pair: (pair[1][0], pair[0]))
    groups = [
        {
            "no": number,
            "title": folder,
            "folder": f"{number:02d}　{folder}",
            "documents": [_listed(n, row) for n, row in enumerate(group, 1)],
        }
        for (number, folder), group in groupby(
            (row for _position, row in ordered), key=lambda row: (row[0], row[1])
        )
    ]
    return {"cover": {"groups": groups, "total": len(rows)}}


def _listed(number: int, row: tuple[int, str, str, str, str]) -> dict[str, Any]:
    _folder_number, _folder, title, subject, path = row
    # Percent signs leave nothing in a name that a field's code or a link could stumble over.
    return {
        "no": number,
        "title": title,
        "subject": subject,
        "path": path,
        "file": path.rpartition("/")[2],
        "link": quote(path),
    }


def holes_data(rows: Sequence[tuple[str, str, str, str]]) -> dict[str, Any]:
    """Bind a list of holes from (subject, document, label, place)."""
    listed = [
        {"no": n, "subject": subject, "document": document, "label": label, "place": place}
        for n, (subject, document, label, place) in enumerate(rows, 1)
    ]
    return {"holes": listed, "total": len(rows)}
