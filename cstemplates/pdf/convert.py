"""Word files to PDF: one call of LibreOffice for many, each result checked by its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, TemplateError, finding
from cstemplates.gate import OUTPUT, open_package
from cstemplates.messages import _
from cstemplates.pdf.libreoffice import Ending, require_libreoffice, run
from cstemplates.pdf.pages import NotThePagesError, Pages, settle
from cstemplates.pdf.workroom import workroom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from cstemplates.findings import Finding

PATIENCE_SECONDS = 90.0
_FRUITLESS_RUNS = 2


@dataclass(frozen=True, slots=True)
class PdfSource:
    """A Word file to lay out.

    Attributes:
        path: How findings name it.
        data: The Word file.
        expected_text: Words that must stand in the PDF, such as the document's title.
    """

    path: str
    data: bytes
    expected_text: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of the sources, by their position.

    Attributes:
        pages: PDF and page count of each source, in order; None for one that failed.
        findings: What went wrong, in the order of the sources.
    """

    pages: tuple[Pages | None, ...]
    findings: tuple[Finding, ...] = ()


def convert(
    sources: Sequence[PdfSource],
    *,
    as_of: date | None = None,
    patience: float = PATIENCE_SECONDS,
    on_made: Callable[[int], None] | None = None,
) -> Conversion:
    """Lay documents out as PDF, in memory.

    Equal documents give equal bytes on one machine. A document on which LibreOffice
    hangs or stops is named, and the others are made in a new run.

    Args:
        sources: The Word files; each passes the gate before LibreOffice sees it.
        as_of: The date the PDFs say they were made on; none without it.
        patience: Seconds without a new PDF after which LibreOffice is killed.
        on_made: Told how many documents are laid out so far, for a progress bar.

    Raises:
        EnvironmentFault: CST050, LibreOffice is not on this machine.
    """
    program = require_libreoffice()
    queue = _Queue(sources, as_of, patience, on_made)
    pending = queue.admit()
    while pending:
        pending = queue.advance(program, pending)
    return queue.conversion()


@dataclass(slots=True)
class _Queue:
    sources: Sequence[PdfSource]
    as_of: date | None
    patience: float
    on_made: Callable[[int], None] | None
    pages: dict[int, Pages] = field(default_factory=dict)
    findings: dict[int, tuple[Finding, ...]] = field(default_factory=dict)
    fruitless: int = 0

    def admit(self) -> list[int]:
        """Send every source through the gate; return those that passed."""
        for position, source in enumerate(self.sources):
            try:
                open_package(source.data, path=source.path, profile=OUTPUT)
            except TemplateError as refused:
                self.findings[position] = tuple(refused.report)
        return [n for n in range(len(self.sources)) if n not in self.findings]

    def advance(self, program: Path, pending: list[int]) -> list[int]:
        """Run LibreOffice once over what is pending; return what is still to do.

        After an ordinary end every file without a PDF has failed. After a kill only
        the first one is to blame, unless run after run brings nothing.
        """
        ending, written = self._run(program, pending)
        for position, data in written.items():
            self._take(position, data)
        left = [position for position in pending if position not in written]
        self.fruitless = 0 if written else self.fruitless + 1
        hopeless = ending is Ending.ORDINARY or self.fruitless == _FRUITLESS_RUNS
        blamed = left if hopeless else left[:1]
        for position in blamed:
            self._fail(position, _reason(ending, self.patience))
        return left[len(blamed) :]

    def conversion(self) -> Conversion:
        """Return the pages and all findings in the order of the sources."""
        return Conversion(
            tuple(self.pages.get(position) for position in range(len(self.sources))),
            tuple(found for position in sorted(self.findings) for found in self.findings[position]),
        )

    def _run(self, program: Path, pending: list[int]) -> tuple[Ending, dict[int, bytes]]:
        with workroom() as room:
            target = room / "pages"
            target.mkdir()
            # Beside its PDF, so that a link to a file of the same pack stays relative.
            files = [target / f"{position:06}.docx" for position in pending]
            for position, file in zip(pending, files, strict=True):
                file.write_bytes(self.sources[position].data)
            ending = run(
                program, files, target=target, room=room, patience=self.patience, on_made=self._tell
            )
            return ending, {int(file.stem): file.read_bytes() for file in target.glob("*.pdf")}

    def _take(self, position: int, data: bytes) -> None:
        expected = self.sources[position].expected_text
        try:
            self.pages[position] = settle(data, expected_text=expected, as_of=self.as_of)
        except NotThePagesError:
            self._fail(position, _("The PDF does not hold the text of this document."))

    def _tell(self, count: int) -> None:
        if self.on_made is not None:
            self.on_made(len(self.pages) + count)

    def _fail(self, position: int, message: str) -> None:
        hint = _(
            "Open the Word file once in Word or LibreOffice and see whether it is shown whole."
        )
        place = DocxLocation(self.sources[position].path)
        self.findings[position] = (finding("CST051", message, place, hint),)


def _reason(ending: Ending, patience: float) -> str:
    match ending:
        case Ending.TOO_SLOW:
            return _("LibreOffice did not finish this document within {seconds} seconds.").format(
                seconds=round(patience)
            )
        case Ending.STOPPED:
            return _("LibreOffice broke off at this document.")
        case Ending.ORDINARY:
            return _("LibreOffice made no PDF of this document.")
