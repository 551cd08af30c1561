"""The outline of a PDF: on which page each heading stands."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader
    from pypdf.generic import Destination


class Heading(NamedTuple):
    """An entry of an outline.

    Attributes:
        depth: How deep it is nested, from 0.
        title: Its text, with the number that LibreOffice has computed.
        page: The page it leads to, from 1.
        target: Where on that page, in pypdf's terms.
    """

    depth: int
    title: str
    page: int
    target: Destination


def heading_pages(pdf: bytes) -> tuple[tuple[str, int], ...]:
    """Say on which page, from 1, each heading of the outline stands, in document order.

    Nested headings follow the one they belong to. The text is the whole heading with its
    number, such as ``第一章 总则``; equal headings are told apart by their order alone. A
    PDF without an outline gives nothing.

    Raises:
        pypdf.errors.PyPdfError: The bytes are no PDF.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - heavy

    reader = PdfReader(io.BytesIO(pdf))
    return tuple((heading.title, heading.page) for heading in headings_of(reader))


def headings_of(reader: PdfReader) -> Iterator[Heading]:
    """Walk the outline of a PDF that is read already, parents before their children."""
    pages = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference is not None
    }
    yield from _walk(reader.outline, 0, pages)


def _walk(entries: list[Any], depth: int, pages: dict[int, int]) -> Iterator[Heading]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _walk(entry, depth + 1, pages)
            continue
        number = pages.get(getattr(entry.page, "idnum", 0))
        if number is not None:
            yield Heading(depth, str(entry.title or ""), number, entry)
