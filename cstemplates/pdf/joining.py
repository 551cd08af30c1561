"""Many PDFs as one: outline by folder and document, page labels, links that still work."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.pdf.objects import written
from cstemplates.pdf.outline import headings_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import Destination, Fit, IndirectObject


@dataclass(frozen=True, slots=True)
class JoinItem:
    """One document of a joined PDF.

    Attributes:
        folder: Where it stands in the pack, folders parted by ``/``; empty for the top.
        title: What the outline calls it.
        data: Its PDF, as `convert` made it.
    """

    folder: str
    title: str
    data: bytes


def join_pdfs(items: Iterable[JoinItem], *, title: str, as_of: date | None = None) -> bytes:
    """Join documents into one PDF; equal items give equal bytes.

    Pages, pictures and fonts are taken over as they are; links inside a document lead to
    the same places. The outline shows the folders, in them the documents, and under each
    document its own outline, folded. The label of a page is the position of its document
    and the page in it: the second page of the third document is ``3-2``, so that what a
    viewer shows agrees with the number printed in the footer.

    Args:
        items: The documents in the order in which they are to stand.
        title: What the file says it is.
        as_of: The date the file says it was made on; none without it.

    Raises:
        pypdf.errors.PyPdfError: An item is no PDF.
    """
    from pypdf import PdfWriter  # noqa: PLC0415 - heavy

    writer = PdfWriter()
    folders: dict[str, IndirectObject] = {}
    for position, item in enumerate(items, 1):
        _append(writer, position, item, folders)
    writer.metadata = _information(title, as_of)
    if writer.pages:
        writer.page_mode = "/UseOutlines"
    return written(writer)


def _append(
    writer: PdfWriter, position: int, item: JoinItem, folders: dict[str, IndirectObject]
) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - heavy
    from pypdf.constants import PageLabelStyle  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(item.data))
    first = len(writer.pages)
    writer.append(reader, import_outline=False)
    # A viewer that is told an older version than a page needs may refuse it.
    writer.pdf_header = max(writer.pdf_header, reader.pdf_header)
    last = len(writer.pages) - 1
    writer.set_page_label(first, last, style=PageLabelStyle.DECIMAL, prefix=f"{position}-", start=1)
    parent = _folder(writer, item.folder, first, folders)
    document = writer.add_outline_item(
        title=item.title, page_number=first, parent=parent, is_open=False
    )
    _take_outline(writer, reader, first, document)


def _folder(
    writer: PdfWriter, path: str, page: int, folders: dict[str, IndirectObject]
) -> IndirectObject | None:
    """Return the outline's entry of a folder, made at its first document."""
    if not path:
        return None
    if path not in folders:
        outer, _slash, name = path.rpartition("/")
        parent = _folder(writer, outer, page, folders)
        folders[path] = writer.add_outline_item(title=name, page_number=page, parent=parent)
    return folders[path]


def _take_outline(
    writer: PdfWriter, reader: PdfReader, first: int, document: IndirectObject
) -> None:
    parents = [document]
    for heading in headings_of(reader):
        del parents[heading.depth + 1 :]
        page = first + heading.page - 1
        parents.append(
            writer.add_outline_item(
                title=heading.title, page_number=page, parent=parents[-1], fit=_fit(heading.target)
            )
        )


def _fit(target: Destination) -> Fit:
    from pypdf.generic import Fit  # noqa: PLC0415 - heavy

    if target.typ != "/XYZ":
        return Fit.fit()
    left, top = (None if side is None else float(side) for side in (target.left, target.top))
    return Fit.xyz(left, top, 0)


def _information(title: str, as_of: date | None) -> dict[str, str]:
    stamp = {"/CreationDate": f"D:{as_of:%Y%m%d}000000Z"} if as_of else {}
    return {"/Title": title, "/Producer": "LibreOffice"} | stamp
