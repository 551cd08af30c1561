"""The PDF itself: checked by what is in it, rewritten so that equal pages are equal bytes."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.pdf.content import shown_text
from cstemplates.pdf.objects import Objects, UnusualError, plain_objects
from cstemplates.pdf.type1 import NumberedFont, number_font, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

_TEXT = rb"<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()])*\)"
_KEPT = re.compile(rb"/(?:Title|Author|Subject|Keywords)\s*(?:%b)" % _TEXT, re.DOTALL)
_WORD_FILE_BESIDE = re.compile(
    rb"(/URI\s*\()(?:\./)?(?![a-zA-Z][a-zA-Z0-9+.-]*:)((?:\\.|[^\\()])+)\.docx\)", re.DOTALL
)
_FONT = re.compile(rb"/(\S+) (\d+) 0 R")
_SIZES = re.compile(rb"/Length([12]) (\d+)")


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


@dataclass(frozen=True, slots=True)
class Examined:
    """A PDF that is the right one and will be written without anything that varies.

    Attributes:
        count: How many pages it has.
    """

    count: int
    _objects: Objects
    _fonts: Mapping[int, NumberedFont]


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
    if not data.startswith(b"%PDF"):
        raise NotThePagesError
    try:
        objects = plain_objects(data)
        pages = objects.pages()
        if not pages or not _holds(objects, pages, _letters(expected_text)):
            raise NotThePagesError
        _inform(objects, as_of)
        _link_to_pdfs(objects)
        return Examined(len(pages), objects, dict(_numbered(objects)))
    except UnusualError as error:
        raise NotThePagesError from error


def settle(examined: Sequence[Examined]) -> list[Pages]:
    """Write PDFs so that equal pages are equal bytes; many at a time cost less each."""
    places = [(one._objects, number) for one in examined for number in one._fonts]  # noqa: SLF001 - its own module
    fonts = sealed([font for one in examined for font in one._fonts.values()])  # noqa: SLF001 - same
    for (objects, number), font in zip(places, fonts, strict=True):
        # A cipher does not shrink: packing it would cost a tenth of the time for nothing.
        objects.put_stream(number, font)
    return [Pages(one._objects.written(), one.count) for one in examined]  # noqa: SLF001 - same


def _holds(objects: Objects, pages: Sequence[int], wanted: str) -> bool:
    shown = ""
    for page in pages if wanted else ():
        shown += _letters(_shown(objects, page))
        if wanted in shown:
            return True
    # Slower, and right too where characters are shown by other means than the usual.
    return not wanted or wanted in _letters("".join(_general_texts(objects)))


def _shown(objects: Objects, page: int) -> str:
    head = objects.head(page)
    resources = objects.head(objects.below(head, b"Resources"))
    fonts = objects.head(objects.below(resources, b"Font"))
    tables = {
        name: objects.stream(objects.below(objects.head(int(number)), b"ToUnicode"))
        for name, number in _FONT.findall(fonts)
    }
    return shown_text(objects.stream(objects.below(head, b"Contents")), tables)


def _general_texts(objects: Objects) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - heavy
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        for page in PdfReader(io.BytesIO(objects.written())).pages:
            yield page.extract_text()
    except (PyPdfError, LookupError, ValueError, TypeError, RecursionError) as error:
        raise UnusualError from error


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _inform(objects: Objects, as_of: date | None) -> None:
    kept = b"".join(_KEPT.findall(objects.head(objects.information)))
    stamp = f"/CreationDate(D:{as_of:%Y%m%d}000000Z)".encode() if as_of else b""
    objects.information = objects.information or max(objects.bodies) + 1
    objects.bodies[objects.information] = b"<<%b/Producer(LibreOffice)%b>>" % (kept, stamp)
    # The description in XML repeats the dates.
    root = objects.head(objects.root)
    objects.bodies[objects.root] = re.sub(rb"/Metadata \d+ 0 R", b"", root)


def _link_to_pdfs(objects: Objects) -> None:
    """Let links to Word files of the same pack lead to the PDFs beside them."""
    for number, body in objects.bodies.items():
        if b"/URI" in body and (head := objects.head(number)) == body:
            objects.bodies[number] = _WORD_FILE_BESIDE.sub(rb"\1\2.pdf)", head)


def _numbered(objects: Objects) -> Iterator[tuple[int, NumberedFont]]:
    """Number the fonts of a document, in the order of their names: that of their use."""
    names: dict[int, bytes] = {}
    for number, body in objects.bodies.items():
        if b"/FontFile " in body and (head := objects.head(number)) == body:
            names[objects.below(head, b"FontFile")] = head
    for position, file in enumerate(sorted(names, key=names.__getitem__)):
        sizes = dict(_SIZES.findall(objects.head(file)))
        data = objects.stream(file)
        clear, secret = int(sizes.get(b"1", 0)), int(sizes.get(b"2", 0))
        if font := number_font(data, clear, secret, position):
            yield file, font
