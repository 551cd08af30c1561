"""PDFs to disk: each target is replaced as a whole or not touched."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.pdf.convert import PATIENCE_SECONDS, PdfSource, convert

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class PdfJob:
    """A Word file on disk and the PDF to make of it.

    Attributes:
        source: The Word file.
        target: The PDF; its folder exists.
        expected_text: Words that must stand in the PDF, such as the document's title.
    """

    source: Path
    target: Path
    expected_text: str = ""


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What was made.

    Attributes:
        page_counts: Pages of every PDF that was written, by its target.
        findings: One for every file that failed.
    """

    page_counts: dict[Path, int]
    findings: tuple[Finding, ...] = ()


def to_pdf(
    jobs: Sequence[PdfJob],
    *,
    as_of: date | None = None,
    patience: float = PATIENCE_SECONDS,
    on_made: Callable[[int], None] | None = None,
) -> PdfReport:
    """Make PDFs of Word files on disk in as few runs of LibreOffice as possible.

    A target whose source fails keeps its earlier content. Arguments and errors are
    those of :func:`cstemplates.pdf.convert.convert`.
    """
    sources = [PdfSource(j.source.as_posix(), j.source.read_bytes(), j.expected_text) for j in jobs]
    conversion = convert(sources, as_of=as_of, patience=patience, on_made=on_made)
    counts: dict[Path, int] = {}
    findings = list(conversion.findings)
    for job, pages in zip(jobs, conversion.pages, strict=True):
        if pages is None:
            continue
        try:
            _replace(job.target, pages.data)
        except OSError:
            message = _("The PDF cannot be written here.")
            findings.append(finding("CST025", message, TextLocation(job.target.as_posix())))
        else:
            counts[job.target] = pages.count
    return PdfReport(counts, tuple(findings))


def _replace(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".pdf-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
