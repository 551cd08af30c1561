"""What an element is, in words that are equal for equal things in two files."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.word.namespaces import NAMESPACES, attribute, child, name

if TYPE_CHECKING:
    from cstemplates.redline.book import Book

RELATION = f"{{{NAMESPACES['r']}}}"
_LINK, _CONTROL = name("w:hyperlink"), name("w:sdt")
_NOTES = {name("w:footnoteReference"): "footnotes", name("w:endnoteReference"): "endnotes"}
_FALLBACK = name("mc:Fallback")
_IN_CONTROL = tuple(map(name, ("w:id", "w:placeholder", "w:rPr")))
LISTS = tuple(map(name, ("w:dropDownList", "w:comboBox")))
# Given anew by every program; they say nothing about what is seen.
IDS = frozenset(
    (name("w14:paraId"), name("w14:textId"),
     "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}anchorId",
     "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}editId")
)  # fmt: skip
_REVISION = name("w:rsid")


class Describer:
    """Describes the elements of one story.

    Args:
        book: The file.
        part: The story, whose relations count.
    """

    def __init__(self, book: Book, part: str) -> None:
        self._book = book
        self._part = part

    def __call__(self, element: etree._Element) -> str:
        """Say what an element is."""
        if element.tag in _NOTES:
            return _NOTES[element.tag]
        if element.tag == _LINK:
            return self._link(element)
        if element.tag == _CONTROL:
            properties = child(element, "w:sdtPr")
            return "control" if properties is None else f"control {self._control(properties)}"
        return self._canonical(element)

    def _link(self, link: etree._Element) -> str:
        relation = self._book.relation(self._part, attribute(link, "r:id"))
        anchor = attribute(link, "w:anchor")
        # Names with a leading low line are Word's own and may be others each time.
        shown = "_" if anchor.startswith("_") else anchor
        return f"link {relation.target if relation else ''}#{shown}"

    def _control(self, properties: etree._Element) -> str:
        # A list that offers something else is the same list: to mark a whole control as
        # replaced, LibreOffice shows everything after it as changed.
        without = deepcopy(properties)
        for offered in without.iterchildren(*LISTS):
            offered.attrib.clear()
            del offered[:]
        return self._canonical(without)

    def _canonical(self, element: etree._Element) -> str:
        copied = deepcopy(element)
        copied.tail = None
        for found in list(copied.iter("*")):
            parent = found.getparent()
            if parent is not None and (
                found.tag == _FALLBACK or (parent is copied and found.tag in _IN_CONTROL)
            ):
                parent.remove(found)
                continue
            self._without_ids(found)
        return etree.tostring(copied, method="c14n", exclusive=True).decode()

    def _without_ids(self, element: etree._Element) -> None:
        local = element.tag.rpartition("}")[2]
        for key, held in list(element.attrib.items()):
            spelled = str(key)
            if spelled in IDS or spelled.startswith(_REVISION):
                del element.attrib[key]
            elif spelled.startswith(RELATION):
                element.set(key, self._target(str(held)))
            elif local in {"docPr", "cNvPr"} and spelled in {"id", "name"}:
                del element.attrib[key]

    def _target(self, identity: str) -> str:
        relation = self._book.relation(self._part, identity)
        if relation is None:
            return ""
        if relation.external:
            return relation.target
        return hashlib.sha256(self._book.data(relation.target)).hexdigest()
