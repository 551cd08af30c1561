"""Where an element stands: the place of the paragraph around it or of the first one in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation
from cstemplates.word.namespaces import name
from cstemplates.word.scan.flows import read_flows

if TYPE_CHECKING:
    from lxml import etree

_PARAGRAPH, _TABLE = name("w:p"), name("w:tbl")


class Places:
    """The places of one part, counted once, as the scan counts them."""

    def __init__(self, root: etree._Element, path: str, part: str) -> None:
        self._whole = DocxLocation(path, part)
        flows = read_flows(root, path=path, part=part)
        self._flows = {flow.paragraph: flow for flow in flows if flow.paragraph is not None}

    def of(self, element: etree._Element) -> DocxLocation:
        """Return the place of an element, with the words of its paragraph."""
        paragraph = next(element.iterancestors(_PARAGRAPH), None)
        if paragraph is None:
            table = next(element.iterancestors(_TABLE), None)
            paragraph = None if table is None else next(table.iter(_PARAGRAPH), None)
        flow = None if paragraph is None else self._flows.get(paragraph)
        return self._whole if flow is None else flow.place(flow.text, 0, len(flow.text))
