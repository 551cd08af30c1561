"""Facts about a finished PDF that show a fault: blank pages, marks of a template left over."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.pdf.content import has_drawing, page_runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pypdf import PageObject

    from cstemplates.pdf.content import Characters, Run

MARGIN_MM = 22.0
_POINTS_A_MM = 72 / 25.4
_MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|【[^】]{0,40}】")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What can be seen of a PDF without looking at it.

    Attributes:
        count: How many pages it has.
        blank: Pages, from 1, without text or drawing between header and footer.
        marks: Page and text of everything that looks like a mark of a template: ``{{``,
            ``%}`` and the like, and the text of a slot in 【】. A document may print 【】 of
            its own; whoever asks decides.
        texts: The text of each page in the order in which it is drawn.
    """

    count: int
    blank: tuple[int, ...]
    marks: tuple[tuple[int, str], ...]
    texts: tuple[str, ...]


def inspect_pages(pdf: bytes) -> PageFacts:
    """Look through a PDF that `convert` has made.

    Raises:
        pypdf.errors.PyPdfError: The bytes are no PDF.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - heavy

    return facts_of(PdfReader(io.BytesIO(pdf)).pages)


def facts_of(pages: Iterable[PageObject]) -> PageFacts:
    """Look through pages that are read already."""
    blank: list[int] = []
    marks: list[tuple[int, str]] = []
    texts: list[str] = []
    known: dict[int, Characters] = {}
    for number, page in enumerate(pages, 1):
        runs = page_runs(page, known)
        text = "".join(run.text for run in runs)
        texts.append(text)
        marks += [(number, mark) for mark in _MARK.findall(text)]
        if _is_blank(page, runs):
            blank.append(number)
    return PageFacts(len(texts), tuple(blank), tuple(marks), tuple(texts))


def _is_blank(page: PageObject, runs: Iterable[Run]) -> bool:
    """Tell whether nothing stands between the margins, where header and footer end."""
    margin = MARGIN_MM * _POINTS_A_MM
    low, high = float(page.mediabox.bottom) + margin, float(page.mediabox.top) - margin
    if any(low < run.y < high and not run.text.isspace() for run in runs if run.text):
        return False
    return not has_drawing(page, low, high)
