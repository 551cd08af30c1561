"""Writing reports: one module a format, one table of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings.formats.github import render_github
from cstemplates.findings.formats.json_array import render_json
from cstemplates.findings.formats.sarif import render_sarif
from cstemplates.findings.formats.text import render_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cstemplates.findings.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
"""Every format by the name that ``--format`` takes."""


def render_report(report: Report, format_name: str) -> str:
    """Write a report in one of :data:`FORMATS`; the text ends with a newline or is empty.

    Raises:
        KeyError: There is no format of this name.
    """
    return FORMATS[format_name](report)


__all__ = ["FORMATS", "render_report"]
