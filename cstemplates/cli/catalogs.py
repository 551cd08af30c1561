"""Entries by kind and id for the commands that list and show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, Severity, WorkspaceError
from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.produce.selection import unknown_name
from cstemplates.workspace import load_company, load_shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cstemplates.findings import Report
    from cstemplates.model import Entry


def entries_of(kind: str, company: Path | None) -> Mapping[str, Entry]:
    """Return the entries of a kind as stacked.

    Raises:
        WorkspaceError: If there is no such kind.
        CatalogError: If catalogue or company folder cannot be read.
    """
    wrong = unknown_name(_("kind"), kind, KINDS)
    if wrong:
        raise WorkspaceError(*wrong)
    workspace = load_company(company) if company else load_shipped()
    _refuse(workspace.report)
    return workspace.catalog.of(kind)


def entry_of(kind: str, name: str, company: Path | None) -> Entry:
    """Return one entry as stacked; the errors are those of :func:`entries_of`."""
    entries = entries_of(kind, company)
    wrong = unknown_name(kind, name, entries)
    if wrong:
        raise WorkspaceError(*wrong)
    return entries[name]


def _refuse(report: Report) -> None:
    if report.fails_at(Severity.ERROR):
        raise CatalogError(*report)
