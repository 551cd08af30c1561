"""Paragraph marks and rows: put in, taken out, or with other properties than before."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.redline.stamp import element
from cstemplates.word.namespaces import child, name

if TYPE_CHECKING:
    from cstemplates.redline.stamp import Stamp
    from cstemplates.redline.weaving import Fate

_PROPERTIES, _MARK_PROPERTIES = name("w:pPr"), name("w:rPr")
_ROW_PROPERTIES, _EXCEPTIONS = name("w:trPr"), name("w:tblPrEx")
_NOT_BASE = frozenset(map(name, ("w:rPr", "w:sectPr", "w:pPrChange")))
_AFTER_MARK = frozenset(map(name, ("w:sectPr", "w:pPrChange")))


def mark_paragraph(paragraph: etree._Element, stamp: Stamp, *fates: Fate) -> None:
    """Mark the paragraph's mark; with both fates it vanishes whatever is decided."""
    properties = _properties(paragraph)
    held = child(properties, "w:rPr")
    if held is None:
        held = element("w:rPr")
        after = [e for e in properties if e.tag in _AFTER_MARK]
        properties.insert(properties.index(after[0]) if after else len(properties), held)
    for position, fate in enumerate(fates):
        held.insert(position, stamp.mark(fate.value))


def note_properties(paragraph: etree._Element, before: etree._Element | None, stamp: Stamp) -> None:
    """Say which properties a paragraph had, where they are others now.

    Args:
        paragraph: With the properties it has.
        before: The ``w:pPr`` it had; None for one without any.
        stamp: Makes the mark.
    """
    now = child(paragraph, "w:pPr")
    was = base_properties(before)
    if _written(base_properties(now)) == _written(was):
        return
    record = stamp.mark("w:pPrChange")
    record.append(was)
    _properties(paragraph).append(record)


def base_properties(properties: etree._Element | None) -> etree._Element:
    """Copy paragraph properties without those of the mark and of the section."""
    copied = element("w:pPr")
    for held in () if properties is None else properties:
        if held.tag not in _NOT_BASE:
            copied.append(deepcopy(held))
    return copied


def take_base_properties(paragraph: etree._Element, source: etree._Element) -> None:
    """Give a paragraph the properties of another one, and keep its own mark and section."""
    properties = _properties(paragraph)
    for held in list(properties):
        if held.tag not in _NOT_BASE:
            properties.remove(held)
    properties[0:0] = list(base_properties(child(source, "w:pPr")))


def mark_row(row: etree._Element, stamp: Stamp, fate: Fate) -> None:
    """Mark a table row as put in or taken out."""
    properties = child(row, "w:trPr")
    if properties is None:
        properties = element("w:trPr")
        row.insert(sum(1 for _e in row.iterchildren(_EXCEPTIONS)), properties)
    properties.append(stamp.mark(fate.value))


def _properties(paragraph: etree._Element) -> etree._Element:
    properties = child(paragraph, "w:pPr")
    if properties is None:
        properties = element("w:pPr")
        paragraph.insert(0, properties)
    return properties


def _written(properties: etree._Element) -> bytes:
    return etree.tostring(properties, method="c14n", exclusive=True)
