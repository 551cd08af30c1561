"""The one family of exceptions: raised only when work cannot go on, always with findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.findings.finding import Finding


class CstemplatesError(Exception):
    """Work cannot go on; ``report`` says why, all at once."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.report = Report.of(findings)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> CstemplatesError:
        """Make the error of any number of findings."""
        return cls(*findings)

    def __str__(self) -> str:
        """One line a finding, so that a Python user sees the same words."""
        return "\n".join(f"{f.location}: {f.severity} {f.code} {f.message}" for f in self.report)


class CatalogError(CstemplatesError):
    """Catalogue, layers or company data cannot be used."""


class TemplateError(CstemplatesError):
    """A template, or any package that came through the gate, is refused."""


class RenderError(CstemplatesError):
    """A document could not be made from its template and data."""


class WorkspaceError(CstemplatesError):
    """Something about the folders of this run: a missing file, a target in the way."""


class EnvironmentFault(CstemplatesError):  # noqa: N818 - EnvironmentError is Python's own
    """The machine lacks something: LibreOffice, disk space, a font. Exit code 4."""
