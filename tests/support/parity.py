"""The same template and data in docxtpl itself, for comparing what a reader reads."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTENTS = frozenset({"TOC1", "TOC2", "TOC3"})
_PIECES = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}


def body_text(data: bytes) -> list[str]:
    """Read the paragraphs of a body in order, those in tables too; empty ones are left out.

    What stands in a slot and the lines of a contents are left out as well: docxtpl knows
    nothing of slots.
    """
    body = docx.Document(io.BytesIO(data)).element.body
    texts = (_text(paragraph) for paragraph in body.iter(qn("w:p")) if not _in_slot(paragraph))
    return [text for text in texts if text]


def body_text_with_docxtpl(composed: bytes, data: Mapping[str, Any]) -> list[str]:
    """Render a composed template with docxtpl, autoescape on, and read its body."""
    template = DocxTemplate(io.BytesIO(composed))
    template.render(dict(data), autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return body_text(stream.getvalue())


def _in_slot(paragraph: Any) -> bool:
    tags = (
        control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        for control in paragraph.iterancestors(qn("w:sdt"))
    )
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    if style is not None and style.get(qn("w:val"), "") in _CONTENTS:
        return True
    return any(tag is not None and tag.get(qn("w:val"), "").startswith("cst:") for tag in tags)


def _text(paragraph: Any) -> str:
    pieces = []
    for element in paragraph.iter():
        if element.tag == qn("w:t"):
            pieces.append(element.text or "")
        elif element.getparent().tag == qn("w:r"):
            pieces.append(_PIECES.get(element.tag, ""))
    return "".join(pieces)
