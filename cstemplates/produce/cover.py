"""The lists that go with a pack: the cover list, and in a draft the list of holes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.bind import cover_data, holes_data
from cstemplates.findings import TextLocation
from cstemplates.findings.location import key_text
from cstemplates.messages import _
from cstemplates.publish import OutputFile
from cstemplates.word import Properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.findings import Location
    from cstemplates.produce.holes import Hole
    from cstemplates.produce.plan import Job
    from cstemplates.produce.press import Press

COVER = "00-目录.docx"
HOLES = "00-待填清单.docx"


def cover_file(press: Press, jobs: Sequence[Job], *, of_pdfs: bool = False) -> OutputFile:
    """Make the cover list of the pack, in the company's house style.

    Every title links to its file: to the Word file, or ``of_pdfs`` to the PDF beside it.
    """
    rows = [(job.folder_number, job.folder, *_row(press, job, of_pdfs=of_pdfs)) for job in jobs]
    return _make(press, "cover_list", "目录", COVER, cover_data(rows))


def holes_file(press: Press, holes: Sequence[tuple[Job, Hole]]) -> OutputFile:
    """Make the list of what a draft leaves open, so that somebody can work it off."""
    rows = [
        (press.subject_of(job.case), hole.document, hole.label, _place(hole.location))
        for job, hole in holes
    ]
    return _make(press, "hole_list", "待填清单", HOLES, holes_data(rows))


def pdf_path(path: str) -> str:
    """The path of the PDF beside a Word file."""
    return path.removesuffix(".docx") + ".pdf"


def _place(location: Location) -> str:
    # The line alone does not say under which key or in which column the value goes.
    keys = key_text(location.key_path) if isinstance(location, TextLocation) else ""
    return f"{location} {keys}".rstrip()


def _row(press: Press, job: Job, *, of_pdfs: bool) -> tuple[str, str, str]:
    title = press.workspace.catalog.documents[job.case.document_id].title
    return title, press.subject_of(job.case), pdf_path(job.path) if of_pdfs else job.path


def _make(press: Press, template: str, title: str, path: str, data: dict[str, Any]) -> OutputFile:
    company = press.workspace.company
    properties = Properties(
        title=title, creator=company.name, company=company.name, created=press.as_of
    )
    opened = press.open(template, TextLocation(_("the pack")))
    filled = opened.fill(press.listing_data(title) | data, properties=properties)
    return OutputFile(path, filled.data)
