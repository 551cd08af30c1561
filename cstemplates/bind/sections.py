"""Sections of agreements, policies, plans and procedures, with their clauses and tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from cstemplates.bind.figures import numeral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cstemplates.bind.role import Say
    from cstemplates.model import Clause, Section, TextTable

Keep = Callable[[str, Callable[[], Any]], Any]
"""Makes a value of this name, or takes what was kept of it for equal documents."""
_ENDS = ("。", "；", "！", "？", "：")


def sections_context(
    sections: Sequence[Section],
    say: Say,
    keep: Keep = lambda _name, make: make(),
) -> list[dict[str, Any]]:
    """Bind sections; ``no`` is for the few places where no style numbers the heading.

    A section that a company has emptied is left out: no heading stands over nothing.

    Args:
        sections: The sections.
        say: Resolves the references of a text.
        keep: Makes a value of this name, or takes what it has kept for equal documents.
    """
    filled = (s for s in sections if s.clauses or s.tables or s.block)
    return [
        keep(f"section {section.id}", partial(_section, section, number, say, keep))
        for number, section in enumerate(filled, 1)
    ]


def _section(section: Section, number: int, say: Say, keep: Keep) -> dict[str, Any]:
    name = section.id
    return {
        "id": name,
        "no": numeral(number),
        "title": say(section.title),
        "block": section.block,
        "clauses": [
            keep(f"clause {name}.{clause.id}", partial(_clause, clause, say))
            for clause in section.clauses
        ],
        "tables": [
            keep(f"table {name}.{table.id}", partial(_table, table, n, say))
            for n, table in enumerate(section.tables, 1)
        ],
    }


def _clause(clause: Clause, say: Say) -> dict[str, Any]:
    last = clause.items[-1] if clause.items else None
    return {
        "id": clause.id,
        "text": ended(say(clause.text), "：" if clause.items else "。"),
        "items": [
            {"id": item.id, "text": ended(say(item.text), "。" if item is last else "；")}
            for item in clause.items
        ],
    }


def ended(text: str, mark: str = "。") -> str:
    """Close a sentence that the catalogue leaves open.

    Computed, because an overlay may add or remove the last point of a clause.
    """
    # A quotation may close after its own full stop: “……。”
    return text if text.rstrip("”）").endswith(_ENDS) else text + mark


def _table(table: TextTable, number: int, say: Say) -> dict[str, Any]:
    return {
        "id": table.id,
        "no": number,
        "title": say(table.title),
        "columns": [{"no": n, "text": say(text)} for n, text in enumerate(table.columns, 1)],
        "rows": [{"id": row.id, "cells": _cells(row.cells, say)} for row in table.rows],
    }


def _cells(cells: Iterable[str], say: Say) -> list[dict[str, Any]]:
    return [{"no": n, "text": say(text)} for n, text in enumerate(cells, 1)]
