"""Where an element stands, in the words of DocxLocation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation
from cstemplates.word.namespaces import name

if TYPE_CHECKING:
    from lxml import etree

_EXCERPT = 20
_TABLE, _ROW, _CELL, _PARAGRAPH = (name(t) for t in ("w:tbl", "w:tr", "w:tc", "w:p"))


class Places:
    """Counts a part's paragraphs outside tables, and its tables, once."""

    def __init__(self, root: etree._Element, path: str, part: str) -> None:
        self._path = path
        self._part = part
        tables = [e for e in root.iter(_TABLE) if _outermost(e, _TABLE) is e]
        outside = [e for e in root.iter(_PARAGRAPH) if _outermost(e, _TABLE) is None]
        self._tables = {e: position for position, e in enumerate(tables, 1)}
        self._paragraphs = {e: position for position, e in enumerate(outside, 1)}

    def of(self, element: etree._Element) -> DocxLocation:
        """Return the place of an element, with the words of its paragraph."""
        table = _outermost(element, _TABLE)
        paragraph = _nearest(element, _PARAGRAPH)
        words = "" if paragraph is None else "".join(paragraph.itertext(name("w:t")))
        excerpt = words.strip()[:_EXCERPT]
        if table is None:
            position = None if paragraph is None else self._paragraphs.get(paragraph)
            return DocxLocation(self._path, self._part, paragraph=position, excerpt=excerpt)
        row = _child_towards(table, _ROW, element)
        cell = None if row is None else _child_towards(row, _CELL, element)
        return DocxLocation(
            self._path,
            self._part,
            table=self._tables[table],
            row=_position(table, _ROW, row),
            cell=None if row is None else _position(row, _CELL, cell),
            excerpt=excerpt,
        )


def _nearest(element: etree._Element, tag: str) -> etree._Element | None:
    if element.tag == tag:
        return element
    return next(element.iterancestors(tag), None)


def _outermost(element: etree._Element, tag: str) -> etree._Element | None:
    found = list(element.iterancestors(tag))
    if found:
        return found[-1]
    return element if element.tag == tag else None


def _child_towards(
    parent: etree._Element, tag: str, element: etree._Element
) -> etree._Element | None:
    lineage = {element, *element.iterancestors()}
    return next((e for e in parent.iter(tag) if e in lineage), None)


def _position(parent: etree._Element, tag: str, element: etree._Element | None) -> int | None:
    return None if element is None else list(parent.iter(tag)).index(element) + 1
