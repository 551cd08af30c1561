"""The PDF itself: checked by what is in it, rewritten so that equal pages are equal bytes."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pypdf import PdfReader, PdfWriter


@dataclass(frozen=True, slots=True)
class Pages:
    """A settled PDF.

    Attributes:
        data: The file.
        count: How many pages it has.
    """

    data: bytes
    count: int


class NotThePagesError(Exception):
    """What LibreOffice wrote is no PDF, has no page or lacks the expected text."""


def settle(data: bytes, *, expected_text: str, as_of: date | None) -> Pages:
    """Check a PDF by its content and write it again without anything that varies.

    Args:
        data: What LibreOffice wrote.
        expected_text: Words that must stand in it; punctuation, spaces and the width
            of characters do not count. Empty checks nothing.
        as_of: The date the file says it was made on; without it the file has no date.

    Raises:
        NotThePagesError: It is not the document that was sent in.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - heavy
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    if not data.startswith(b"%PDF"):
        raise NotThePagesError
    try:
        reader = PdfReader(io.BytesIO(data))
        if not reader.pages or not _holds(reader, _letters(expected_text)):
            raise NotThePagesError
        return Pages(_rewrite(reader, as_of), len(reader.pages))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotThePagesError from error


def _holds(reader: PdfReader, wanted: str) -> bool:
    seen = ""
    for page in reader.pages:
        if wanted in seen:
            break
        seen += _letters(page.extract_text())
    return wanted in seen


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _rewrite(reader: PdfReader, as_of: date | None) -> bytes:
    from pypdf import PdfWriter  # noqa: PLC0415 - heavy

    writer = PdfWriter(clone_from=reader)
    writer.metadata = _information(reader, as_of)
    _forget_identity(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _information(reader: PdfReader, as_of: date | None) -> dict[str, str]:
    found: Mapping[str, object] = reader.metadata or {}
    kept = {
        key: str(found[key])
        for key in ("/Title", "/Author", "/Subject", "/Keywords")
        if key in found
    }
    stamp = {"/CreationDate": f"D:{as_of:%Y%m%d}000000Z"} if as_of else {}
    return kept | {"/Producer": "LibreOffice"} | stamp


def _forget_identity(writer: PdfWriter) -> None:
    writer._ID = None  # noqa: SLF001 - there is no public way to leave the identifier out
    # The description in XML repeats the dates.
    writer.root_object.pop("/Metadata", None)
