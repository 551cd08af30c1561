"""The documents of one conversion and what has become of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, TemplateError, finding
from cstemplates.gate import OUTPUT, open_package
from cstemplates.messages import _
from cstemplates.pdf.pages import Examined, NotThePagesError, Pages, examine, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cstemplates.findings import Finding

_SETTLED_TOGETHER = 32


class Ending(Enum):
    """Why there is no PDF of a document."""

    NOTHING = "LibreOffice went on without making one"
    STOPPED = "LibreOffice stopped"
    TOO_SLOW = "LibreOffice was killed"


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


@dataclass(slots=True)
class Batch:
    """Sources on their way; every method is called by one thread only."""

    sources: Sequence[PdfSource]
    as_of: date | None
    on_made: Callable[[int], None] | None
    pages: dict[int, Pages] = field(default_factory=dict)
    examined: dict[int, Examined] = field(default_factory=dict)
    findings: dict[int, tuple[Finding, ...]] = field(default_factory=dict)

    def admits(self, position: int) -> bool:
        """Send a source through the gate; say whether LibreOffice may see it."""
        source = self.sources[position]
        try:
            open_package(source.data, path=source.path, profile=OUTPUT)
        except TemplateError as refused:
            self.findings[position] = tuple(refused.report)
        return position not in self.findings

    def take(self, position: int, data: bytes) -> None:
        """Keep the PDF of a source if it is the right one."""
        expected = self.sources[position].expected_text
        try:
            self.examined[position] = examine(data, expected_text=expected, as_of=self.as_of)
        except NotThePagesError:
            self._fail(position, _("The PDF does not hold the text of this document."))
        if len(self.examined) == _SETTLED_TOGETHER:
            self._settle()

    def blame(self, position: int, ending: Ending, patience: float) -> None:
        """Report a source of which there is no PDF."""
        self._fail(position, _reason(ending, patience))

    def tell(self, more: int = 0) -> None:
        """Report progress: what is kept, and ``more`` that is made."""
        if self.on_made is not None:
            self.on_made(len(self.pages) + len(self.examined) + more)

    def conversion(self) -> Conversion:
        """Return the pages and all findings in the order of the sources."""
        self._settle()
        return Conversion(
            tuple(self.pages.get(position) for position in range(len(self.sources))),
            tuple(found for position in sorted(self.findings) for found in self.findings[position]),
        )

    def _settle(self) -> None:
        settled = settle(list(self.examined.values()))
        self.pages.update(zip(self.examined, settled, strict=True))
        self.examined.clear()

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
        case Ending.NOTHING:
            return _("LibreOffice made no PDF of this document.")
