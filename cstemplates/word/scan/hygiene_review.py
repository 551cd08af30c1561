"""The looks of a template: what makes good data come out as a bad document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, TemplateError
from cstemplates.gate import parse_xml
from cstemplates.word.scan.hygiene_fonts import fonts_of_runs, fonts_of_styles
from cstemplates.word.scan.hygiene_formatting import formatted_by_hand
from cstemplates.word.scan.hygiene_paragraphs import empty_paragraphs, tags_that_leave_a_line
from cstemplates.word.scan.hygiene_part import ReviewedPart, StyleProperties
from cstemplates.word.scan.hygiene_pictures import pictures_without_text
from cstemplates.word.scan.hygiene_tables import tables_that_break
from cstemplates.word.scan.scanner import MAX_FINDINGS, excess, scanned_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.gate import Package

_RULES = (
    fonts_of_runs,
    formatted_by_hand,
    tables_that_break,
    empty_paragraphs,
    tags_that_leave_a_line,
    pictures_without_text,
)


def review_looks(package: Package) -> tuple[Finding, ...]:
    """Find what would spoil the look of the documents made from a template.

    Fonts, formatting by hand, tables over pages, spacing and pictures are judged in the
    document, its headers, footers and notes. Parts that cannot be read, and texts beyond all
    measure, are left to the scan.

    Args:
        package: A package that came through the gate.

    Returns:
        CST339 and CST350 to CST358, in the order of the document.
    """
    if excess(package):
        return ()
    sheet = _style_sheet(package)
    root = _root(package, sheet) if sheet else None
    styles = StyleProperties(root)
    parts = list(_parts(package, styles))
    findings = [found for part in parts for rule in _RULES for found in rule(part)]
    if root is not None:
        findings += fonts_of_styles(parts, styles, DocxLocation(package.path, sheet))
    return tuple(
        sorted(dict.fromkeys(findings), key=lambda f: f.location.sort_key())[:MAX_FINDINGS]
    )


def _parts(package: Package, styles: StyleProperties) -> Iterator[ReviewedPart]:
    for part in scanned_parts(package):
        root = _root(package, part)
        if root is not None:
            whole = DocxLocation(package.path, part)
            yield ReviewedPart(root, whole, styles, is_main=part == package.main_document)


def _style_sheet(package: Package) -> str:
    related = package.relationships(package.main_document)
    found = (r.target for r in related if r.type.endswith("/styles"))
    return next((part for part in found if part in package.parts), "")


def _root(package: Package, part: str) -> etree._Element | None:
    try:
        return parse_xml(package.parts[part], path=package.path, part=part)
    except TemplateError:
        return None
