"""Rules about content: no template mark left, no blank paragraph, the page setup last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.word.namespaces import child, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.findings import Finding
    from cstemplates.word.structure.opened import Opened

_MARK = re.compile(r"\{\{|\{%|\}\}|%\}")
_TEXTS = tuple(map(name, ("w:t", "w:instrText", "w:delText")))
_SEEN = tuple(
    map(
        name,
        ("w:t", "w:delText", "w:tab", "w:br", "w:sym", "w:drawing", "w:pict", "w:object", "w:fldChar",
         "w:fldSimple", "w:footnoteReference", "w:endnoteReference", "w:sdt", "w:ptab"),
    )
)  # fmt: skip
_PARAGRAPH, _TABLE, _SECTION = name("w:p"), name("w:tbl"), name("w:sectPr")
_CONTAINERS = ("w:body", "w:tc", "w:hdr", "w:ftr", "w:sdtContent", "w:txbxContent")


def marks_left(opened: Opened) -> Iterator[Finding]:
    """Find template marks that rendering has not replaced, in text and in attributes."""
    for part, root in opened.stories.items():
        for paragraph in root.iter(_PARAGRAPH):
            text = "".join(_own_text(paragraph))
            if match := _MARK.search(text):
                message = _("The template mark “{mark}” is left over.").format(mark=match[0])
                yield opened.fault(part, paragraph, message)
        for element in root.iter("*"):
            for held in element.attrib.values():
                if match := _MARK.search(str(held)):
                    message = _("The template mark “{mark}” is left over in a property.")
                    yield opened.fault(part, element, message.format(mark=match[0]))


def blank_paragraphs(opened: Opened) -> Iterator[Finding]:
    """Find blank paragraphs that stand for a distance.

    A container needs one paragraph, and one is compulsory after a table that ends it
    or is followed by another table.
    """
    for part, container in opened.each(*_CONTAINERS):
        blocks = [e for e in container if e.tag in {_PARAGRAPH, _TABLE, name("w:sdt")}]
        for position, block in enumerate(blocks):
            if _is_blank(block) and len(blocks) > 1 and not _is_compulsory(blocks, position):
                message = _("A blank paragraph is used as a distance.")
                yield opened.fault(part, block, message)


def section_last(opened: Opened) -> Iterator[Finding]:
    """Find a body whose page setup is missing or does not stand last."""
    body = child(opened.root(opened.main), "w:body")
    if body is None or not len(body) or body[-1].tag != _SECTION:
        yield opened.part_fault(
            opened.main, _("The page setup does not stand last in the document.")
        )


def _own_text(paragraph: etree._Element) -> Iterator[str]:
    """Yield the paragraph's texts without those of text boxes inside it."""
    for element in paragraph.iter(*_TEXTS):
        if next(element.iterancestors(_PARAGRAPH), None) is paragraph:
            yield element.text or ""


def _is_blank(block: etree._Element) -> bool:
    if block.tag != _PARAGRAPH or child(block, "w:pPr/w:sectPr") is not None:
        return False
    return not any(_shows(element) for element in block.iter(*_SEEN))


def _shows(element: etree._Element) -> bool:
    if element.tag == name("w:t"):
        return bool((element.text or "").strip())
    parent = element.getparent()
    # A tab stop has the same name as a tab.
    return parent is None or parent.tag != name("w:tabs")


def _is_compulsory(blocks: list[etree._Element], position: int) -> bool:
    after_table = position > 0 and blocks[position - 1].tag == _TABLE
    return after_table and (position == len(blocks) - 1 or blocks[position + 1].tag == _TABLE)


CONTENT_RULES = (marks_left, blank_paragraphs, section_last)
