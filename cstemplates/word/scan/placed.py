"""A tag at its place: which paragraph, cell and row it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cstemplates.word.namespaces import name

if TYPE_CHECKING:
    from lxml import etree

    from cstemplates.findings import DocxLocation
    from cstemplates.word.scan.flows import Flow
    from cstemplates.word.tags import Mark

_OF_SCOPE = {"p": name("w:p"), "tr": name("w:tr"), "tc": name("w:tc"), "r": name("w:r")}


@dataclass(eq=False)
class Placed:
    """A tag together with the text it stands in."""

    mark: Mark
    flow: Flow
    location: DocxLocation

    @cached_property
    def order(self) -> tuple[int, int]:
        """Sorts tags as they follow each other in the part."""
        return (self.flow.order_at(self.mark.start), self.mark.start)

    @cached_property
    def owner(self) -> etree._Element:
        """The element that holds the tag's first character."""
        return self.flow.owner_at(self.mark.start)

    @property
    def keyword(self) -> str:
        """The first word of a statement; empty for other tags."""
        words = self.mark.source.split(None, 1)
        return words[0] if words and self.mark.kind == "statement" else ""

    @property
    def rest(self) -> str:
        """What follows the keyword."""
        return self.mark.source[len(self.keyword) :].strip()

    def nearest(self, scope: str) -> etree._Element | None:
        """Find the innermost paragraph, cell, row or run around the tag."""
        return next(self.owner.iterancestors(_OF_SCOPE[scope]), None)

    @cached_property
    def nesting(self) -> tuple[str, ...]:
        """Names of the elements around what the tag removes or repeats, outermost first."""
        whole = self.nearest(self.mark.scope) if self.mark.scope else None
        start = self.owner if whole is None else whole
        names = [str(e.tag) for e in start.iterancestors()]
        if whole is None:
            names = [str(self.owner.tag) + self.flow.aspect, *names]
        return tuple(reversed(names))

    @cached_property
    def spans_elements(self) -> bool:
        """Whether the tag begins and ends at differently nested places."""
        last = self.flow.owner_at(self.mark.end - 1)
        first = self.owner
        return first is not last and _names(first) != _names(last)


def _names(element: etree._Element) -> list[str]:
    return [str(e.tag) for e in element.iterancestors()]
