"""Findings as one JSON array of the documented objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.findings.report import Report


def render_json(report: Report) -> str:
    """Write one array, ``[]`` when clean; the keys keep their documented order."""
    return json.dumps([each.as_json() for each in report], ensure_ascii=False, indent=2) + "\n"
