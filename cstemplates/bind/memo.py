"""The change memo as its template prints it: what differs between two packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.bind.figures import chinese_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_MOST_ROWS = 500
_LONGEST = 400
_MOST_FILES = 3


class MemoFile(NamedTuple):
    """A file that differs: its path, what became of it, how many changes, what is missing."""

    path: str
    state: str
    changes: int
    notes: str


class MemoChange(NamedTuple):
    """One change, and the files that have it."""

    files: tuple[str, ...]
    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Memo:
    """What a change memo says.

    Attributes:
        old: The name of the former pack.
        new: The name of the new one.
        author: Whose name stands at the tracked changes.
        day: The day of the memo.
        total: How many files were compared.
        renumbered: How many files have numbers that merely moved on.
        files: Those that differ.
        weights: Changed weights.
        added: What was put in.
        removed: What was taken out.
        changed: What was changed or moved.
        looks: What only looks different.
    """

    old: str
    new: str
    author: str
    day: date
    total: int
    renumbered: int
    files: Sequence[MemoFile]
    weights: Sequence[MemoChange]
    added: Sequence[MemoChange]
    removed: Sequence[MemoChange]
    changed: Sequence[MemoChange]
    looks: Sequence[MemoChange]


def memo_data(memo: Memo) -> dict[str, Any]:
    """Bind a change memo; what is too long for a table is cut, and the rest is counted."""
    tables = ("weights", "added", "removed", "changed", "looks")
    return {
        # The head of the page names whose papers these are; here that is a pack.
        "company": {"name": memo.new},
        "document": {"title": "变更说明", "heading": "变更说明", "code": ""},
        "memo": {
            "old": memo.old,
            "new": memo.new,
            "author": memo.author,
            "date": chinese_date(memo.day),
            "total": memo.total,
            "same": memo.total - len(memo.files),
            "differing": len(memo.files),
            "renumbered": memo.renumbered,
            "files": [
                {
                    "no": n,
                    "path": f.path,
                    "state": f.state,
                    "count": f.changes or "—",
                    "notes": f.notes,
                }
                for n, f in enumerate(memo.files, 1)
            ],
        }
        | {name: _table(getattr(memo, name)) for name in tables},
    }


def _table(changes: Sequence[MemoChange]) -> dict[str, Any]:
    rows = [
        {
            "no": number,
            "files": _files(change.files),
            "where": change.where,
            "before": _cut(change.before),
            "after": _cut(change.after),
        }
        for number, change in enumerate(changes[:_MOST_ROWS], 1)
    ]
    left = len(changes) - len(rows)
    return {"rows": rows, "total": len(changes), "shown": len(rows), "left": left}


def _files(files: Sequence[str]) -> str:
    if len(files) <= _MOST_FILES:
        return "\n".join(files)
    return "\n".join([*files[:_MOST_FILES], f"等{len(files)}份"])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……（共{len(text)}字）"
