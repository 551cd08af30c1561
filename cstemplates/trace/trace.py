"""The trace of one document: its paragraphs in segments, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.findings import DocxLocation
    from cstemplates.trace.sources import Source


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with one origin.

    Attributes:
        text: The text.
        sources: Numbers of its sources, the nearest first; none for a template's own words.
        is_derived: Whether it is worked out of its sources and stands in none of them.
        template: Number of the template's paragraph whose own words these are.
    """

    text: str
    sources: tuple[int, ...] = ()
    is_derived: bool = False
    template: int | None = None


@dataclass(frozen=True, slots=True)
class Traced:
    """A paragraph of a document; of a property, ``heading`` is its name."""

    location: DocxLocation
    heading: str
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """What the paragraph says."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Trace:
    """Where every word of a document comes from.

    Attributes:
        document: The document type.
        role: The role it is about; may be empty.
        employee: The person's number; may be empty.
        as_of: The date it was made for.
        content_sha256: The document's content, as a manifest names it.
        sources: What segments refer to.
        templates: The places in templates that segments refer to.
        paragraphs: Its paragraphs in order, then its properties.
    """

    document: str
    role: str
    employee: str
    as_of: str
    content_sha256: str
    sources: tuple[Source, ...] = ()
    templates: tuple[DocxLocation, ...] = ()
    paragraphs: tuple[Traced, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be traced."""
        return not self.sources
