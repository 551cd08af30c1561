"""Rules about the package: every arrow has a target, every part is reached and typed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.word.namespaces import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.findings import Finding
    from cstemplates.word.structure.opened import Opened

_TYPES = "[Content_Types].xml"
_REFERENCE = f"{{{NAMESPACES['r']}}}"


def missing_targets(opened: Opened) -> Iterator[Finding]:
    """Find relationships to parts that are not in the file."""
    message = _("It refers to the part “{target}”, which is not in the file.")
    for source in _sources(opened):
        for relation in opened.package.relationships(source):
            if not relation.external and relation.target not in opened.package.parts:
                yield opened.part_fault(source, message.format(target=relation.target))


def orphan_parts(opened: Opened) -> Iterator[Finding]:
    """Find parts that nothing refers to; Word drops them, or calls the file damaged."""
    reached = {_TYPES, _arrows_of("")}
    waiting = [""]
    while waiting:
        for relation in opened.package.relationships(waiting.pop()):
            target = relation.target
            if not relation.external and target not in reached:
                reached |= {target, _arrows_of(target)}
                waiting.append(target)
    for part in opened.package.parts:
        if part not in reached:
            yield opened.part_fault(part, _("Nothing in the file refers to this part."))


def content_types(opened: Opened) -> Iterator[Finding]:
    """Find parts without a content type, and types of parts that are not there."""
    for part in opened.package.parts:
        # The arrows of the package itself have a name that is nothing but an extension.
        asked = "package.rels" if part == _arrows_of("") else part
        if part != _TYPES and not opened.package.content_type(asked):
            yield opened.part_fault(part, _("The part has no content type."))
    for override in opened.root(_TYPES).iterchildren("{*}Override"):
        part = override.get("PartName", "").removeprefix("/")
        if part not in opened.package.parts:
            message = _("It gives a type to the part “{part}”, which is not in the file.")
            yield opened.part_fault(_TYPES, message.format(part=part))


def unknown_relationship_ids(opened: Opened) -> Iterator[Finding]:
    """Find pictures, links, headers and the like whose relationship does not exist."""
    message = _("It uses the relationship “{key}”, which the part does not have.")
    for part, root in opened.stories.items():
        known = {relation.id for relation in opened.package.relationships(part)}
        for element in root.iter("*"):
            for attribute, key in element.attrib.items():
                if str(attribute).startswith(_REFERENCE) and key and key not in known:
                    yield opened.fault(part, element, message.format(key=key))


def _sources(opened: Opened) -> list[str]:
    return ["", *opened.package.parts]


def _arrows_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


PACKAGING_RULES = (missing_targets, orphan_parts, content_types, unknown_relationship_ids)
