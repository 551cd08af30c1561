"""The sources of a document as Word comments, one at each paragraph that has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.trace.wording import source_lines
from cstemplates.word.annotate import Remark, comment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.trace.trace import Segment, Trace, Traced

_LONGEST = 30


def with_sources(data: bytes, trace: Trace) -> bytes:
    """Give a copy of a document with comments that say where its words come from.

    Comments are for the body; what headers and footers print is said of nowhere else.

    Raises:
        TemplateError: The file does not pass the gate.
    """
    first = trace.paragraphs[0].location.part if trace.paragraphs else ""
    body = [p for p in trace.paragraphs if p.location.part == first]
    remarks = [remark for p in body for remark in _remarks(p, trace)]
    return comment(data, remarks)


def _remarks(paragraph: Traced, trace: Trace) -> Iterator[Remark]:
    lines: list[str] = []
    told: set[tuple[int, ...]] = set()
    for segment in paragraph.segments:
        if segment.sources and segment.sources not in told:
            told.add(segment.sources)
            lines += _lines(segment, trace)
    if lines:
        yield Remark(paragraph.location, tuple(lines))


def _lines(segment: Segment, trace: Trace) -> Iterator[str]:
    text = segment.text.strip()
    yield f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
    for number in segment.sources:
        yield from source_lines(trace.sources[number])
