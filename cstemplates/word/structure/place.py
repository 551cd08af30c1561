"""Where an element of a finished document stands, counted as a reader counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation
from cstemplates.word.namespaces import name

if TYPE_CHECKING:
    from lxml import etree

_EXCERPT = 20
_TABLE, _ROW, _CELL, _PARAGRAPH = (name(tag) for tag in ("w:tbl", "w:tr", "w:tc", "w:p"))


class Places:
    """Counts a part's paragraphs outside tables, and its outer tables, once."""

    def __init__(self, root: etree._Element, path: str, part: str) -> None:
        self._path = path
        self._part = part
        tables = [t for t in root.iter(_TABLE) if _outer_table(t) is t]
        outside = [p for p in root.iter(_PARAGRAPH) if _outer_table(p) is None]
        self._tables = {table: position for position, table in enumerate(tables, 1)}
        self._paragraphs = {p: position for position, p in enumerate(outside, 1)}

    def of(self, element: etree._Element) -> DocxLocation:
        """Return the place of an element; a table or row is named by its first cell."""
        if element.tag in {_TABLE, _ROW}:
            element = next(element.iter(_CELL), element)
        table = _outer_table(element)
        paragraph = _nearest_paragraph(element)
        if table is None:
            position = None if paragraph is None else self._paragraphs.get(paragraph)
            return DocxLocation(
                self._path, self._part, paragraph=position, excerpt=_excerpt(paragraph)
            )
        lineage = {element, *element.iterancestors()}
        row, row_number = _counted(table, _ROW, lineage)
        _cell, cell_number = _counted(table if row is None else row, _CELL, lineage)
        return DocxLocation(
            self._path,
            self._part,
            table=self._tables[table],
            row=row_number,
            cell=cell_number,
            excerpt=_excerpt(paragraph),
        )


def _outer_table(element: etree._Element) -> etree._Element | None:
    outer = element if element.tag == _TABLE else None
    for ancestor in element.iterancestors(_TABLE):
        outer = ancestor
    return outer


def _nearest_paragraph(element: etree._Element) -> etree._Element | None:
    if element.tag == _PARAGRAPH:
        return element
    return next(element.iterancestors(_PARAGRAPH), None)


def _excerpt(paragraph: etree._Element | None) -> str:
    words = () if paragraph is None else paragraph.iter(name("w:t"))
    return "".join(t.text or "" for t in words).strip()[:_EXCERPT]


def _counted(
    parent: etree._Element, tag: str, lineage: set[etree._Element]
) -> tuple[etree._Element | None, int]:
    """Find the member that holds the element, counted without those of inner tables."""
    depth = sum(1 for _table in parent.iterancestors(_TABLE)) + (parent.tag == _TABLE)
    members = [e for e in parent.iter(tag) if sum(1 for _t in e.iterancestors(_TABLE)) == depth]
    found = next(((e, n) for n, e in enumerate(members, 1) if e in lineage), None)
    return found or (None, 1)
