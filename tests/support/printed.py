"""What stands on the pages of a PDF, held against the Word file it was made from."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfReader

from cstemplates.pdf.content import page_runs
from cstemplates.word import project
from cstemplates.word.blocks import Control, Drawing, Heading, Note, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.pdf.content import Run
    from cstemplates.word.blocks import Block

_POINTS_A_MM = 72 / 25.4
_MARGIN_MM = 22
_SAME_LINE = 4.0
# How the projection shows a content control: its tag, what it offers, what it holds.
_CONTROL = re.compile(r"⟦[^⟦⟧]*?: ([^⟦⟧]*)⟧")
_SIGNED = ("签字栏", "落款")
_MARKS = ("{{", "}}", "{%", "%}", "${", "【", "】")


class Word(NamedTuple):
    """A paragraph of a Word file: its style and what a reader reads."""

    style: str
    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Printed:
    """A Word file and the PDF of it."""

    data: bytes
    pdf: bytes

    @cached_property
    def runs(self) -> list[tuple[list[Run], float, float]]:
        """Everything drawn on each page, with the page's width and height."""
        known: dict[int, dict[bytes, str]] = {}
        return [
            (page_runs(page, known), float(page.mediabox.right), float(page.mediabox.top))
            for page in PdfReader(io.BytesIO(self.pdf)).pages
        ]

    @cached_property
    def pages(self) -> list[list[str]]:
        """The lines of each page between header and footer, from the top."""
        pages = []
        for runs, _width, height in self.runs:
            low = _MARGIN_MM * _POINTS_A_MM
            lines: dict[float, list[str]] = {}
            for run in sorted(runs, key=lambda run: -run.y):
                if low < run.y < height - low and run.text.strip():
                    near = next((y for y in lines if abs(y - run.y) < _SAME_LINE), run.y)
                    lines.setdefault(near, []).append(run.text)
            pages.append(["".join(line) for line in lines.values()])
        return pages

    @cached_property
    def drawn(self) -> str:
        """All letters in the order in which they are drawn."""
        return letters("".join(run.text for runs, _width, _height in self.runs for run in runs))

    @cached_property
    def words(self) -> list[Word]:
        """The paragraphs of the body in order, those in tables and drawings too."""
        return [word for word in _words(self.blocks) if letters(word.text)]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What a reader sees in the Word file."""
        return project(self.data)

    def lost(self) -> list[str]:
        """Say which paragraphs cannot be read on the pages, and which letters are too few.

        A paragraph may be broken once by the end of a page. A row that is cut off or left
        out shows in the letters even where its text stands elsewhere too.
        """
        lost = [w.text for w in self.words if not self._shows(letters(w.text))]
        wanted = Counter("".join(letters(word.text) for word in self.words))
        few = wanted - Counter(self.drawn)
        return lost + ([f"too few of: {''.join(sorted(few))}"] if few else [])

    def _shows(self, text: str) -> bool:
        if text in self.drawn:
            return True
        cuts = range(1, len(text))
        return any(text[:cut] in self.drawn and text[cut:] in self.drawn for cut in cuts)

    def marks(self) -> list[str]:
        """Name marks of templates and slots that the pages show and should not."""
        text = "".join("".join(page) for page in self.pages)
        return [mark for mark in _MARKS if mark in text]

    def outside(self) -> list[str]:
        """Name texts that begin beyond the sides of their page."""
        return [
            run.text
            for runs, width, _height in self.runs
            for run in runs
            if run.text.strip() and not 0 <= run.x <= width
        ]

    def lonely_end(self) -> str:
        """Say what a last page holds that should not stand alone, or nothing.

        That is: fewer than three lines, or a signature block with fewer than two lines of
        text before it; a heading is no text.
        """
        if len(self.pages) == 1:
            return ""
        last = [letters(line) for line in self.pages[-1]]
        if len(last) < 3:
            return f"{len(last)} lines: {' / '.join(last)}"
        signs = "".join(letters(w.text) for w in self.words if w.style in _SIGNED)
        signed = next((n for n, line in enumerate(last) if line in signs), len(last))
        heads = tuple(letters(w.text) for w in self.words if w.is_heading)
        before = [line for line in last[:signed] if not line.endswith(heads)]
        if signed == len(last) or len(before) >= 2:
            return ""
        return f"{len(before)} lines before {last[signed]}"


def letters(text: str) -> str:
    """Return a text without spaces and signs, wide letters made narrow."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _words(blocks: Iterable[Block]) -> Iterator[Word]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                text = _CONTROL.sub(r"\1", block.text)
                yield Word(block.style, text, isinstance(block, Heading))
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from _words(cell.blocks)
            case Drawing():
                yield from (Word("", text) for text in block.texts)
            case Control() | Note():
                yield from _words(block.blocks)
            case _:
                pass
