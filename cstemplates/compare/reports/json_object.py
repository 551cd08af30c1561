"""A comparison as one JSON object with stable keys.

``{"summary": {state: count}, "files": [{"path", "old_path", "state", "changes":
[{"kind", "where", "code", "before", "after", "count", "pieces": [{"kind", "text"}]}],
"findings": […]}]}``; files that are the same are counted and not listed. The findings
are the documented objects of ``lint --format json``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cstemplates.compare.change import State
from cstemplates.compare.reports.wording import told_files

if TYPE_CHECKING:
    from cstemplates.compare.change import Change, Comparison, FileChange


def render_json(comparison: Comparison) -> str:
    """Write the object; the keys keep their documented order."""
    return json.dumps(comparison_object(comparison), ensure_ascii=False, indent=2) + "\n"


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """Return the object, to stand in a larger one."""
    counts = comparison.states
    return {
        "summary": {state.value: counts[state] for state in State},
        "files": [_file(each) for each in told_files(comparison)],
    }


def _file(file: FileChange) -> dict[str, Any]:
    return {
        "path": file.path,
        "old_path": file.old_path,
        "state": file.state.value,
        "changes": [_change(each) for each in file.changes],
        "findings": [each.as_json() for each in file.findings],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "where": change.where,
        "code": change.code,
        "before": change.before,
        "after": change.after,
        "count": change.count,
        "pieces": [{"kind": piece.kind, "text": piece.text} for piece in change.pieces],
    }
