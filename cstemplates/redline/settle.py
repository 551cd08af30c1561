"""Take the changes that a file already tracks as accepted, as the text projection does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.word.inline import is_deleted_mark
from cstemplates.word.namespaces import child, name

if TYPE_CHECKING:
    from lxml import etree

_PARAGRAPH, _PROPERTIES = name("w:p"), name("w:pPr")
_GONE = tuple(map(name, ("w:del", "w:moveFrom", "w:proofErr", "w:lastRenderedPageBreak")))
_UNWRAPPED = tuple(map(name, ("w:ins", "w:moveTo", "w:smartTag", "w:customXml")))
_RECORDS = tuple(
    map(
        name,
        ("w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblGridChange",
         "w:trPrChange", "w:tcPrChange", "w:tblPrExChange", "w:numberingChange", "w:cellIns",
         "w:cellDel", "w:cellMerge", "w:smartTagPr", "w:customXmlPr",
         *(f"w:{kind}Range{edge}" for kind in ("moveFrom", "moveTo", "customXmlIns",
           "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo") for edge in ("Start", "End"))),
    )
)  # fmt: skip


def settle(root: etree._Element) -> None:
    """Accept all changes in a part, in place, and unwrap what only wraps runs."""
    _drop_rows(root)
    _join_paragraphs(root)
    for found in list(root.iter(*_GONE, *_RECORDS)):
        _drop(found)
    for found in list(root.iter(*_UNWRAPPED)):
        _unwrap(found)


def _drop_rows(root: etree._Element) -> None:
    for row in list(root.iter(name("w:tr"))):
        if child(row, "w:trPr/w:del") is not None:
            _drop(row)
    for table in list(root.iter(name("w:tbl"))):
        if next(table.iter(name("w:tr")), None) is None:
            _drop(table)


def _join_paragraphs(root: etree._Element) -> None:
    """Move what is left of a paragraph without its mark to the front of the next one."""
    for paragraph in reversed(list(root.iter(_PARAGRAPH))):
        following = paragraph.getnext()
        if not is_deleted_mark(paragraph) or following is None or following.tag != _PARAGRAPH:
            continue
        content = [e for e in paragraph if e.tag != _PROPERTIES]
        start = int(len(following) > 0 and following[0].tag == _PROPERTIES)
        following[start:start] = content
        _drop(paragraph)


def _drop(found: etree._Element) -> None:
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


def _unwrap(found: etree._Element) -> None:
    parent = found.getparent()
    if parent is None:
        return
    position = parent.index(found)
    parent[position : position + 1] = list(found)
