"""Work out the trace of a document: it is made once more, with marks in every value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cstemplates.produce.press import Press
from cstemplates.publish.manifest import content_sha256
from cstemplates.trace.ink import MarkingInk
from cstemplates.trace.origins import Derived, Origin, Printed, Register
from cstemplates.trace.segments import traced_paragraphs
from cstemplates.trace.sources import source_of, within
from cstemplates.trace.telling import told, told_date
from cstemplates.trace.trace import Segment, Trace, Traced
from cstemplates.word.paragraphs import read_paragraphs

if TYPE_CHECKING:
    from cstemplates.bind import Case
    from cstemplates.findings import DocxLocation
    from cstemplates.trace.marks import Stretch
    from cstemplates.trace.segments import Numbers, TracedParagraph
    from cstemplates.trace.sources import Source
    from cstemplates.word.paragraphs import ReadParagraph
    from cstemplates.workspace import Workspace


class Tracer:
    """Traces the documents of one press; what all of them share is prepared once."""

    def __init__(self, press: Press) -> None:
        self._workspace = press.workspace
        self._as_of = press.as_of
        self._register = Register()
        marked = told(press.workspace, self._register)
        day = told_date(press.as_of, self._register)
        self._twin = Press(marked, day, press.draft, ink=MarkingInk(self._register))

    def trace(self, case: Case, data: bytes, path: str) -> Trace:
        """Trace a document that was made for a case.

        Args:
            case: What was made, and for whom.
            data: The document.
            path: Its name.

        Returns:
            The trace; empty when the twin could not be made.
        """
        paragraphs = read_paragraphs(data, path=path)
        marked = self._twin_of(case)
        listing = _Listing(self._workspace, self._register)
        traced = tuple(map(listing.traced, traced_paragraphs(paragraphs, marked)))
        return Trace(
            case.document_id,
            case.role_id or "",
            case.employee.employee_id if case.employee else "",
            self._as_of.isoformat(),
            content_sha256(path, data),
            tuple(listing.sources),
            tuple(listing.templates),
            traced,
        )

    def _twin_of(self, case: Case) -> list[ReadParagraph]:
        try:
            twin = self._twin.make(self._marked(case)).data
            return read_paragraphs(twin) if twin else []
        except Exception:  # noqa: BLE001  # marks may trip whatever looks at a text
            return []

    def _marked(self, case: Case) -> Case:
        if case.employee is None:
            return case
        number = case.employee.employee_id
        people = self._twin.workspace.employees
        return replace(case, employee=next(p for p in people if p.employee_id == number))


@dataclass(slots=True)
class _Listing:
    """Numbers the sources of one document in the order in which they are met."""

    workspace: Workspace
    register: Register
    sources: dict[Source, int] = field(default_factory=dict)
    templates: dict[DocxLocation, int] = field(default_factory=dict)
    _known: dict[Origin, Source | None] = field(default_factory=dict)

    def traced(self, paragraph: TracedParagraph) -> Traced:
        entries = map(self.register.entry, paragraph.signs)
        place = next((entry.place for entry in entries if isinstance(entry, Printed)), None)
        segments: list[Segment] = []
        for stretch in paragraph.segments:
            segment = self._segment(stretch, place)
            if segments and replace(segments[-1], text="") == replace(segment, text=""):
                segment = replace(segment, text=segments.pop().text + segment.text)
            segments.append(segment)
        return Traced(paragraph.location, paragraph.heading, tuple(segments))

    def _segment(self, stretch: Stretch, place: DocxLocation | None) -> Segment:
        sources, is_derived = self._sources_of(stretch.numbers)
        if sources or place is None:
            return Segment(stretch.text, sources, is_derived)
        place = replace(place, path=within(place.path, self.workspace.shown))
        return Segment(stretch.text, template=self.templates.setdefault(place, len(self.templates)))

    def _sources_of(self, numbers: Numbers) -> tuple[tuple[int, ...], bool]:
        """The sources of a stretch from its marks: what it says itself before what it is in."""
        inner = [(n, self.register.entry(n)) for n in reversed(numbers)]
        is_derived = bool(inner) and isinstance(inner[0][1], Derived)
        # What a whole text is made of says nothing new of a part whose own value is known.
        chosen = [n for n, entry in inner if is_derived or isinstance(entry, Origin)]
        leaves = dict.fromkeys(leaf for n in chosen for leaf in self.register.leaves(n))
        found = (self._number(self.register.entry(leaf)) for leaf in leaves)
        sources = tuple(dict.fromkeys(n for n in found if n is not None))
        return sources, is_derived and bool(sources)

    def _number(self, entry: object) -> int | None:
        if not isinstance(entry, Origin):
            return None
        if entry not in self._known:
            self._known[entry] = source_of(entry, self.workspace)
        source = self._known[entry]
        return None if source is None else self.sources.setdefault(source, len(self.sources))
