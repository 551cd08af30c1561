"""Fonts and languages that Chinese text needs and a template does not name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import attribute, child, name, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from cstemplates.word.scan.hygiene_part import ReviewedPart, StyleProperties

_LATIN = ("w:ascii", "w:hAnsi", "w:asciiTheme", "w:hAnsiTheme")
_EAST_ASIAN = ("w:eastAsia", "w:eastAsiaTheme")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef{]")
_NAMED = (name("w:pStyle"), name("w:rStyle"))


def fonts_of_styles(
    parts: Sequence[ReviewedPart], styles: StyleProperties, place: DocxLocation
) -> Iterator[Finding]:
    """Find defaults and used styles without a font or a language for Chinese.

    Args:
        parts: The parts whose styles are in use.
        styles: The styles of the main document.
        place: The place of the style sheet.

    Yields:
        CST350 and CST351, at most one of each for the defaults and a style.
    """
    yield from _defaults(styles.defaults("rPr"), place)
    for style_id in _in_use(parts, styles):
        properties = child(styles.find(style_id), "w:rPr")
        shown = value(styles.find(style_id), "w:name", style_id)
        at = DocxLocation(place.path, place.part, excerpt=shown)
        if _is_latin_only(properties):
            message = _("The style “{style}” names a Latin font and none for Chinese.")
            yield _without_font(message.format(style=shown), at)
        yield from _foreign(properties, at)


def fonts_of_runs(part: ReviewedPart) -> Iterator[Finding]:
    """Find Chinese text whose own font or language is not for Chinese.

    Yields:
        CST350 and CST351, each at most once a paragraph.
    """
    for flow in part.flows:
        seen: set[str] = set()
        for run in part.runs(flow.paragraph):
            text = "".join(t.text or "" for t in run.iterchildren(name("w:t")))
            for found in _faults_of_run(part, run, text):
                if found.code not in seen:
                    seen.add(found.code)
                    yield found


def _faults_of_run(part: ReviewedPart, run: etree._Element, text: str) -> Iterator[Finding]:
    if not _CHINESE.search(text):
        return
    properties = child(run, "w:rPr")
    if _is_latin_only(properties):
        message = _("The text names a Latin font and none for Chinese.")
        yield _without_font(message, part.place(run, text))
    yield from _foreign(properties, part.place(run, text))


def _defaults(properties: etree._Element | None, place: DocxLocation) -> Iterator[Finding]:
    fonts = child(properties, "w:rFonts")
    if fonts is None or not any(attribute(fonts, key) for key in _EAST_ASIAN):
        yield _without_font(_("The document names no font for Chinese."), place)
    if not attribute_of(properties, "w:lang", "w:eastAsia"):
        message = _("The document does not say that its text is Chinese.")
        yield finding("CST351", message, place, _language_hint())
    yield from _foreign(properties, place)


def attribute_of(properties: etree._Element | None, tag: str, key: str) -> str:
    """Read an attribute of a property; empty where either is missing."""
    found = child(properties, tag)
    return "" if found is None else attribute(found, key)


def _in_use(parts: Sequence[ReviewedPart], styles: StyleProperties) -> list[str]:
    """List the styles in use and those they are based on, in the order they are met."""
    named = [styles.sheet.default("paragraph")]
    named += [attribute(e, "w:val") for part in parts for e in part.root.iter(*_NAMED)]
    chains = [styles.sheet.lineage(style_id) for style_id in dict.fromkeys(named)]
    return list(dict.fromkeys(style_id for chain in chains for style_id in chain))


def _is_latin_only(properties: etree._Element | None) -> bool:
    fonts = child(properties, "w:rFonts")
    if fonts is None:
        return False
    has_latin = any(attribute(fonts, key) for key in _LATIN)
    return has_latin and not any(attribute(fonts, key) for key in _EAST_ASIAN)


def _foreign(properties: etree._Element | None, place: DocxLocation) -> Iterator[Finding]:
    language = attribute_of(properties, "w:lang", "w:eastAsia")
    if language and not language.lower().startswith("zh"):
        message = _("The text is marked as “{language}” instead of Chinese.")
        yield finding("CST351", message.format(language=language), place, _language_hint())


def _without_font(message: str, place: DocxLocation) -> Finding:
    hint = _("Home › Font › choose the font for Asian text, such as 宋体; best in the style.")
    return finding("CST350", message, place, hint)


def _language_hint() -> str:
    return _("Select all (Ctrl+A), Review › Language › Set Proofing Language › Chinese (PRC).")
