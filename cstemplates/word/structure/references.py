"""Rules about styles and lists: what is used exists, and the defaults are Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.word.namespaces import attribute, child, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.findings import Finding
    from cstemplates.word.structure.opened import Opened

_RUN_DEFAULTS = "w:docDefaults/w:rPrDefault/w:rPr"


def unknown_styles(opened: Opened) -> Iterator[Finding]:
    """Find paragraphs, runs and tables of a style that does not exist."""
    message = _("The style “{style}” is used and does not exist.")
    for part, element in opened.each("w:pStyle", "w:rStyle", "w:tblStyle"):
        style = attribute(element, "w:val")
        if not opened.styles.has(style):
            yield opened.fault(part, element, message.format(style=style))
    part = opened.related("styles")
    tags = [name(tag) for tag in ("w:basedOn", "w:next", "w:link")]
    for element in opened.root(part).iter(*tags) if part else ():
        style = attribute(element, "w:val")
        if not opened.styles.has(style):
            yield opened.part_fault(part, message.format(style=style))


def unknown_lists(opened: Opened) -> Iterator[Finding]:
    """Find paragraphs and styles of a list that does not exist."""
    message = _("The list {list} is used and does not exist.")
    for part, element in opened.each("w:numId"):
        if not opened.numbering.has(attribute(element, "w:val")):
            yield opened.fault(part, element, message.format(list=attribute(element, "w:val")))
    part = opened.related("styles")
    for element in opened.root(part).iter(name("w:numId")) if part else ():
        if not opened.numbering.has(attribute(element, "w:val")):
            yield opened.part_fault(part, message.format(list=attribute(element, "w:val")))


def chinese_defaults(opened: Opened) -> Iterator[Finding]:
    """Find a file whose defaults would print Chinese text in Japanese or Latin faces."""
    part = opened.related("styles")
    defaults = child(opened.root(part), _RUN_DEFAULTS) if part else None
    fonts = child(defaults, "w:rFonts")
    if fonts is None or not (attribute(fonts, "w:eastAsia") or attribute(fonts, "w:eastAsiaTheme")):
        yield opened.part_fault(part, _("The defaults name no font for Chinese text."))
    language = child(defaults, "w:lang")
    if language is None or attribute(language, "w:eastAsia") != "zh-CN":
        message = _("The defaults do not say that the text is Chinese (zh-CN).")
        yield opened.part_fault(part, message)


REFERENCE_RULES = (unknown_styles, unknown_lists, chinese_defaults)
