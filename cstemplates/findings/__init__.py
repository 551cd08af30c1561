"""What is wrong, where, and what to do: one value type for every stage."""

from cstemplates.findings.errors import (
    CatalogError,
    CstemplatesError,
    EnvironmentFault,
    RenderError,
    TemplateError,
    WorkspaceError,
)
from cstemplates.findings.finding import Finding, Severity, finding
from cstemplates.findings.location import DocxLocation, Location, TextLocation
from cstemplates.findings.report import Report

__all__ = [
    "CatalogError",
    "CstemplatesError",
    "DocxLocation",
    "EnvironmentFault",
    "Finding",
    "Location",
    "RenderError",
    "Report",
    "Severity",
    "TemplateError",
    "TextLocation",
    "WorkspaceError",
    "finding",
]
