"""Scan a template: every tag with its place, everything that is wrong, all data it needs."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, TemplateError, finding
from cstemplates.gate import MIB, parse_xml
from cstemplates.messages import _
from cstemplates.word.scan.blocks import BlockReader
from cstemplates.word.scan.controls import unfit_controls
from cstemplates.word.scan.flows import read_flows
from cstemplates.word.scan.hygiene import left_behind
from cstemplates.word.scan.placed import Placed
from cstemplates.word.scan.placement import misplaced
from cstemplates.word.style_sheet import StyleSheet
from cstemplates.word.tags import Mark, Tag, find_marks, full_width_signs, made_narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cstemplates.gate import Package
    from cstemplates.word.fields import FieldUse
    from cstemplates.word.scan.flows import Flow
    from cstemplates.word.tags import Stray

MAX_TAGS = 4_000
MAX_TEXT_BYTES = 8 * MIB
# An element with an end tag has two brackets; a hundred pages full of tables have fewer.
MAX_BRACKETS = 240_000
MAX_FINDINGS = 500
_SCANNED = frozenset({"header", "footer", "footnotes", "endnotes"})


@dataclass(frozen=True, slots=True)
class Scan:
    """What a template holds.

    Attributes:
        tags: Every tag in the order of the document, part after part.
        findings: Everything that is wrong; empty when the template can be compiled.
        fields: Every use of data.
    """

    tags: tuple[Tag, ...] = ()
    findings: tuple[Finding, ...] = ()
    fields: tuple[FieldUse, ...] = ()


def scan(package: Package) -> Scan:
    """Find all tags of a template, and everything wrong with them, without running any.

    The main document, headers, footers and notes are read, the same parts that docxtpl
    renders. Nothing is raised; what stops a later step is among the findings.

    Args:
        package: A package that came through the gate.

    Returns:
        Tags, findings and uses of data.
    """
    if found := excess(package):
        return Scan(findings=(found,))
    parts = [_scan_part(package, part) for part in scanned_parts(package)]
    findings = [found for part in parts for found in part.findings]
    return Scan(
        tuple(tag for part in parts for tag in part.tags),
        tuple(dict.fromkeys(findings))[:MAX_FINDINGS],
        tuple(dict.fromkeys(use for part in parts for use in part.fields)),
    )


def excess(package: Package) -> Finding | None:
    """Find a template whose text alone would take too much time and memory to judge."""
    contents = [package.parts[part] for part in scanned_parts(package)]
    if sum(content.count(b"<") for content in contents) > MAX_BRACKETS:
        message = _("The document has more XML elements than a template needs.")
    elif sum(map(len, contents)) > MAX_TEXT_BYTES:
        message = _("The text of the document takes more than {limit} MB.")
        message = message.format(limit=MAX_TEXT_BYTES // MIB)
    else:
        return None
    return finding("CST308", message, DocxLocation(package.path))


def scanned_parts(package: Package) -> list[str]:
    """List the parts that may hold tags, the main document first."""
    main = package.main_document
    related = [
        relationship.target
        for relationship in package.relationships(main)
        if relationship.type.rpartition("/")[2] in _SCANNED and not relationship.external
    ]
    return [main, *(part for part in dict.fromkeys(related) if part in package.parts)]


def _scan_part(package: Package, part: str) -> Scan:
    try:
        root = parse_xml(package.parts[part], path=package.path, part=part)
    except TemplateError as error:
        return Scan(findings=tuple(error.report))
    whole = DocxLocation(package.path, part)
    flows = read_flows(root, path=package.path, part=part)
    tags, findings = _tags(flows)
    if len(tags) > MAX_TAGS:
        message = _("The template has more than {limit} tags.").format(limit=MAX_TAGS)
        return Scan(findings=(finding("CST308", message, whole),))
    findings.extend(misplaced(tags))
    reader = BlockReader()
    for tag in tags:
        _read(tag, reader)
    reader.finish()
    findings.extend(reader.findings)
    in_body = part == package.main_document
    findings.extend(unfit_controls(root, flows, whole=whole, in_body=in_body))
    styles = _styles(package) if in_body else None
    findings.extend(left_behind(root, flows, whole=whole, styles=styles))
    return Scan(tuple(map(_public, tags)), tuple(findings), tuple(reader.fields))


def _styles(package: Package) -> StyleSheet:
    """Read the styles of the main document; without them nothing is numbered by a style."""
    for relationship in package.relationships(package.main_document):
        part = relationship.target
        if relationship.type.endswith("/styles") and part in package.parts:
            with contextlib.suppress(TemplateError):
                return StyleSheet(parse_xml(package.parts[part], path=package.path, part=part))
    return StyleSheet(None)


def _read(tag: Placed, reader: BlockReader) -> None:
    """Read a tag; with full-width signs in it, as what was meant, and say only that."""
    mistyped = list(_mistyped(tag))
    if not mistyped:
        reader.read(tag)
        return
    before = len(reader.findings)
    meant = replace(tag.mark, source=made_narrow(tag.mark.source))
    reader.read(Placed(meant, tag.flow, tag.location))
    others = [f for f in reader.findings[before:] if f.code not in {"CST331", "CST332"}]
    reader.findings[before:] = [*mistyped, *others]


def _public(tag: Placed) -> Tag:
    return Tag(tag.mark.kind, tag.mark.scope, tag.mark.source, tag.location)


def _tags(flows: Sequence[Flow]) -> tuple[list[Placed], list[Finding]]:
    tags: list[Placed] = []
    findings: list[Finding] = list(_torn(flows))
    for flow in flows:
        text = flow.text
        for found in find_marks(text):
            if isinstance(found, Mark):
                tags.append(Placed(found, flow, flow.place(text, found.start, found.end)))
            elif len(findings) < MAX_FINDINGS:
                findings.append(_stray(found, flow, text))
            if len(tags) > MAX_TAGS:
                return tags, findings
    tags.sort(key=lambda tag: tag.order)
    return tags, findings


def _torn(flows: Sequence[Flow]) -> Iterator[Finding]:
    """Find delimiters torn apart by the end of a paragraph, which docxtpl would join."""
    written = sorted((f for f in flows if f.length), key=lambda f: f.orders[0])
    for flow, following in pairwise(written):
        first = following.pieces[0]
        if flow.pieces[-1].endswith(("{", "｛")) and first.startswith(("{", "%", "#", "｛", "％")):
            text = flow.text
            message = _("The tag begins in one paragraph and goes on in the next.")
            yield finding("CST330", message, flow.place(text, len(text) - 1, len(text)))


def _stray(stray: Stray, flow: Flow, text: str) -> Finding:
    place = flow.place(text, stray.start, stray.start + 20)
    if stray.is_full_width:
        return _full_width(stray.delimiter, place)
    if stray.opens:
        message = _("The tag “{sign}” is not closed in its paragraph.")
        hint = _("Close it with “{sign}” before the paragraph ends.")
        closer = {"{{": "}}", "{%": "%}", "{#": "#}"}[stray.delimiter]
        return finding(
            "CST330",
            message.replace("{sign}", stray.delimiter),
            place,
            hint.replace("{sign}", closer),
        )
    message = _("“{sign}” closes a tag that was never opened.").replace("{sign}", stray.delimiter)
    return finding("CST330", message, place, _("Remove it, or type the beginning of the tag."))


def _full_width(typed: str, place: DocxLocation) -> Finding:
    narrow = typed.translate(str.maketrans("｛｝％＃", "{}%#"))
    message = _("“{sign}” is written with full-width characters.").replace("{sign}", typed)
    hint = _("Type “{sign}” instead.").replace("{sign}", narrow)
    return finding("CST331", message, place, hint)


def _mistyped(tag: Placed) -> Iterator[Finding]:
    for delimiter in tag.mark.typed:
        yield _full_width(delimiter, tag.location)
    if tag.mark.kind != "comment":
        for sign, meant in full_width_signs(tag.mark.source).items():
            message = _("The tag has the full-width character “{sign}”.").replace("{sign}", sign)
            hint = _("Type “{sign}” instead.").replace("{sign}", meant)
            yield finding("CST331", message, tag.location, hint)
