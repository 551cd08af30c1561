"""Finish a rendered document: slots, lists of controls, contents, chapter headers.

Whether a template needs any of it is seen once; all other templates never come here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, RenderError
from cstemplates.gate import OUTPUT, parse_xml
from cstemplates.word.assembly import Assembly
from cstemplates.word.finishing.breaks import tuck_breaks
from cstemplates.word.finishing.chapters import give_chapters, names_chapters
from cstemplates.word.finishing.contents import write_contents
from cstemplates.word.finishing.controls import (
    control_faults,
    has_computed_tag,
    has_list,
    offer,
)
from cstemplates.word.finishing.manuscript import Manuscript
from cstemplates.word.finishing.placing import PREFIX, fill_slots
from cstemplates.word.repair import with_unique_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cstemplates.gate import Package
    from cstemplates.word.slots import Choice, ContentsEntry, Slot

_SLOT = re.compile(rb'<w:tag w:val="' + PREFIX.encode() + rb"([a-z-]+)")
_SECTION = b"<w:sectPr"


@dataclass(frozen=True, slots=True)
class Finish:
    """What the documents of one template still need after rendering.

    Attributes:
        package: The template, put together.
        controls: Whether controls have lists or computed tags.
        slot_kinds: The kinds of slots there are; they add blocks and parts.
        chapters: Whether headers show the chapter of their section.
    """

    package: Package = field(repr=False)
    controls: bool
    slot_kinds: frozenset[str]
    chapters: bool

    @classmethod
    def of(cls, package: Package) -> Finish | None:
        """Read from a template what it needs; None when rendering is all."""
        main = package.parts[package.main_document]
        headers = (
            data
            for part, data in package.parts.items()
            if package.content_type(part).endswith((".header+xml", ".footer+xml"))
        )
        finish = cls(
            package,
            controls=has_list(main) or has_computed_tag(main),
            slot_kinds=frozenset(kind.decode() for kind in _SLOT.findall(main)),
            chapters=main.count(_SECTION) > 1 and any(map(names_chapters, headers)),
        )
        return finish if finish.controls or finish.grows else None

    @property
    def grows(self) -> bool:
        """Whether documents may have parts that the template does not have."""
        return bool(self.slot_kinds) or self.chapters

    def offer(self, content: bytes, choices: Mapping[str, Sequence[Choice]]) -> bytes:
        """Fill the lists of the main part's controls.

        Raises:
            RenderError: CST408 for controls that could not be read back.
        """
        place = DocxLocation(self.package.path, self.package.main_document)
        faults = list(control_faults(content, choices, place))
        if faults:
            raise RenderError(*faults)
        return offer(content, choices)

    def apply(
        self, rendered: Mapping[str, bytes], slots: Mapping[str, Slot]
    ) -> tuple[dict[str, bytes], tuple[ContentsEntry, ...]]:
        """Fill slots, list the headings, name the chapters.

        Args:
            rendered: The parts that rendering has made.
            slots: Content by slot.

        Returns:
            All parts of the document, and the entries of its contents.

        Raises:
            RenderError: CST409 for a document that cannot be included.
            TemplateError: The rendered part is not well formed.
        """
        manuscript = self._manuscript(rendered)
        fill_slots(manuscript, slots)
        entries = write_contents(manuscript)
        tuck_breaks(manuscript)
        if self.chapters:
            give_chapters(manuscript)
        parts = manuscript.finished()
        main = self.package.main_document
        parts[main] = with_unique_ids(parts[main])
        return parts, entries

    def _manuscript(self, rendered: Mapping[str, bytes]) -> Manuscript:
        package = self.package
        main = package.main_document
        kept = [p for p in package.parts if not p.endswith(".rels") and p != "[Content_Types].xml"]
        assembly = Assembly(
            main,
            {part: rendered.get(part, package.parts[part]) for part in kept},
            {part: package.content_type(part) for part in kept},
            {part: list(package.relationships(part)) for part in kept},
        )
        root = parse_xml(assembly.parts[main], path=package.path, part=main, profile=OUTPUT)
        return Manuscript(package.path, assembly, root)
