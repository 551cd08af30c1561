"""All structural rules over one Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import Report
from cstemplates.word.structure.content import CONTENT_RULES
from cstemplates.word.structure.identity import IDENTITY_RULES
from cstemplates.word.structure.opened import Opened
from cstemplates.word.structure.packaging import PACKAGING_RULES
from cstemplates.word.structure.references import REFERENCE_RULES
from cstemplates.word.structure.tables import TABLE_RULES

if TYPE_CHECKING:
    from cstemplates.findings import Finding

_RULES = (
    *PACKAGING_RULES,
    *IDENTITY_RULES,
    *REFERENCE_RULES,
    *TABLE_RULES,
    *CONTENT_RULES,
)


def check_structure(data: bytes, *, path: str) -> tuple[Finding, ...]:
    """Look for what makes Word repair, misnumber or misplace a document.

    It goes further than the check on every render and takes its time; it runs in tests
    and with ``--debug``.

    Args:
        data: The Word file.
        path: Its name for findings.

    Returns:
        Findings CST407, in the order of the file.

    Raises:
        TemplateError: The gate refuses the file.
    """
    opened = Opened(data, path=path)
    return Report.of(found for rule in _RULES for found in rule(opened)).findings
