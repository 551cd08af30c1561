"""The packs of both sides, written out to look at: what is the same is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates import __version__
from cstemplates.findings import CatalogError
from cstemplates.publish import OutputFile, plan_names, publish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cstemplates.findings import Finding
    from cstemplates.impact.reach import Sheet, Subject

BASE, NEW = "base", "new"


def write_packs(
    out: Path, company: str, old: Mapping[Subject, Sheet], new: Mapping[Subject, Sheet]
) -> None:
    """Write a company's documents below ``base`` and ``new``; each folder is a pack of its own.

    Raises:
        CatalogError: A document cannot be made; with all findings.
        WorkspaceError: Something stands in the way in a folder.
    """
    before = {subject: _data(sheet) for subject, sheet in old.items()}
    after = {
        subject: before[subject] if subject in old and old[subject].equals(sheet) else _data(sheet)
        for subject, sheet in new.items()
    }
    for side, sheets, made in ((BASE, old, before), (NEW, new, after)):
        _publish(out / side / company, sheets, made)


def _data(sheet: Sheet) -> bytes | tuple[Finding, ...]:
    made = sheet.press.make(sheet.job.case)
    return made.findings if made.data is None else made.data


def _publish(
    folder: Path,
    sheets: Mapping[Subject, Sheet],
    made: Mapping[Subject, bytes | tuple[Finding, ...]],
) -> None:
    findings = [f for each in made.values() if isinstance(each, tuple) for f in each]
    if findings:
        raise CatalogError(*findings)
    parts = (sheet.path.removesuffix(".docx").partition("/") for sheet in sheets.values())
    names = plan_names(((folder_name,), stem, ".docx") for folder_name, _slash, stem in parts)
    files = [
        OutputFile(path, data, *subject)
        for path, (subject, data) in zip(names, made.items(), strict=True)
        if isinstance(data, bytes)
    ]
    as_of = next((sheet.press.as_of.isoformat() for sheet in sheets.values()), "")
    facts = {"inputs": [], "as_of": as_of, "versions": {"cstemplates": __version__}, "draft": True}
    publish(folder, files, facts=facts, shown=folder.as_posix())
