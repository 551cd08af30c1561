"""Errors that a company has only with the new catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, Severity, TextLocation
from cstemplates.stack import stack
from cstemplates.upgrade.override import Verdict
from cstemplates.workspace import load_company
from cstemplates.workspace.posts import Posts
from cstemplates.workspace.reading import typed_catalog
from cstemplates.workspace.roster import read_employees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cstemplates.findings import Report
    from cstemplates.load import KeyPath
    from cstemplates.stack import Stack
    from cstemplates.upgrade.catalogues import Catalogue
    from cstemplates.upgrade.override import Override
    from cstemplates.workspace import Workspace
    from cstemplates.workspace.company import CompanyFolder

    Identity = tuple[str, str, KeyPath, str]

_OF_LAYERS = {"CST120", "CST121", "CST123", "CST128"}
_ROLE_UNKNOWN = "CST160"


def new_faults(
    reading: CompanyFolder,
    catalogues: tuple[Catalogue, Catalogue],
    stacks: tuple[Stack, Stack],
    review: Callable[[Workspace], Report],
) -> list[Finding]:
    """Find the errors that were not there before; those of the new catalogue itself left out.

    Args:
        reading: The company folder.
        catalogues: The old and the new catalogue.
        stacks: The same with the layers as they are and as they are mended.
        review: What ``lint`` finds in a workspace.
    """
    old, new = (
        _with(load_company(reading.folder, catalog_folder=catalogue.folder), stacked, reading)
        for catalogue, stacked in zip(catalogues, stacks, strict=True)
    )
    errors = _errors(review(new))
    if not errors:
        return []
    known = {_identity(each) for each in _errors(review(old))}
    bare = replace(_with(new, stack([catalogues[1].layer])), company_or_none=None, employees=())
    known |= {_identity(each) for each in _errors(review(bare))}
    return [each for each in errors if _identity(each) not in known]


def is_told(fault: Finding, overrides: Iterable[Override]) -> bool:
    """Tell whether the list of overrides already names what a finding is about."""
    if fault.code == _ROLE_UNKNOWN:
        return True
    place = fault.location
    assert isinstance(place, TextLocation)
    return any(
        each.location.path == place.path
        and each.verdict is not Verdict.APPLIES
        and _about(each.location.key_path, place.key_path, near=fault.code in _OF_LAYERS)
        for each in overrides
    )


def _about(told: KeyPath, place: KeyPath, *, near: bool) -> bool:
    """Compare two key paths; ``near`` also takes what stands above or below."""
    depth = min(len(told), len(place)) if near else max(len(told), len(place))
    return told[:depth] == place[:depth]


def _with(workspace: Workspace, stacked: Stack, reading: CompanyFolder | None = None) -> Workspace:
    """Put a stack in the place of a workspace's own."""
    catalog, faults = typed_catalog(stacked)
    findings = (*stacked.findings, *faults)
    if reading is None:
        return replace(workspace, stack=stacked, catalog=catalog, findings=findings)
    people = read_employees(reading.roster(), Posts(stacked))
    return replace(
        workspace,
        stack=stacked,
        catalog=catalog,
        employees=people.employees,
        findings=(*findings, *people.findings),
    )


def _errors(report: Report) -> list[Finding]:
    return [each for each in report if each.severity is Severity.ERROR]


def _identity(fault: Finding) -> Identity:
    """What makes a finding the same one though lines have moved."""
    place = fault.location
    keys = place.key_path if isinstance(place, TextLocation) else ()
    return fault.code, place.path, keys, fault.message
