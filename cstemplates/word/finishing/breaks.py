"""Section breaks that take no line of their own, so that none can fall on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.word.finishing.including import is_blank
from cstemplates.word.namespaces import child, name

if TYPE_CHECKING:
    from lxml import etree

    from cstemplates.word.finishing.manuscript import Manuscript

_PARAGRAPH, _PROPERTIES, _SECTION = name("w:p"), name("w:pPr"), name("w:sectPr")
_AFTER_TABLE = "表后"


def tuck_breaks(manuscript: Manuscript) -> None:
    """Move each section break that stands alone into the paragraph before it.

    After a table there is no such paragraph; the break then gets the lowest line of the house.
    """
    for section in manuscript.sections():
        holder = _holder(section)
        if holder is None or not is_blank(holder):
            continue
        before = holder.getprevious()
        if before is not None and before.tag == _PARAGRAPH and not _ends_section(before):
            _properties(before).append(section)
            _remove(holder)
        elif child(holder, "w:pPr/w:pStyle") is None:
            _flatten(holder, manuscript.style_id(_AFTER_TABLE))


def _holder(section: etree._Element) -> etree._Element | None:
    properties = section.getparent()
    holder = properties.getparent() if properties is not None else None
    return holder if holder is not None and holder.tag == _PARAGRAPH else None


def _ends_section(paragraph: etree._Element) -> bool:
    return child(paragraph, "w:pPr/w:sectPr") is not None


def _properties(paragraph: etree._Element) -> etree._Element:
    properties = child(paragraph, "w:pPr")
    if properties is None:
        properties = paragraph.makeelement(_PROPERTIES)
        paragraph.insert(0, properties)
    return properties


def _flatten(paragraph: etree._Element, style_id: str) -> None:
    if style_id:
        properties = _properties(paragraph)
        style = properties.makeelement(name("w:pStyle"), {name("w:val"): style_id})
        properties.insert(0, style)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
