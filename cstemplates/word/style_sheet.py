"""The style sheet of a Word file: names, inheritance, outline levels, list membership."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.word.namespaces import attribute, child, name, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9
# Far beyond what people make; without an end, long chains cost their square.
MAX_BASES = 50


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where something belongs in a list; a part that is not said is None.

    Attributes:
        list_id: The ``w:num``; ``0`` takes it out of every list.
        level: The level, from 0.
    """

    list_id: str | None = None
    level: int | None = None

    def or_else(self, other: ListPlace) -> ListPlace:
        """Fill what is not said here from what it inherits."""
        return ListPlace(
            other.list_id if self.list_id is None else self.list_id,
            other.level if self.level is None else self.level,
        )


def list_place(properties: etree._Element | None) -> ListPlace:
    """Read ``w:numPr`` of paragraph properties."""
    found = child(properties, "w:numPr")
    if found is None:
        return ListPlace()
    level = value(found, "w:ilvl")
    return ListPlace(value(found, "w:numId") or None, number(level) if level else None)


class StyleSheet:
    """Styles by id; a style that does not exist has no properties and its id as name."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._levels: dict[str, int | None] = {}
        self._places: dict[str, ListPlace] = {}
        for style in () if root is None else root.iterchildren(name("w:style")):
            style_id = attribute(style, "w:styleId")
            self._styles[style_id] = style
            if attribute(style, "w:default") in {"1", "true", "on"}:
                self._defaults[attribute(style, "w:type")] = style_id

    def has(self, style_id: str) -> bool:
        """Tell whether the style exists."""
        return style_id in self._styles

    def default(self, kind: str) -> str:
        """Return the id of the default ``paragraph`` or ``table`` style; may be empty."""
        return self._defaults.get(kind, "")

    def shown_name(self, style_id: str) -> str:
        """Return the name people see; empty for a default style."""
        if not style_id or style_id in self._defaults.values():
            return ""
        if style_id not in self._names:
            self._names[style_id] = value(self._styles.get(style_id), "w:name", style_id)
        return self._names[style_id]

    def outline_level(self, style_id: str) -> int | None:
        """Return the heading level, from 1, or None for a style of body text."""
        if style_id not in self._levels:
            self._levels[style_id] = self._read_outline_level(style_id)
        return self._levels[style_id]

    def _read_outline_level(self, style_id: str) -> int | None:
        for style in self._chain(style_id):
            found = child(style, "w:pPr/w:outlineLvl")
            if found is not None:
                level = number(attribute(found, "w:val"), _BODY_LEVEL)
                return level + 1 if level < _BODY_LEVEL else None
            if match := _HEADING.fullmatch(value(style, "w:name")):
                return int(match[1])
        return None

    def list_place(self, style_id: str) -> ListPlace:
        """Return the list and level the style gives its paragraphs."""
        if style_id not in self._places:
            self._places[style_id] = self._read_list_place(style_id)
        return self._places[style_id]

    def _read_list_place(self, style_id: str) -> ListPlace:
        place = ListPlace()
        for style in self._chain(style_id):
            place = place.or_else(list_place(child(style, "w:pPr")))
        return place

    def lineage(self, style_id: str) -> list[str]:
        """Return the style's id and those it is based on, nearest first."""
        return [attribute(style, "w:styleId") for style in self._chain(style_id)]

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen and len(seen) < MAX_BASES:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(self._styles[style_id], "w:basedOn")
