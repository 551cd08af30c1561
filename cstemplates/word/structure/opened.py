"""A Word file opened for the structural check: roots and places of its parts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.gate import OUTPUT, Package, open_package, parse_xml
from cstemplates.word.namespaces import name
from cstemplates.word.numbering import Numbering
from cstemplates.word.structure.place import Places
from cstemplates.word.style_sheet import StyleSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_STORIES = ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")


class Opened:
    """A Word file that has passed the gate, with each part parsed once."""

    def __init__(self, data: bytes, *, path: str) -> None:
        self.package: Package = open_package(data, path=path, profile=OUTPUT)
        self.path = path
        self._roots: dict[str, etree._Element] = {}
        self._places: dict[str, Places] = {}

    @property
    def main(self) -> str:
        """The part that holds the document."""
        return self.package.main_document

    def root(self, part: str) -> etree._Element:
        """Return the root element of a part that exists."""
        if part not in self._roots:
            data = self.package.parts[part]
            self._roots[part] = parse_xml(data, path=self.path, part=part, profile=OUTPUT)
        return self._roots[part]

    def related(self, kind: str) -> str:
        """Return the part that is the document's ``styles``, ``numbering`` …; else empty."""
        relations = self.package.relationships(self.main)
        targets = (r.target for r in relations if r.type.endswith(f"/{kind}"))
        return next((target for target in targets if target in self.package.parts), "")

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that hold paragraphs: document, headers, footers, notes, comments."""
        roots = {name(f"w:{story}") for story in _STORIES}
        wanted = [p for p in self.package.parts if p.endswith(".xml") and not p.startswith("[")]
        return {part: root for part in wanted if (root := self.root(part)).tag in roots}

    @cached_property
    def styles(self) -> StyleSheet:
        """The style sheet; empty when the file has none."""
        part = self.related("styles")
        return StyleSheet(self.root(part) if part else None)

    @cached_property
    def numbering(self) -> Numbering:
        """The lists; empty when the file has none."""
        part = self.related("numbering")
        return Numbering(self.root(part) if part else None, self.styles)

    def fault(self, part: str, element: etree._Element, message: str) -> Finding:
        """Make a finding at an element of a story."""
        if part not in self._places:
            self._places[part] = Places(self.root(part), self.path, part)
        return finding("CST407", message, self._places[part].of(element))

    def part_fault(self, part: str, message: str) -> Finding:
        """Make a finding about a part as a whole."""
        return finding("CST407", message, DocxLocation(self.path, part))

    def each(self, *tags: str) -> Iterator[tuple[str, etree._Element]]:
        """Yield every element with one of the tags, in all stories, with its part."""
        names = [name(tag) for tag in tags]
        for part, root in self.stories.items():
            for element in root.iter(*names):
                yield part, element
