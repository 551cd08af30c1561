"""Write findings into a template as Word comments, where its author will look for them."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from cstemplates.findings import DocxLocation
from cstemplates.gate import OUTPUT, TEMPLATE, open_package, parse_xml
from cstemplates.word.namespaces import NAMESPACES, WORD, name
from cstemplates.word.scan.flows import read_flows
from cstemplates.word.writer import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cstemplates.findings import Finding, Location
    from cstemplates.gate import Package, Profile
    from cstemplates.word.scan.flows import Flow

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS = f"{NAMESPACES['r']}/comments"
_AUTHOR = "cstemplates"
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Remark(NamedTuple):
    """What a comment says, a paragraph a line, and where it stands."""

    location: Location
    lines: tuple[str, ...]


def annotate(data: bytes, findings: Iterable[Finding]) -> bytes:
    """Give the same template with each finding as a comment at its paragraph or cell.

    Word has no comments in headers, footers and notes: findings there, and those about the
    whole file, stand at the first paragraph and begin with their place. Comments that are
    there already stay.

    Args:
        data: The template.
        findings: What was found in it.

    Returns:
        The template with comments; without findings, with none added.

    Raises:
        TemplateError: The file does not pass the gate.
    """
    remarks = [Remark(found.location, _lines(found)) for found in findings]
    return comment(data, remarks, profile=TEMPLATE)


def comment(data: bytes, remarks: Iterable[Remark], *, profile: Profile = OUTPUT) -> bytes:
    """Give the same file with each remark as a comment at its paragraph or cell.

    What is not about a paragraph of the body stands at the first one, as in `annotate`.

    Raises:
        TemplateError: The file does not pass the gate.
    """
    package = open_package(data, path="", profile=profile)
    main = package.main_document
    root = parse_xml(package.parts[main], path="", part=main, profile=profile)
    flows = [f for f in read_flows(root, path="", part=main) if f.paragraph is not None]
    located = [(remark, _flow_of(remark.location, flows, main)) for remark in remarks]
    notes = [(remark, flow) for remark, flow in located if flow is not None]
    if not notes:
        return data
    target = _target(package)
    comments = parse_xml(target.content, path="", part=target.part)
    for number, (remark, flow) in enumerate(notes, _first_free_id(comments)):
        comments.append(_comment(number, _words(remark, flow)))
        assert flow.paragraph is not None
        _mark(flow.paragraph, number)
    changed = {main: _written(root), target.part: _written(comments)}
    if target.is_new:
        changed |= _registered(package, target.part)
    return pack({**package.parts, **changed})


class _Target(NamedTuple):
    """The part that takes the comments."""

    part: str
    content: bytes
    is_new: bool


def _target(package: Package) -> _Target:
    main = package.main_document
    for relationship in package.relationships(main):
        if relationship.type == _COMMENTS and relationship.target in package.parts:
            part = relationship.target
            return _Target(part, package.parts[part], is_new=False)
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, name) for name in ("comments.xml", "cstComments.xml"))
    part = next(name for name in names if name not in package.parts)
    empty = etree.Element(name("w:comments"), nsmap={"w": WORD})
    return _Target(part, _written(empty), is_new=True)


def _flow_of(place: Location, flows: Sequence[Flow], main: str) -> Flow | None:
    """Find the paragraph of a place, the first one when it is none in the body."""
    first = flows[0] if flows else None
    if not isinstance(place, DocxLocation) or place.part != main:
        return first
    wanted = replace(place, path="", excerpt="")
    there = [flow for flow in flows if flow.location == wanted]
    words = [flow for flow in there if place.excerpt and place.excerpt in flow.text]
    return next(iter([*words, *there]), first)


def _lines(found: Finding) -> tuple[str, ...]:
    head = f"{found.code} {found.message}"
    return (head, found.hint) if found.hint else (head,)


def _words(remark: Remark, flow: Flow) -> list[str]:
    place = remark.location
    is_here = isinstance(place, DocxLocation) and flow.location == replace(
        place, path="", excerpt=""
    )
    head, *rest = remark.lines
    return [head if is_here else f"{place}: {head}", *rest]


def _first_free_id(comments: etree._Element) -> int:
    taken = [comment.get(name("w:id"), "") for comment in comments]
    return max((int(number) for number in taken if number.isdecimal()), default=-1) + 1


def _comment(number: int, lines: Sequence[str]) -> etree._Element:
    attributes = {
        name("w:id"): str(number),
        name("w:author"): _AUTHOR,
        name("w:initials"): "CST",
    }
    comment = etree.Element(name("w:comment"), attributes)
    for line in lines:
        paragraph = etree.SubElement(comment, name("w:p"))
        run = etree.SubElement(paragraph, name("w:r"))
        etree.SubElement(run, name("w:t")).text = line
    return comment


def _mark(paragraph: etree._Element, number: int) -> None:
    """Put a comment around everything in a paragraph."""
    identity = {name("w:id"): str(number)}
    has_properties = len(paragraph) > 0 and paragraph[0].tag == name("w:pPr")
    paragraph.insert(int(has_properties), etree.Element(name("w:commentRangeStart"), identity))
    etree.SubElement(paragraph, name("w:commentRangeEnd"), identity)
    run = etree.SubElement(paragraph, name("w:r"))
    etree.SubElement(run, name("w:commentReference"), identity)


def _registered(package: Package, part: str) -> dict[str, bytes]:
    """Tell the package about a new part with comments."""
    types = parse_xml(package.parts[_CONTENT_TYPES], path="", part=_CONTENT_TYPES)
    declared = {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE}
    etree.SubElement(types, f"{{{_TYPES_SPACE}}}Override", declared)
    folder, main = posixpath.split(package.main_document)
    rels_part = posixpath.join(folder, "_rels", f"{main}.rels")
    empty = f'<Relationships xmlns="{_RELS_SPACE}"/>'.encode()
    rels = parse_xml(package.parts.get(rels_part, empty), path="", part=rels_part)
    arrow = {"Id": "cstComments", "Type": _COMMENTS, "Target": posixpath.basename(part)}
    etree.SubElement(rels, f"{{{_RELS_SPACE}}}Relationship", arrow)
    return {_CONTENT_TYPES: _written(types), rels_part: _written(rels)}


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
