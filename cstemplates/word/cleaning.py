"""Take out of a part what Word keeps for itself: revision marks of sessions, proofing, comments.

None of it is seen by a reader; all of it makes equal texts unequal, and some of it must
be unique in a document, which it would not be after a loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.word.namespaces import NAMESPACES, name

if TYPE_CHECKING:
    from lxml import etree

_DROPPED = tuple(
    name(tag)
    for tag in (
        "w:proofErr", "w:lastRenderedPageBreak", "w:commentRangeStart", "w:commentRangeEnd",
        "w:commentReference", "w:annotationRef", "w:dataBinding", "w:rsids", "w:rsid",
        "w:attachedTemplate", "w:updateFields", "w:printerSettings", "w:mailMerge",
        "w:saveThroughXslt", "w:documentType", "w:trackRevisions",
    )
)  # fmt: skip
_SESSION_MARK = "{" + NAMESPACES["w"] + "}rsid"
_PARAGRAPH_MARKS = frozenset({name("w14:paraId"), name("w14:textId")})
_TEXT = frozenset({name("w:t"), name("w:instrText"), name("w:delText"), name("a:t")})
_LAST_PLACE = "_GoBack"


def clean(root: etree._Element) -> etree._Element:
    """Clean a part's tree in place and return it."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            _drop(element)
            continue
        for key in map(str, list(element.attrib)):
            if key.startswith(_SESSION_MARK) or key in _PARAGRAPH_MARKS:
                del element.attrib[key]
        _straighten(element)
    _forget_last_place(root)
    return root


def _straighten(element: etree._Element) -> None:
    """Drop layout white space between elements; in a text it is a space."""
    if element.tail and not element.tail.strip():
        element.tail = None
    if not element.text:
        return
    if element.tag in _TEXT:
        element.text = element.text.replace("\r", "").replace("\n", " ").replace("\t", " ")
    elif len(element) and not element.text.strip():
        element.text = None


def _forget_last_place(root: etree._Element) -> None:
    for start in list(root.iter(name("w:bookmarkStart"))):
        if start.get(name("w:name")) == _LAST_PLACE:
            identity = start.get(name("w:id"))
            _drop(start)
            for end in list(root.iter(name("w:bookmarkEnd"))):
                if end.get(name("w:id")) == identity:
                    _drop(end)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
