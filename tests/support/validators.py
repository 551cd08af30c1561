"""Three judges of a Word file: openxml-audit, ooxml-integrity and our structural check.

No finding of theirs is excused. Known traps when writing parts by hand, seen on files of
python-docx and LibreOffice: openxml-audit wants settings, theme and font table parts,
takes ``w:val="true"`` of ``w:tblHeader`` and ``w:cantSplit`` for a fault (leave ``w:val``
out) and compares ``stylesWithEffects.xml`` with the styles (have no such part).
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from ooxml_integrity import check as check_integrity
from openxml_audit import OpenXmlValidator

from cstemplates.word.structure import check_structure


def assert_valid(data: bytes, *, path: str = "document.docx") -> None:
    """Raise AssertionError with everything the three judges say against a Word file."""
    problems = [*_audit(data), *(str(f) for f in _structure(data, path))]
    assert not problems, "\n".join([f"{path} is not valid:", *problems])


def _structure(data: bytes, path: str) -> list[str]:
    return [f"own: {f.location}: {f.message}" for f in check_structure(data, path=path)]


def _audit(data: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "document.docx")
        file.write_bytes(data)
        audited = _validator().validate(file).errors
        integrity = check_integrity(file)
    return [f"openxml-audit: {error}" for error in audited] + [
        f"ooxml-integrity: {found}" for found in integrity
    ]


@cache
def _validator() -> OpenXmlValidator:
    # Reading the schemas takes most of a second, so one validator serves all tests.
    return OpenXmlValidator()
