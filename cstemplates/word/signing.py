"""A template whose own paragraphs carry a sign each, to recognise them in what is made of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.gate import open_package, parse_xml
from cstemplates.word.scan.flows import read_flows
from cstemplates.word.writer import pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cstemplates.findings import DocxLocation
    from cstemplates.word.scan.flows import Flow

_KINDS = (".main+xml", ".header+xml", ".footer+xml", ".footnotes+xml", ".endnotes+xml")
# docxtpl takes these tags out together with their paragraph, row, cell or run.
_SCOPED = re.compile(r"\{[{%][-+]?(?:p|tr|tc|r)\s")


def sign_paragraphs(data: bytes, path: str, sign: Callable[[DocxLocation], str]) -> bytes:
    """Put a sign before the words of every paragraph of a template.

    Paragraphs without words of their own, and those that are nothing but a tag which
    goes with its paragraph, row or cell, get none.

    Args:
        data: The template.
        path: Its name, for the places that are signed.
        sign: Makes the sign of a place.

    Raises:
        TemplateError: The file does not pass the gate.
    """
    package = open_package(data, path=path)
    parts = dict(package.parts)
    for part in package.parts:
        if package.content_type(part).endswith(_KINDS):
            root = parse_xml(package.parts[part], path=path, part=part)
            for flow in _signable(root, path, part):
                owner = flow.owners[0]
                owner.text = sign(flow.place(flow.text, 0, len(flow.text))) + (owner.text or "")
            parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return pack(parts)


def _signable(root: etree._Element, path: str, part: str) -> Iterator[Flow]:
    for flow in read_flows(root, path=path, part=part):
        if flow.paragraph is not None and flow.owners and not _SCOPED.search(flow.text):
            yield flow
