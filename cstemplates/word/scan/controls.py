"""Content controls of a template: slots that can be filled, tags that can be read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.messages import _, listed
from cstemplates.word.finishing.controls import MAX_TAG
from cstemplates.word.finishing.placing import KINDS, slot_of
from cstemplates.word.namespaces import child, name, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from cstemplates.word.scan.flows import Flow

_BODY, _CONTROL, _PARAGRAPH = name("w:body"), name("w:sdt"), name("w:p")
_COMPUTED = re.compile(r"\{\{.*?\}\}")
_ALONE = frozenset({"toc"})


def unfit_controls(
    root: etree._Element, flows: Sequence[Flow], *, whole: DocxLocation, in_body: bool
) -> Iterator[Finding]:
    """Find slots that nothing could fill, and tags that are too long for Word.

    Args:
        root: The part.
        flows: Its texts with their places.
        whole: The place of the part.
        in_body: Whether the part is the main one, the only one with slots.

    Yields:
        CST360 to CST362 at the control.
    """
    places = {flow.paragraph: flow.location for flow in flows if flow.paragraph is not None}
    for control in root.iter(_CONTROL):
        place = _place(control, places, whole)
        yield from _long_tag(control, place)
        slot = slot_of(control)
        if slot is not None:
            yield from _unfit_slot(control, slot, place, in_body=in_body)


def _long_tag(control: etree._Element, place: DocxLocation) -> Iterator[Finding]:
    tag = value(child(control, "w:sdtPr"), "w:tag")
    if len(_COMPUTED.sub("", tag)) > MAX_TAG:
        message = _("The tag of a control is longer than {limit} characters: {tag}")
        hint = _("Shorten the id it is made from.")
        yield finding("CST362", message.format(limit=MAX_TAG, tag=tag), place, hint)


def _unfit_slot(
    control: etree._Element, slot: str, place: DocxLocation, *, in_body: bool
) -> Iterator[Finding]:
    kind, colon, _rest = slot.partition(":")
    if kind not in KINDS or (colon and kind in _ALONE):
        message = _("The slot “{slot}” is not known.").format(slot=slot)
        hint = _("These are known: {known}.").format(known=listed(KINDS))
        yield finding("CST360", message, place, hint)
    parent = control.getparent()
    if not in_body or parent is None or parent.tag != _BODY:
        message = _("The slot “{slot}” does not stand between the paragraphs of the text.")
        hint = _("Move the control out of the table, the header or the paragraph around it.")
        yield finding("CST361", message.format(slot=slot), place, hint)


def _place(
    control: etree._Element, places: dict[etree._Element, DocxLocation], whole: DocxLocation
) -> DocxLocation:
    around = next(control.iterancestors(_PARAGRAPH), None)
    paragraph = next(control.iter(_PARAGRAPH), None) if around is None else around
    return whole if paragraph is None else places.get(paragraph, whole)
