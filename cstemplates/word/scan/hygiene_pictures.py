"""Pictures that a screen reader, and a page without pictures, would say nothing about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import attribute, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.word.scan.hygiene_part import ReviewedPart

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_IMAGE, _SHAPE = name("v:imagedata"), name("v:shape")
_FALLBACK = name("mc:Fallback")


def pictures_without_text(part: ReviewedPart) -> Iterator[Finding]:
    """Find pictures and drawings without alternative text that are not marked as decorative.

    Yields:
        CST358 at the paragraph of each.
    """
    for properties in part.root.iter(name("wp:docPr")):
        said = properties.get("descr", "") or properties.get("title", "")
        if not said.strip() and not _is_decorative(properties):
            yield _fault(part, properties)
    for image in part.root.iter(_IMAGE):
        shape = next(image.iterancestors(_SHAPE), None)
        is_copy = next(image.iterancestors(_FALLBACK), None) is not None
        if not is_copy and (shape is None or not shape.get("alt", "").strip()):
            yield _fault(part, image)


def _is_decorative(properties: etree._Element) -> bool:
    return any(e.get("val") in {"1", "true"} for e in properties.iter(_DECORATIVE))


def _fault(part: ReviewedPart, element: etree._Element) -> Finding:
    message = _("A picture has no alternative text.")
    hint = _("Right-click the picture, View Alt Text, and say in one sentence what it shows.")
    return finding("CST358", message, part.place(element, attribute(element, "w:name")), hint)
