"""What kind of document a package is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from cstemplates.findings import Finding
    from cstemplates.gate.package import Package


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
