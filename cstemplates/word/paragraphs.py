"""The paragraphs of a Word file one by one: where each stands and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation
from cstemplates.gate import OUTPUT, open_package, parse_xml
from cstemplates.word.namespaces import value
from cstemplates.word.scan.flows import read_flows
from cstemplates.word.style_sheet import StyleSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.gate import Package
    from cstemplates.word.scan.flows import Flow

_STORIES = (".main+xml", ".header+xml", ".footer+xml", ".footnotes+xml", ".endnotes+xml")
_PROPERTIES = ("/core-properties", "/extended-properties")
_SHOWN_PROPERTIES = frozenset({"title", "subject", "creator", "company"})


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph with words, or a property of the file.

    Attributes:
        location: Its place, without path and excerpt; of a property only the part.
        text: What its runs say, without tabs and breaks.
        heading: The last heading above it; of a property, its name.
    """

    location: DocxLocation
    text: str
    heading: str = ""


def read_paragraphs(data: bytes, *, path: str = "") -> list[ReadParagraph]:
    """Read the paragraphs of all stories of a file, the body first, then its properties.

    Raises:
        TemplateError: The gate refuses the file.
    """
    package = open_package(data, path=path, profile=OUTPUT)
    main = package.main_document
    styles = _styles(package)
    parts = [p for p in package.parts if package.content_type(p).endswith(_STORIES)]
    found: list[ReadParagraph] = []
    for part in sorted(parts, key=lambda name: (name != main, name)):
        found += _story(package, part, styles)
    return [*found, *_properties(package)]


def _styles(package: Package) -> StyleSheet:
    for relation in package.relationships(package.main_document):
        if relation.type.endswith("/styles") and relation.target in package.parts:
            part = relation.target
            return StyleSheet(parse_xml(package.parts[part], path="", part=part, profile=OUTPUT))
    return StyleSheet(None)


def _story(package: Package, part: str, styles: StyleSheet) -> Iterator[ReadParagraph]:
    root = parse_xml(package.parts[part], path=package.path, part=part, profile=OUTPUT)
    heading = ""
    for flow in read_flows(root, path="", part=part):
        if flow.paragraph is None or not flow.text:
            continue
        if _is_heading(flow, styles):
            heading = flow.text
        yield ReadParagraph(flow.location, flow.text, heading)


def _is_heading(flow: Flow, styles: StyleSheet) -> bool:
    assert flow.paragraph is not None
    style = value(flow.paragraph, "w:pPr/w:pStyle")
    return bool(style) and styles.outline_level(style) is not None


def _properties(package: Package) -> Iterator[ReadParagraph]:
    for relation in package.relationships():
        part = relation.target
        if not relation.type.endswith(_PROPERTIES) or part not in package.parts:
            continue
        for element in parse_xml(package.parts[part], path="", part=part, profile=OUTPUT):
            name = str(element.tag).rpartition("}")[2].lower()
            if name in _SHOWN_PROPERTIES and element.text:
                yield ReadParagraph(DocxLocation("", part), element.text, name)
