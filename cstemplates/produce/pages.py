"""The pages of a pack: a PDF beside every Word file, and all of them joined in one."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, unquote

from cstemplates.findings import Finding, Report, Severity
from cstemplates.messages import _
from cstemplates.produce.cover import COVER, pdf_path
from cstemplates.publish import OutputFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from pypdf.generic import DictionaryObject

    from cstemplates.pdf import Pages

JOINED = "00-全部文件.pdf"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The PDFs of a pack in its order, the joined one first, and what is to be told.

    ``counts`` has the number of pages by the path of the Word file.
    """

    files: tuple[OutputFile, ...]
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What is needed to lay out a pack.

    Attributes:
        company: The company's name, which stands on every first page.
        title: What the joined PDF says it is.
        titles: What the joined PDF's outline calls each file, by the Word file's path.
        cover: The cover list whose links lead to PDFs.
        known: The pages of files that were laid out before, by path.
        as_of: The date the PDFs say they were made on.
        apart: The employee numbers of people whose files will have a password: the joined
            PDF leaves them out, since whoever opens it would see them all.
    """

    company: str
    title: str
    titles: Mapping[str, str]
    cover: OutputFile
    known: Mapping[str, Pages]
    as_of: date
    apart: frozenset[str] = frozenset()


def lay_out(
    files: Sequence[OutputFile], layout: Layout, progress: Callable[[str, int, int], None]
) -> LaidOut:
    """Lay out every file as PDF, but those whose pages are known already, and join them.

    Raises:
        EnvironmentFault: If LibreOffice is missing.
    """
    from cstemplates.pdf import PdfSource, convert, font_findings, fonts_found  # noqa: PLC0415

    wanted = [layout.cover if f.path == COVER else f for f in files if f.path not in layout.known]
    sources = [PdfSource(f.path, f.data, layout.company) for f in wanted]
    conversion = convert(
        sources, as_of=layout.as_of, on_made=lambda done: progress(_("PDF"), done, len(sources))
    )
    if Report.of(conversion.findings).fails_at(Severity.ERROR):
        return LaidOut((), {}, conversion.findings)
    made = dict(zip([s.path for s in sources], conversion.pages, strict=True)) | dict(layout.known)
    pages = {path: found for path, found in made.items() if found}
    pdfs = [
        replace(file, path=pdf_path(file.path), data=_linked(file, pages[file.path].data, files))
        for file in files
        if file.path in pages
    ]
    joined = _join(pdfs, layout)
    counts = {path: found.count for path, found in pages.items()}
    return LaidOut((joined, *pdfs), counts, (*conversion.findings, *font_findings(fonts_found())))


def _join(pdfs: Sequence[OutputFile], layout: Layout) -> OutputFile:
    from cstemplates.pdf import JoinItem, join_pdfs  # noqa: PLC0415 - heavy

    titles = {pdf_path(path): title for path, title in layout.titles.items()}
    shared = [pdf for pdf in pdfs if pdf.employee not in layout.apart]
    ordered = sorted(shared, key=lambda pdf: pdf.path.rpartition("/")[0])
    items = [
        JoinItem(pdf.path.rpartition("/")[0], titles.get(pdf.path, _stem(pdf.path)), pdf.data)
        for pdf in ordered
    ]
    return OutputFile(JOINED, join_pdfs(items, title=layout.title, as_of=layout.as_of))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".pdf")


def _linked(file: OutputFile, pdf: bytes, files: Sequence[OutputFile]) -> bytes:
    return relative_links(pdf, [pdf_path(f.path) for f in files]) if file.path == COVER else pdf


def relative_links(pdf: bytes, paths: Sequence[str]) -> bytes:
    """Make links to files of the pack relative again.

    LibreOffice resolves them against the place where it happened to lay the file out,
    which nobody shall be sent to.

    Args:
        pdf: The file whose links are mended.
        paths: The files of the pack, each in one folder or none.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - heavy
    from pypdf.generic import NameObject, TextStringObject  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(pdf))
    writer = PdfWriter(clone_from=reader)
    known = set(paths)
    for page in writer.pages:
        for annotation in page.get("/Annots", ()):
            action = cast("DictionaryObject", annotation.get_object()).get("/A", {})
            path = "/".join(unquote(str(action.get("/URI", ""))).split("/")[-2:])
            if path in known:
                action[NameObject("/URI")] = TextStringObject(quote(path))
    writer.metadata = dict(reader.metadata or {})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
