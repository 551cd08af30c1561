"""Computed numbers: what Word prints before a paragraph that belongs to a list."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.word.namespaces import attribute, is_on, name, number, value
from cstemplates.word.numerals import write_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.word.style_sheet import ListPlace, StyleSheet

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: The first count.
        number_format: ``w:numFmt``.
        text: The pattern, such as ``第%1条``.
        restart: A paragraph of this level or a higher one (counted from 1) starts this
            level anew; 0 means it never starts anew.
        legal: Whether all counts in it are written in decimal digits.
        style_id: The paragraph style it is linked to; may be empty.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int = 0
    legal: bool = False
    style_id: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A ``w:num``: levels, the count it shares, and the levels it starts anew itself."""

    abstract_id: str
    levels: dict[int, Level]
    starts_anew: frozenset[int]


class Numbering:
    """All lists of a Word file, read from the numbering part."""

    def __init__(self, root: etree._Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._abstracts = _by_id(root, "w:abstractNum", "w:abstractNumId")
        self._nums = _by_id(root, "w:num", "w:numId")
        self._lists: dict[str, NumberedList | None] = {}

    def has(self, list_id: str) -> bool:
        """Tell whether the list exists; ``0`` is the way to say no list."""
        return list_id == "0" or self.find(list_id) is not None

    def find(self, list_id: str) -> NumberedList | None:
        """Return a list by its ``w:numId``, or None."""
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def level_of_style(self, list_id: str, style_id: str) -> int | None:
        """Return the level that is linked to a style or to one it is based on."""
        found = self.find(list_id)
        linked = {v.style_id: n for n, v in found.levels.items() if v.style_id} if found else {}
        return next((linked[s] for s in self._styles.lineage(style_id) if s in linked), None)

    def _read(self, list_id: str) -> NumberedList | None:
        num = self._nums.get(list_id)
        abstract_id = value(num, "w:abstractNumId")
        abstract = self._linked(self._abstracts.get(abstract_id))
        if num is None or abstract is None:
            return None
        abstract_id = attribute(abstract, "w:abstractNumId")
        levels = dict(_levels(abstract))
        anew = set()
        for override in num.iterchildren(name("w:lvlOverride")):
            position = number(attribute(override, "w:ilvl"))
            levels |= dict(_levels(override))
            if start := value(override, "w:startOverride"):
                anew.add(position)
                levels[position] = _started(levels.get(position, Level()), number(start))
        return NumberedList(abstract_id, levels, frozenset(anew))

    def _linked(self, abstract: etree._Element | None) -> etree._Element | None:
        """Follow a list that only names a numbering style to the list of that style."""
        style_id = value(abstract, "w:numStyleLink")
        if not style_id:
            return abstract
        target = self._nums.get(self._styles.list_place(style_id).list_id or "")
        return self._abstracts.get(value(target, "w:abstractNumId"), abstract)


class Counter:
    """The running counts of one story: the body, a header, a note."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._met: set[str] = set()

    def next_number(self, direct: ListPlace, inherited: ListPlace, style_id: str) -> str:
        """Count one paragraph and return its number; empty outside every list.

        Args:
            direct: What the paragraph itself says.
            inherited: What its style says.
            style_id: Its style, for levels that are linked to one.
        """
        list_id = direct.or_else(inherited).list_id or "0"
        found = self._numbering.find(list_id)
        if found is None:
            return ""
        linked = None
        if direct.list_id is None and direct.level is None:
            linked = self._numbering.level_of_style(list_id, style_id)
        position = direct.or_else(inherited).level or 0 if linked is None else linked
        if position not in found.levels:
            return ""
        counts = self._counts[found.abstract_id]
        if list_id not in self._met:
            self._met.add(list_id)
            for level in found.starts_anew:
                counts[level] = None
        self._count(found, counts, position)
        return _label(found, counts, position)

    def _count(self, found: NumberedList, counts: list[int | None], position: int) -> None:
        for higher in range(position):
            if higher in found.levels and counts[higher] is None:
                counts[higher] = found.levels[higher].start  # Word counts what was left out
        so_far = counts[position]
        counts[position] = found.levels[position].start if so_far is None else so_far + 1
        for deeper in range(position + 1, LEVELS):
            if deeper in found.levels and position < found.levels[deeper].restart:
                counts[deeper] = None


def _label(found: NumberedList, counts: list[int | None], position: int) -> str:
    level = found.levels[position]
    if level.number_format == "bullet":
        return _PRIVATE_USE.sub("•", level.text)

    def shown(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        its_level = found.levels.get(place, Level())
        count = counts[place]
        written_as = "decimal" if level.legal else its_level.number_format
        return write_number(its_level.start if count is None else count, written_as)

    return _PLACEHOLDER.sub(shown, level.text)


def _by_id(root: etree._Element | None, tag: str, key: str) -> dict[str, etree._Element]:
    elements = () if root is None else root.iterchildren(name(tag))
    return {attribute(element, key): element for element in elements}


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in parent.iterchildren(name("w:lvl")):
        position = number(attribute(level, "w:ilvl"))
        if 0 <= position < LEVELS:
            yield (
                position,
                Level(
                    start=number(value(level, "w:start", "0")),
                    number_format=value(level, "w:numFmt", "decimal"),
                    text=value(level, "w:lvlText"),
                    restart=number(value(level, "w:lvlRestart", str(position)), position),
                    legal=is_on(level, "w:isLgl"),
                    style_id=value(level, "w:pStyle"),
                ),
            )


def _started(level: Level, start: int) -> Level:
    return Level(start, level.number_format, level.text, level.restart, level.legal, level.style_id)
