"""Find a text in a traced document, wherever it stands and however it was put together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.trace.trace import Segment, Trace, Traced

_ALIKE = 0.5
_LONGEST = 60
_COMPARED = 500  # letters; a longer text is no slip of the pen


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the text stands: its paragraph, and the segments it touches."""

    paragraph: Traced
    segments: tuple[Segment, ...]


def find_text(trace: Trace, text: str, shown: str) -> list[Hit]:
    """Find every place of a text; blanks and line breaks do not count.

    Args:
        trace: The document's trace.
        text: What to look for.
        shown: How findings name the document.

    Raises:
        WorkspaceError: If it stands nowhere; the nearest text is named.
    """
    wanted = _letters(text)
    hits = [hit for paragraph in trace.paragraphs for hit in _hits(paragraph, wanted)]
    if not hits:
        raise WorkspaceError(
            finding(
                "CST038",
                _("The document does not hold the text “{text}”.").format(text=_short(text)),
                TextLocation(shown),
                _nearest(trace, wanted[:_COMPARED]),
            )
        )
    return hits


def _letters(text: str) -> str:
    return "".join(text.split())


def _hits(paragraph: Traced, wanted: str) -> Iterator[Hit]:
    """Find a text in a paragraph; where it stands again in the same values, it is told once."""
    text = _letters(paragraph.text)
    ends = list(accumulate(len(_letters(segment.text)) for segment in paragraph.segments))
    told: set[tuple[int, int]] = set()
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        touched = bisect_right(ends, at), bisect_left(ends, end) + 1
        if touched not in told:
            told.add(touched)
            yield Hit(paragraph, _with_letters(paragraph.segments[slice(*touched)]))
        at = text.find(wanted, end)


def _with_letters(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    return tuple(segment for segment in segments if _letters(segment.text))


def _nearest(trace: Trace, wanted: str) -> str:
    texts = dict.fromkeys(t for p in trace.paragraphs for t in (p.text, *_texts(p)) if t.strip())
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best, likeness = "", _ALIKE
    for text in texts:
        matcher.set_seq1(_letters(text)[:_COMPARED])
        if matcher.real_quick_ratio() > likeness and matcher.ratio() > likeness:
            best, likeness = text, matcher.ratio()
    if not best:
        return _("Copy a few words from the document as they stand there.")
    return _("Did you mean “{name}”?").format(name=_short(best))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _texts(paragraph: Traced) -> list[str]:
    return [segment.text for segment in paragraph.segments]
