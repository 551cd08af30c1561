"""Formatting by hand that goes against the style of its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _, listed
from cstemplates.word.namespaces import attribute, child, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from cstemplates.word.scan.hygiene_part import ReviewedPart

_OF_PARAGRAPH = ("spacing", "ind", "jc", "shd", "pBdr", "tabs", "outlineLvl")
_OF_RUN = (
    "rFonts", "sz", "color", "highlight", "b", "i", "u", "strike", "shd", "bdr", "spacing",
)  # fmt: skip
_SWITCHES = frozenset({"b", "i", "strike"})
_OFF = frozenset({"", "0", "false", "off", "none", "auto", "left", "start", "clear"})
_OF_NO_WEIGHT = frozenset({"hint", "cs", "beforeLines", "afterLines", "rsid", "csTheme"})
_WRITTEN = (name("w:t"), name("w:tab"))
_CHECK_BOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"


def formatted_by_hand(part: ReviewedPart) -> Iterator[Finding]:
    """Find paragraphs whose look does not come from styles alone.

    What repeats the style is no fault: LibreOffice and WPS write much of it twice.

    Yields:
        CST352, at most once a paragraph, with all that was set.
    """
    for flow in part.flows:
        paragraph = flow.paragraph
        if paragraph is None or part.is_mark(paragraph):
            continue
        style = part.style_of(paragraph)
        kinds = list(_of_paragraph(part, paragraph, style))
        first: etree._Element = paragraph
        for run in part.runs(paragraph):
            found = list(_of_run(part, run, style))
            first = run if found and not kinds else first
            kinds += found
        if kinds:
            yield _fault(part, first, list(dict.fromkeys(kinds)))


def _fault(part: ReviewedPart, element: etree._Element, kinds: list[str]) -> Finding:
    text = "".join(t.text or "" for t in element.iter(name("w:t")))
    message = _("Formatted by hand instead of by a style: {what}.").format(what=listed(kinds))
    hint = _(
        "Select the paragraph, press Ctrl+Space and Ctrl+Q, then give it a style of the house."
    )
    return finding("CST352", message, part.place(element, text), hint)


def _of_paragraph(part: ReviewedPart, paragraph: etree._Element, style: str) -> Iterator[str]:
    levels = list(part.styles.levels("pPr", style))
    own = child(paragraph, "w:pPr")
    for tag in _OF_PARAGRAPH:
        if _is_against(own, levels, tag):
            yield _words()[tag]


def _of_run(part: ReviewedPart, run: etree._Element, style: str) -> Iterator[str]:
    own = child(run, "w:rPr")
    if own is None or not any(e.tag in _WRITTEN for e in run) or _is_check_box(run):
        return
    character = child(own, "w:rStyle")
    styles = (style,) if character is None else (attribute(character, "w:val"), style)
    levels = list(part.styles.levels("rPr", *styles))
    for tag in _OF_RUN:
        if _is_against(own, levels, tag):
            yield _("character spacing") if tag == "spacing" else _words()[tag]


def _is_against(own: etree._Element | None, levels: list[etree._Element], tag: str) -> bool:
    element = child(own, f"w:{tag}")
    if element is None:
        return False
    said = [_said(found) for level in levels if (found := child(level, f"w:{tag}")) is not None]
    if len(element):
        return not any(found.tag == element.tag for level in levels for found in level)
    return any(_inherited(said, key) != text for key, text in _said(element).items())


def _inherited(said: Sequence[Mapping[str, str]], key: str) -> str:
    return next((one[key] for one in said if key in one), "")


def _said(element: etree._Element) -> dict[str, str]:
    """Read the attributes of a property, with one word for all ways to say nothing."""
    tag = str(element.tag).rpartition("}")[2]
    said = {str(key).rpartition("}")[2]: str(text) for key, text in element.items()}
    if tag in _SWITCHES:
        said = {"val": said.get("val", "1")}
        said["val"] = "0" if said["val"] in _OFF else "1"
    kept = {key: text for key, text in said.items() if key not in _OF_NO_WEIGHT}
    return {key: "" if text in _OFF else text for key, text in kept.items()}


def _is_check_box(run: etree._Element) -> bool:
    """Tell whether a run is the sign of a check box, for which Word sets a font of its own."""
    controls = run.iterancestors(name("w:sdt"))
    return any(child(c, "w:sdtPr") is not None and _has_box(c) for c in controls)


def _has_box(control: etree._Element) -> bool:
    properties = child(control, "w:sdtPr")
    return properties is not None and properties.find(_CHECK_BOX) is not None


def _words() -> dict[str, str]:
    """Return what people call each property, in the language of the moment."""
    return {
        "spacing": _("spacing"),
        "ind": _("indent"),
        "jc": _("alignment"),
        "tabs": _("tab stops"),
        "outlineLvl": _("outline level"),
        "rFonts": _("font"),
        "sz": _("size"),
        "color": _("colour"),
        "highlight": _("colour"),
        "b": _("bold"),
        "i": _("italic"),
        "u": _("underline"),
        "strike": _("strikethrough"),
        "shd": _("borders and shading"),
        "bdr": _("borders and shading"),
        "pBdr": _("borders and shading"),
    }
