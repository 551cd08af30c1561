"""Findings as compilers print them, one a line, the hint below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.findings.finding import Severity
from cstemplates.messages import _

if TYPE_CHECKING:
    from cstemplates.findings.finding import Finding
    from cstemplates.findings.report import Report

# A file's own words stand in messages; what steers a terminal must not get through.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def render_text(report: Report) -> str:
    """Write ``path:line:column: error CST110 message``, then the hint indented; empty when clean."""
    return "".join(_lines(finding) for finding in report)


def _lines(finding: Finding) -> str:
    words = severity_word(finding.severity)
    line = f"{finding.location}: {words} {finding.code} {finding.message}"
    hint = f"    {one_line(finding.hint)}\n" if finding.hint else ""
    return f"{one_line(line)}\n{hint}"


def one_line(text: str) -> str:
    """Replace line breaks and control characters by spaces."""
    return _CONTROL.sub(" ", text)


def severity_word(severity: Severity) -> str:
    """Return the severity in the user's language."""
    match severity:
        case Severity.ERROR:
            return _("error")
        case Severity.WARNING:
            return _("warning")
        case Severity.INFO:
            return _("info")
