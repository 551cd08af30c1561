"""Page numbers of a contents: the document is laid out, its headings are looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.messages import _
from cstemplates.pdf import PdfSource, Typesetter, find_libreoffice, heading_pages
from cstemplates.word import with_contents_pages, with_empty_drawings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cstemplates.pdf import Pages
    from cstemplates.word import ContentsEntry

_ROUNDS = 3


@dataclass(slots=True)
class Listed:
    """A document with a contents, and the page by bookmark that its contents shows."""

    path: str
    data: bytes
    entries: tuple[ContentsEntry, ...]
    shown: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbered:
    """What became of documents with a contents.

    Attributes:
        data: The Word file by path.
        pages: Its last layout by path, which shows the numbers that the contents shows.
        findings: A notice for each contents that stays without numbers.
    """

    data: dict[str, bytes]
    pages: dict[str, Pages] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def number_contents(documents: Iterable[Listed], *, as_of: date) -> Numbered:
    """Write the page of every heading into the contents of documents.

    Numbers can push a heading to another page, so a document is laid out until the pages
    are those its contents shows: twice, as a rule, the first time with empty drawings, which
    is quicker and shows what is likely. Without LibreOffice, or where the pages do not
    settle, the contents stays without numbers: none are better than wrong ones.
    """
    pending = list(documents)
    numbered = Numbered({d.path: d.data for d in pending})
    if pending and find_libreoffice():
        with Typesetter() as typesetter:
            pending = _foretell(pending, typesetter)
            for _round in range(_ROUNDS):
                pending = _advance(pending, numbered, typesetter, as_of) if pending else []
    for document in pending:
        numbered.data[document.path] = with_contents_pages(document.data, {})
        numbered.findings.append(_unnumbered(document.path))
    return numbered


def _foretell(documents: Sequence[Listed], typesetter: Typesetter) -> list[Listed]:
    """Number each contents by the pages that LibreOffice makes with the drawings left out."""
    sources = [PdfSource(d.path, with_empty_drawings(d.data)) for d in documents]
    made = typesetter.convert(sources).pages
    return [_renumbered(d, pages) for d, pages in zip(documents, made, strict=True)]


def _advance(
    pending: Sequence[Listed], numbered: Numbered, typesetter: Typesetter, as_of: date
) -> list[Listed]:
    """Lay documents out once; return those whose contents had to be written anew."""
    sources = [PdfSource(d.path, d.data) for d in pending]
    left: list[Listed] = []
    for document, pages in zip(
        pending, typesetter.convert(sources, as_of=as_of).pages, strict=True
    ):
        again = _renumbered(document, pages)
        if pages and again.shown and again.shown == document.shown:
            numbered.data[document.path] = document.data
            numbered.pages[document.path] = pages
        else:
            left.append(again)
    return left


def _renumbered(document: Listed, pages: Pages | None) -> Listed:
    found = _pages_of(document.entries, heading_pages(pages.data)) if pages else {}
    if found == document.shown:
        return document
    data = with_contents_pages(document.data, found)
    return Listed(document.path, data, document.entries, found)


def _pages_of(
    entries: Iterable[ContentsEntry], outline: Sequence[tuple[str, int]]
) -> dict[str, int]:
    """Find each entry in the outline, which has it in the same order; none if one is missing."""
    found: dict[str, int] = {}
    position = 0
    for entry in entries:
        wanted = _letters(entry.text)
        while position < len(outline) and not _letters(outline[position][0]).endswith(wanted):
            position += 1
        if position == len(outline):
            return {}
        found[entry.bookmark] = outline[position][1]
        position += 1
    return found


def _letters(text: str) -> str:
    return "".join(text.split())


def _unnumbered(path: str) -> Finding:
    hint = _("Install LibreOffice, or let Word update the contents: right click, Update Field.")
    message = _("The contents of this document has no page numbers.")
    return finding("CST053", message, DocxLocation(path), hint)
