"""The PDF itself: checked by what is in it, rewritten so that equal pages are equal bytes."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.pdf.facts import PageFacts, facts_of
from cstemplates.pdf.type1 import NumberedFont, number_fonts, seal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pypdf import PdfReader, PdfWriter

_WORD_FILE_BESIDE = re.compile(r"(?:\./)?(?![a-zA-Z][a-zA-Z0-9+.-]*:)(.+)\.docx")


@dataclass(frozen=True, slots=True)
class Pages:
    """A settled PDF.

    Attributes:
        data: The file.
        count: How many pages it has.
        facts: What `inspect_pages` says of it.
    """

    data: bytes
    count: int
    facts: PageFacts


class NotThePagesError(Exception):
    """What LibreOffice wrote is no PDF, has no page or lacks the expected text."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A PDF that is the right one and will be written without anything that varies.

    Attributes:
        facts: What `inspect_pages` says of it.
    """

    facts: PageFacts
    _writer: PdfWriter
    _fonts: Sequence[NumberedFont]


def examine(data: bytes, *, expected_text: str, as_of: date | None) -> Examined:
    """Check a PDF by its content.

    Args:
        data: What LibreOffice wrote.
        expected_text: Words that must stand in it; punctuation, spaces and the width
            of characters do not count. Empty checks nothing.
        as_of: The date the file will say it was made on; without it it has no date.

    Raises:
        NotThePagesError: It is not the document that was sent in.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - heavy
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    if not data.startswith(b"%PDF"):
        raise NotThePagesError
    try:
        reader = PdfReader(io.BytesIO(data))
        facts = facts_of(reader.pages)
        if not facts.count or not _holds(reader, facts, _letters(expected_text)):
            raise NotThePagesError
        writer = _rewrite(reader, as_of)
        return Examined(facts, writer, number_fonts(writer))
    except (PyPdfError, LookupError, ValueError, TypeError, RecursionError) as error:
        raise NotThePagesError from error


def settle(examined: Sequence[Examined]) -> list[Pages]:
    """Write PDFs so that equal pages are equal bytes; many at a time cost less each."""
    seal([font for one in examined for font in one._fonts])  # noqa: SLF001 - its own module
    return [
        Pages(written(one._writer), one.facts.count, one.facts)  # noqa: SLF001 - same
        for one in examined
    ]


def _holds(reader: PdfReader, facts: PageFacts, wanted: str) -> bool:
    if wanted in _letters("".join(facts.texts)):
        return True
    # Slower, and right too where characters are shown by other means than the usual.
    return wanted in _letters("".join(page.extract_text() for page in reader.pages))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _rewrite(reader: PdfReader, as_of: date | None) -> PdfWriter:
    from pypdf import PdfWriter  # noqa: PLC0415 - heavy

    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    writer.metadata = _information(reader, as_of)
    # The description in XML repeats the dates.
    writer.root_object.pop("/Metadata", None)
    _link_to_pdfs(writer)
    return writer


def written(writer: PdfWriter) -> bytes:
    """Write a PDF without the identifier that would be another one each time."""
    writer._ID = None  # noqa: SLF001 - there is no public way to leave it out
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _link_to_pdfs(writer: PdfWriter) -> None:
    """Let links to Word files of the same pack lead to the PDFs beside them."""
    from pypdf.generic import NameObject, TextStringObject  # noqa: PLC0415 - heavy

    for page in writer.pages:
        for annotation in page.annotations or ():
            action = annotation.get_object().get("/A", annotation).get_object()
            if found := _WORD_FILE_BESIDE.fullmatch(str(action.get("/URI", ""))):
                action[NameObject("/URI")] = TextStringObject(f"{found[1]}.pdf")


def _information(reader: PdfReader, as_of: date | None) -> dict[str, str]:
    found: Mapping[str, object] = reader.metadata or {}
    kept = {
        key: str(found[key])
        for key in ("/Title", "/Author", "/Subject", "/Keywords")
        if key in found
    }
    stamp = {"/CreationDate": f"D:{as_of:%Y%m%d}000000Z"} if as_of else {}
    return kept | {"/Producer": "LibreOffice"} | stamp
