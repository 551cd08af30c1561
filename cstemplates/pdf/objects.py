"""The objects of a PDF as bytes, read and written without taking them apart.

A general library makes a Python object of every number of a file and takes as long for
that as a tenth of LibreOffice's work on it. What has to be changed in our PDFs stands in a
few objects, which can be told by their bytes; the others are carried over as they are.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfWriter

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
_ENTRY = 20
_MAX_STREAM = 64_000_000
_FIRST, _LAST = re.compile(rb"\s*(\d+) 0 obj\s*"), b"endobj"
_STREAM = re.compile(rb"stream\r?\n")
_END_OF_STREAM = b"endstream"
_PAGE = re.compile(rb"/Type\s*/Page\b")
_LENGTH = re.compile(rb"/Length (\d+)( 0 R)?")
# A text in brackets is passed over, whatever stands in it.
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b", re.DOTALL)


class UnusualError(ValueError):
    """A PDF is damaged, or sound but not built in the plain way that is read here."""


@dataclass(slots=True)
class Objects:
    """A PDF as its objects.

    Attributes:
        version: The first line.
        bodies: What stands between ``obj`` and ``endobj``, by number.
        root: The number of the catalogue.
        information: The number of what the file says of itself; 0 without it.
    """

    version: bytes
    bodies: dict[int, bytes]
    root: int
    information: int

    def head(self, number: int) -> bytes:
        """Return an object without the stream it may have; empty when it is missing."""
        body = self.bodies.get(number, b"")
        found = _STREAM.search(body)
        return body[: found.start()] if found else body

    def below(self, head: bytes, name: bytes) -> int:
        """Return the number of the object that an entry refers to; 0 without one."""
        found = re.search(rb"/%b (\d+) 0 R\b" % name, head)
        return int(found[1]) if found else 0

    def stream(self, number: int) -> bytes:
        """Return what is packed in the stream of an object; empty without one.

        Raises:
            UnusualError: It is packed otherwise than LibreOffice does it, or damaged.
        """
        body = self.bodies.get(number, b"")
        found = _STREAM.search(body)
        if found is None:
            return b""
        packed = body[found.end() :].removesuffix(_END_OF_STREAM)
        head = body[: found.start()]
        if b"/Filter" not in head:
            return packed[: self._length(head)]
        if not re.search(rb"/Filter\s*/FlateDecode\b", head) or b"/DecodeParms" in head:
            raise UnusualError
        try:
            inflating = zlib.decompressobj()
            data = inflating.decompress(packed, _MAX_STREAM)
        except zlib.error as error:
            raise UnusualError from error
        if inflating.unconsumed_tail:
            raise UnusualError
        return data

    def put_stream(self, number: int, data: bytes) -> None:
        """Replace the stream of an object by one that is not packed."""
        head = re.sub(rb"/Filter\s*/FlateDecode\b", b"", self.head(number))
        head = _LENGTH.sub(b"/Length %d" % len(data), head)
        self.bodies[number] = b"%bstream\n%b\n%b" % (head, data, _END_OF_STREAM)

    def pages(self) -> list[int]:
        """Return the numbers of the pages in their order.

        Raises:
            UnusualError: The tree of the pages leads nowhere or in a circle.
        """
        tree = self.below(self.head(self.root), b"Pages")
        return list(self._leaves(tree, set()))

    def written(self) -> bytes:
        """Write the PDF, its objects numbered in the order in which they are referred to.

        What nothing refers to is left out, and so is the identifier: it would be another
        one each time.
        """
        numbers, heads = self._reached()

        def renumber(found: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % numbers[int(found[1])] if found[1] else found[0]

        buffer = io.BytesIO()
        buffer.write(self.version + b"\n%\xe4\xfc\xf6\xdf\n")
        places = []
        for number, (old, head) in enumerate(heads.items(), 1):
            places.append(b"%010d 00000 n \n" % buffer.tell())
            buffer.write(b"%d 0 obj\n" % number)
            buffer.write(_REFERENCE.sub(renumber, head))
            buffer.write(memoryview(self.bodies.get(old, b""))[len(head) :])
            buffer.write(b"\nendobj\n")
        start = buffer.tell()
        size = len(heads) + 1
        buffer.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, b"".join(places)))
        info = b"/Info %d 0 R" % numbers[self.information] if self.information else b""
        buffer.write(b"trailer\n<</Size %d/Root %d 0 R%b>>\n" % (size, numbers[self.root], info))
        buffer.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return buffer.getvalue()

    def _reached(self) -> tuple[dict[int, int], dict[int, bytes]]:
        """Number what is referred to; say how each begins, in that order."""
        numbers = {self.root: 1}
        if self.information:
            numbers[self.information] = 2
        waiting = list(numbers)
        heads: dict[int, bytes] = {}
        for number in waiting:
            heads[number] = self.head(number) or b"null"
            for found in _REFERENCE.findall(heads[number]):
                if found and (below := int(found)) not in numbers:
                    numbers[below] = len(numbers) + 1
                    waiting.append(below)
        return numbers, heads

    def _leaves(self, number: int, above: set[int]) -> Iterator[int]:
        head = self.head(number)
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", head)
        if number in above or not (kids or _PAGE.search(head)):
            raise UnusualError
        if kids is None:
            yield number
            return
        for found in _REFERENCE.findall(kids[1]):
            yield from self._leaves(int(found), above | {number})

    def _length(self, head: bytes) -> int:
        found = _LENGTH.search(head)
        if found is None:
            raise UnusualError
        return int(self.bodies[int(found[1])] if found[2] else found[1])


def read_objects(data: bytes) -> Objects:
    """Read a PDF with one table of its objects, none of them packed together.

    Raises:
        UnusualError: It is built otherwise, or damaged.
    """
    begin = _START.search(data, max(0, len(data) - 64))
    table = _TABLE.match(data, int(begin[1])) if begin else None
    if begin is None or table is None:
        raise UnusualError
    end = table.end() + int(table[1]) * _ENTRY
    trailer = data[end : begin.start()]
    root = re.search(rb"/Root (\d+) 0 R", trailer)
    if root is None or b"/Encrypt" in trailer or b"/Prev" in trailer:
        raise UnusualError
    information = re.search(rb"/Info (\d+) 0 R", trailer)
    bodies = dict(_bodies(data, table.end(), end, table.start()))
    version = data[: data.index(b"\n")].strip()
    return Objects(version, bodies, int(root[1]), int(information[1]) if information else 0)


def _bodies(data: bytes, begin: int, end: int, last: int) -> Iterator[tuple[int, bytes]]:
    entries = (data[at : at + _ENTRY] for at in range(begin, end, _ENTRY))
    places = [int(e[:10]) for e in entries if e[17:18] == b"n"]
    places.sort()
    for place, following in zip(places, [*places[1:], last], strict=True):
        found = _FIRST.match(data, place, following)
        body = data[found.end() : following].rstrip() if found else b""
        if found is None or not body.endswith(_LAST):
            raise UnusualError
        yield int(found[1]), body[: -len(_LAST)].rstrip()


def plain_objects(data: bytes) -> Objects:
    """Read any sound PDF, one that is built in an unusual way over a general library.

    Raises:
        UnusualError: It is damaged.
    """
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - heavy

    try:
        return read_objects(data)
    except ValueError:
        pass
    try:
        return read_objects(_rebuilt(data))
    except (PyPdfError, LookupError, ValueError, TypeError, RecursionError) as error:
        raise UnusualError from error


def _rebuilt(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - heavy

    reader = PdfReader(io.BytesIO(data))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    writer.metadata = dict(reader.metadata or {})
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """Write a PDF without the identifier that would be another one each time."""
    writer._ID = None  # noqa: SLF001 - there is no public way to leave it out
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
