"""Find the slots of a document and put into each what was given for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from cstemplates.gate import OUTPUT, parse_xml
from cstemplates.word.finishing.including import included_blocks
from cstemplates.word.namespaces import attribute, child, name, number, value
from cstemplates.word.slots import FlowChart, Included, OrgChart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from cstemplates.word.finishing.manuscript import Manuscript
    from cstemplates.word.slots import Slot

PREFIX = "cst:"
CONTENTS = "toc"
KINDS = ("org-chart", "flow", "include", CONTENTS)
_CONTROL, _SECTION = name("w:sdt"), name("w:sectPr")
_TWIPS_PER_MM = 1440 / 25.4
# A chart shares its page with a heading above and a caption below.
_BESIDES_MM = 40.0


_FIGURE, _FIGURE_TEXT = "图", "表格正文居中"


class _Room(TypedDict):
    """What a chart is told about the page it stands on."""

    width_mm: float
    height_mm: float
    style_id: str
    text_style_id: str


def slot_of(control: etree._Element) -> str | None:
    """Return the slot a content control stands for, such as ``flow:id``; None for others."""
    tag = value(child(control, "w:sdtPr"), "w:tag")
    return tag.removeprefix(PREFIX) if tag.startswith(PREFIX) else None


def slots_in(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the controls that are slots, with the slot's name."""
    for control in list(root.iter(_CONTROL)):
        slot = slot_of(control)
        if slot is not None:
            yield control, slot


def fill_slots(manuscript: Manuscript, slots: Mapping[str, Slot]) -> None:
    """Replace every slot but the contents by its content; one without content vanishes.

    Raises:
        RenderError: A document to be included does not fit.
    """
    # From the last to the first, so that what will follow a slot is there already.
    for control, slot in reversed(list(slots_in(manuscript.body))):
        if slot != CONTENTS:
            content = slots.get(slot)
            replace(control, _blocks(manuscript, control, content) if content else ())


def replace(control: etree._Element, blocks: Sequence[etree._Element]) -> None:
    """Put blocks in the place of a control."""
    parent = control.getparent()
    assert parent is not None
    position = parent.index(control)
    parent.remove(control)
    for offset, block in enumerate(blocks):
        parent.insert(position + offset, block)


def _blocks(manuscript: Manuscript, control: etree._Element, content: Slot) -> list[etree._Element]:
    match content:
        case Included():
            return included_blocks(manuscript, content, control.getnext())
        case OrgChart():
            from cstemplates.word.drawing import org_chart_pages  # noqa: PLC0415  (few need it)

            pages = org_chart_pages(content, **_room(manuscript, control))
        case FlowChart():
            from cstemplates.word.drawing import flow_chart_pages  # noqa: PLC0415  (few need it)

            pages = flow_chart_pages(content, **_room(manuscript, control))
    return [_tree(manuscript, page) for page in pages]


def _tree(manuscript: Manuscript, page: bytes) -> etree._Element:
    return parse_xml(page, path=manuscript.path, part=manuscript.assembly.main, profile=OUTPUT)


def _room(manuscript: Manuscript, control: etree._Element) -> _Room:
    """Measure the text of the page a slot stands on, and name the styles of a chart."""
    following = (found for e in control.itersiblings() for found in e.iter(_SECTION))
    section = next(following, None)
    size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")

    def left(whole: str, *sides: str) -> float:
        if size is None or margins is None:
            return 0.0
        taken = sum(abs(number(attribute(margins, side))) for side in sides)
        return (number(attribute(size, whole)) - taken) / _TWIPS_PER_MM

    plain = manuscript.sheets.styles.default("paragraph")
    return {
        "width_mm": round(left("w:w", "w:left", "w:right", "w:gutter"), 1),
        "height_mm": round(left("w:h", "w:top", "w:bottom") - _BESIDES_MM, 1),
        "style_id": manuscript.style_id(_FIGURE) or plain,
        "text_style_id": manuscript.style_id(_FIGURE_TEXT) or plain,
    }
