"""Findings as GitHub workflow commands, which show them beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings.finding import Severity
from cstemplates.findings.location import DocxLocation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.findings.finding import Finding
    from cstemplates.findings.report import Report

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# The percent sign comes first, or the others would be escaped twice.
_IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_MESSAGE, (":", "%3A"), (",", "%2C"))


def render_github(report: Report) -> str:
    """Write one command a finding; empty when clean.

    A place in a Word file has no line, so its words lead the message. The hint follows
    on a line of its own.
    """
    return "".join(f"{_command(finding)}\n" for finding in report)


def _command(finding: Finding) -> str:
    return workflow_command(_COMMAND[finding.severity], _properties(finding), _message(finding))


def workflow_command(name: str, properties: Iterable[tuple[str, str | int]], message: str) -> str:
    """Write one command such as ``::notice file=a.docx::words``, escaped as GitHub wants it."""
    written = ",".join(f"{key}={_escape(str(value), _IN_PROPERTY)}" for key, value in properties)
    return f"::{name} {written}::{_escape(message, _IN_MESSAGE)}"


def _properties(finding: Finding) -> list[tuple[str, str | int]]:
    location = finding.location
    found: list[tuple[str, str | int]] = [("file", location.path)]
    if not isinstance(location, DocxLocation):
        numbers = (("line", location.line), ("col", location.column))
        found += [(name, number) for name, number in numbers if number is not None]
    return [*found, ("title", f"{finding.code} {finding.rule}")]


def _message(finding: Finding) -> str:
    place = f"{finding.location}: " if isinstance(finding.location, DocxLocation) else ""
    return "\n".join(part for part in (f"{place}{finding.message}", finding.hint) if part)


def _escape(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for sign, written in table:
        text = text.replace(sign, written)
    return text
