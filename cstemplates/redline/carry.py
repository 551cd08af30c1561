"""Bring what was taken out of the old file into the new one, under the ids it has there."""

from __future__ import annotations

import posixpath
from copy import deepcopy
from enum import Enum
from typing import TYPE_CHECKING

from cstemplates.redline.describe import IDS, RELATION
from cstemplates.redline.fields import run_like
from cstemplates.redline.stamp import text_element
from cstemplates.redline.stretches import Kind
from cstemplates.word.namespaces import attribute, child, name

if TYPE_CHECKING:
    from lxml import etree

    from cstemplates.redline.book import Book
    from cstemplates.redline.notes import Notes
    from cstemplates.redline.sheets import Sheets
    from cstemplates.redline.stretches import Stretch

_STYLES = {
    name("w:pStyle"): "paragraph",
    name("w:rStyle"): "character",
    name("w:tblStyle"): "table",
}
_DROPPED = frozenset(
    map(
        name,
        ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd",
         "w:commentReference", "w:permStart", "w:permEnd", "w:sectPr", "w:placeholder",
         "w:dataBinding"),
    )
)  # fmt: skip
_NOTES = {name("w:footnoteReference"): "footnotes", name("w:endnoteReference"): "endnotes"}
_CONTROL_ID, _CONTROL_PROPERTIES = name("w:id"), name("w:sdtPr")
_DRAWN, _RUN, _VAL = name("wp:docPr"), name("w:r"), name("w:val")


class Loss(Enum):
    """What a redline cannot show of the old file."""

    STYLE = "style"
    LIST = "list"
    PICTURE = "picture"
    SECTION = "section"
    HEADER = "header"
    CHOICES = "choices"


class Identities:
    """Fresh ids for controls and drawings, in one file."""

    def __init__(self, book: Book, parts: list[str]) -> None:
        roots = [book.root(part) for part in parts]
        self._taken = {
            attribute(e, "w:val") for r in roots for e in r.iter(_CONTROL_ID) if _of_control(e)
        } | {e.get("id", "") for r in roots for e in r.iter(_DRAWN)}
        self._last = 0

    def fresh(self) -> str:
        """Give an id that no control and no drawing has."""
        self._last += 1
        while str(self._last) in self._taken:
            self._last += 1
        return str(self._last)


class Carrier:
    """Adapts copies of the old file's elements for one story of the new file.

    Attributes:
        lost: What could not be brought over, so far.
    """

    def __init__(  # noqa: PLR0913 - two files, two parts and what they share
        self, old: Book, old_part: str, new: Book, new_part: str, *,
        sheets: Sheets, identities: Identities, notes: Notes, lost: set[Loss],
    ) -> None:  # fmt: skip
        self._old, self._old_part = old, old_part
        self._new, self._new_part = new, new_part
        self._sheets = sheets
        self._identities = identities
        self._notes = notes
        self.lost = lost
        self._runs: dict[etree._Element, etree._Element] = {}

    def stretch(self, stretch: Stretch) -> Stretch:
        """Adapt a stretch of a paragraph."""
        if stretch.kind is Kind.PASSIVE:
            return stretch._replace(items=())
        run = stretch.run
        if run is not None and run not in self._runs:
            self._runs[run] = self.adapt(run_like(run))
        return stretch._replace(
            run=None if run is None else self._runs[run],
            items=tuple(self.adapt(deepcopy(item)) for item in stretch.items),
        )

    def copy(self, element: etree._Element) -> etree._Element:
        """Return an adapted copy of a whole element, such as a paragraph or a row."""
        return self.adapt(deepcopy(element))

    def adapt(self, element: etree._Element) -> etree._Element:
        """Adapt an element that nobody else holds; a drawing may become its words."""
        element.tail = None
        for found in list(element.iter("*")):
            self._without_ids(found)
            if found.tag in _DROPPED:
                self._drop(found)
            elif found.tag in _STYLES:
                self._style(found, _STYLES[found.tag])
            elif found.tag == name("w:numPr"):
                self._list(found)
            elif found.tag == _DRAWN:
                found.set("id", self._identities.fresh())
            elif found.tag == _CONTROL_ID and _of_control(found):
                found.set(_VAL, self._identities.fresh())
            elif found.tag in _NOTES:
                identity = self._notes.carry(_NOTES[found.tag], attribute(found, "w:id"))
                found.set(name("w:id"), identity)
        return self._related(element)

    def _without_ids(self, found: etree._Element) -> None:
        for key in list(found.attrib):
            if str(key) in IDS or str(key).startswith(name("w:rsid")):
                del found.attrib[key]

    def _drop(self, found: etree._Element) -> None:
        if found.tag == name("w:sectPr"):
            self.lost.add(Loss.SECTION)
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)

    def _style(self, found: etree._Element, kind: str) -> None:
        style = self._sheets.style(attribute(found, "w:val"), kind)
        if style:
            found.set(_VAL, style)
            return
        self.lost.add(Loss.STYLE)
        self._drop(found)

    def _list(self, found: etree._Element) -> None:
        identity = child(found, "w:numId")
        if identity is None:
            return
        same = self._sheets.list_id(attribute(identity, "w:val"))
        if same:
            identity.set(_VAL, same)
            return
        self.lost.add(Loss.LIST)
        self._drop(found)

    def _related(self, element: etree._Element) -> etree._Element:
        for found in list(element.iter("*")):
            for key, held in list(found.attrib.items()):
                if str(key).startswith(RELATION):
                    carried = self._carried(str(held))
                    if carried:
                        found.set(key, carried)
                    elif (whole := _drawing_of(found)) is not None:
                        self.lost.add(Loss.PICTURE)
                        element = _in_words(whole, element)
                    else:
                        del found.attrib[key]
        return element

    def _carried(self, identity: str) -> str:
        relation = self._old.relation(self._old_part, identity)
        if relation is None:
            return ""
        if relation.external:
            return self._new.relate(self._new_part, relation.type, relation.target, external=True)
        if not relation.type.endswith("/image"):
            return ""
        data = self._old.data(relation.target)
        folder = posixpath.join(posixpath.dirname(self._new.main), "media")
        wanted = posixpath.join(folder, posixpath.basename(relation.target))
        part = self._new.add(wanted, data, self._old.content_type(relation.target))
        return self._new.relate(self._new_part, relation.type, part)


def _of_control(found: etree._Element) -> bool:
    parent = found.getparent()
    return parent is not None and parent.tag == _CONTROL_PROPERTIES


def _drawing_of(found: etree._Element) -> etree._Element | None:
    """Find the outermost element below a run, or the outermost of all."""
    if found.tag == name("w:hyperlink"):
        return None
    whole = found
    for ancestor in found.iterancestors():
        if ancestor.tag == _RUN:
            return whole
        whole = ancestor
    return whole


def _in_words(whole: etree._Element, element: etree._Element) -> etree._Element:
    described = next(whole.iter(_DRAWN), None)
    words = "" if described is None else described.get("descr") or described.get("name", "")
    made = text_element(f"〔图：{words}〕" if words else "〔图〕")
    parent = whole.getparent()
    if parent is None:
        return made
    parent.replace(whole, made)
    return element
