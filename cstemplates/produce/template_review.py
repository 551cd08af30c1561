"""Everything that is wrong with a template, without making a document from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind import vocabulary
from cstemplates.findings import CstemplatesError, DocxLocation, finding
from cstemplates.gate import open_package, refusals
from cstemplates.messages import _
from cstemplates.produce.files import read_bytes
from cstemplates.word.scan import review_looks, scan, unknown_fields

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.findings import Finding
    from cstemplates.gate import Package


def not_word(package: Package) -> Finding | None:
    """Find a workbook or a presentation in a Word file's place."""
    kind = package.content_type(package.main_document)
    if "wordprocessingml" in kind or "ms-word" in kind:
        return None
    return finding(
        "CST300",
        _("This is not a Word document."),
        DocxLocation(package.path),
        _("Open it in Word or WPS and save it as .docx (a workbook as .xlsx)."),
    )


def review_template(path: Path, shown: str) -> tuple[Finding, ...]:
    """Judge one Word template: the package, its tags, the fields it names, its looks."""
    try:
        package = open_package(read_bytes(path), path=shown)
    except CstemplatesError as error:
        return tuple(error.report)
    if wrong := not_word(package):
        return (wrong,)
    found = scan(package)
    return (
        *refusals(package),
        *found.findings,
        *unknown_fields(found, vocabulary()),
        *review_looks(package),
    )
