"""A part of a template as the review of its looks reads it: places, rows, what styles say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cstemplates.word.namespaces import child, name
from cstemplates.word.scan.flows import read_flows
from cstemplates.word.story import members
from cstemplates.word.style_sheet import StyleSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.findings import DocxLocation
    from cstemplates.word.scan.flows import Flow

_PARAGRAPH = name("w:p")
_DRAWN = tuple(map(name, ("w:drawing", "w:pict", "w:object")))
_EXCERPT = 20
_MARK = re.compile(r"\s*\{%-?\s*(?:p|tr|tc) .*%\}\s*|\s*\{#.*#\}\s*", re.DOTALL)


class StyleProperties:
    """What the styles of a Word file say, down to the defaults of the document."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = root
        self.sheet = StyleSheet(root)
        styles = () if root is None else root.iterchildren(name("w:style"))
        self._by_id = {style.get(name("w:styleId"), ""): style for style in styles}

    def defaults(self, group: str) -> etree._Element | None:
        """Return the defaults of the document: ``rPr`` or ``pPr``."""
        return child(self.root, f"w:docDefaults/w:{group}Default/w:{group}")

    def find(self, style_id: str) -> etree._Element | None:
        """Return a style; None where there is none of this id."""
        return self._by_id.get(style_id)

    def levels(self, group: str, *style_ids: str) -> Iterator[etree._Element]:
        """Yield the properties that hold for a text in these styles, the nearest first."""
        for style_id in style_ids:
            for one in self.sheet.lineage(style_id):
                found = child(self._by_id.get(one), f"w:{group}")
                if found is not None:
                    yield found
        if (last := self.defaults(group)) is not None:
            yield last


@dataclass
class ReviewedPart:
    """One part with its tree, its texts and the styles they are set in.

    Attributes:
        root: The part.
        whole: The place of the part.
        styles: The styles of the main document.
        is_main: Whether it is the main document.
    """

    root: etree._Element
    whole: DocxLocation
    styles: StyleProperties
    is_main: bool

    @cached_property
    def flows(self) -> list[Flow]:
        """The paragraphs of the running text, without those inside drawings."""
        found = read_flows(self.root, path=self.whole.path, part=self.whole.part)
        return [f for f in found if f.paragraph is not None and not is_drawn(f.paragraph)]

    @cached_property
    def _by_paragraph(self) -> dict[etree._Element | None, Flow]:
        return {flow.paragraph: flow for flow in self.flows}

    def text(self, paragraph: etree._Element) -> str:
        """Return the words of a paragraph; nothing for one inside a drawing."""
        flow = self._by_paragraph.get(paragraph)
        return "" if flow is None else flow.text

    def place(self, element: etree._Element, excerpt: str = "") -> DocxLocation:
        """Give the place of a paragraph, of what is inside one, or of what holds some."""
        around = (element, *element.iterancestors(_PARAGRAPH), *element.iter(_PARAGRAPH))
        flow = next((self._by_paragraph[p] for p in around if p in self._by_paragraph), None)
        if flow is None:
            return self.whole
        return replace(flow.location, excerpt=(excerpt or flow.text)[:_EXCERPT].strip())

    @staticmethod
    def runs(paragraph: etree._Element | None) -> Iterator[etree._Element]:
        """Yield the runs of a paragraph, without those inside a drawing in it."""
        for run in () if paragraph is None else paragraph.iter(name("w:r")):
            if not is_drawn(run):
                yield run

    def style_of(self, paragraph: etree._Element) -> str:
        """Return the id of a paragraph's style, the default one where it names none."""
        found = child(paragraph, "w:pPr/w:pStyle")
        if found is None:
            return self.styles.sheet.default("paragraph")
        return found.get(name("w:val"), "")

    def is_mark(self, block: etree._Element) -> bool:
        """Tell whether a paragraph or a row goes away when the document is made."""
        words = [self.text(p) for p in block.iter(_PARAGRAPH)]
        return bool(_MARK.fullmatch("".join(words)))

    def rows(self, table: etree._Element) -> list[etree._Element]:
        """Return the rows of a table that reach the document."""
        return [row for row in members(table, name("w:tr")) if not self.is_mark(row)]


def is_drawn(element: etree._Element) -> bool:
    """Tell whether an element belongs to a drawing, whose texts are formatted by hand."""
    return next(element.iterancestors(*_DRAWN), None) is not None
