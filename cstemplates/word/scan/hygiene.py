"""What a person left in a template and no document should carry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import name
from cstemplates.word.style_sheet import list_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from cstemplates.word.scan.flows import Flow
    from cstemplates.word.style_sheet import StyleSheet

_PARAGRAPH, _RUN, _TEXT = name("w:p"), name("w:r"), name("w:t")
_PROPERTIES, _NUMBERING, _STYLE = name("w:pPr"), name("w:numPr"), name("w:pStyle")
_VALUE = name("w:val")
_OFF = frozenset({"0", "false", "off"})
_CHANGES = tuple(
    name(f"w:{tag}")
    for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange")
)
_EXCERPT = 20


def left_behind(
    root: etree._Element, flows: Sequence[Flow], *, whole: DocxLocation, styles: StyleSheet | None
) -> Iterator[Finding]:
    """Find numbering by hand, comments, tracked changes and hidden text.

    Args:
        root: The part.
        flows: Its texts with their places.
        whole: The place of the part.
        styles: The styles of the main document, whose numbering comes from styles only;
            None for other parts.

    Yields:
        CST341 to CST344, each at most once a paragraph.
    """
    places = {flow.paragraph: flow for flow in flows if flow.paragraph is not None}
    if styles is not None:
        yield from _numbered(flows, styles)
    seen: set[tuple[str, etree._Element | None]] = set()
    for code, element in _traces(root):
        paragraph = next(element.iterancestors(_PARAGRAPH), None)
        if (code, paragraph) not in seen:
            seen.add((code, paragraph))
            flow = places.get(paragraph) if paragraph is not None else None
            place = _place(flow, element) if flow else whole
            message, hint = _words(code)
            yield finding(code, message, place, hint)


def _numbered(flows: Sequence[Flow], styles: StyleSheet) -> Iterator[Finding]:
    for flow in flows:
        properties = None if flow.paragraph is None else flow.paragraph.find(_PROPERTIES)
        if properties is None or properties.find(_NUMBERING) is None:
            continue
        direct = list_place(properties)
        style = _value_of(properties.find(_STYLE))
        # LibreOffice repeats the numbering of the style at every paragraph.
        if direct.list_id != "0" and direct != styles.list_place(style):
            message, hint = _words("CST341")
            place = replace(flow.location, excerpt=flow.text[:_EXCERPT])
            yield finding("CST341", message, place, hint)


def _value_of(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VALUE, "")


def _traces(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    comment, hidden = name("w:commentReference"), name("w:vanish")
    for element in root.iter(comment, hidden, *_CHANGES):
        if element.tag == comment:
            yield "CST342", element
        elif element.tag != hidden:
            yield "CST343", element
        elif _hides_text(element):
            yield "CST344", element


def _hides_text(vanish: etree._Element) -> bool:
    properties = vanish.getparent()
    run = properties.getparent() if properties is not None else None
    is_on = vanish.get(_VALUE, "1") not in _OFF
    return is_on and run is not None and run.tag == _RUN and bool(run.findtext(_TEXT))


def _place(flow: Flow, element: etree._Element) -> DocxLocation:
    run = next(element.iterancestors(_RUN), None)
    text = (run.findtext(_TEXT) if run is not None else "") or flow.text
    return replace(flow.location, excerpt=text[:_EXCERPT])


def _words(code: str) -> tuple[str, str]:
    match code:
        case "CST341":
            return (
                _("The paragraph is numbered by hand instead of by its style."),
                _("Give it a heading or clause style of the house and remove the numbering."),
            )
        case "CST342":
            return _("A comment is left in the template."), _("Review › Delete all comments.")
        case "CST343":
            return (
                _("A tracked change is left in the template."),
                _("Review › Accept or reject all changes, then turn tracking off."),
            )
        case _:
            return (
                _("Hidden text is left in the template."),
                _("Show it (Ctrl+Shift+8) and delete it, or make it visible."),
            )
