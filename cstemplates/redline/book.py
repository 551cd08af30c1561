"""The parts of a Word file by what they are to the document, and the ones that change."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.gate import OUTPUT, open_package, parse_xml
from cstemplates.redline.settle import settle
from cstemplates.word.namespaces import NAMESPACES
from cstemplates.word.writer import pack

if TYPE_CHECKING:
    from cstemplates.gate import Relationship

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = NAMESPACES["r"]


class Book:
    """A Word file that has passed the gate, each part parsed once and read as accepted.

    Raises:
        TemplateError: The gate refuses the file.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self._package = open_package(data, path=path, profile=OUTPUT)
        self._path = path
        self._roots: dict[str, etree._Element] = {}
        self._added: dict[str, bytes] = {}
        self._changed: set[str] = set()

    @property
    def main(self) -> str:
        """The part that holds the document."""
        return self._package.main_document

    def root(self, part: str) -> etree._Element:
        """Return the root of a part; changes that it tracks are accepted."""
        if part not in self._roots:
            root = parse_xml(self.data(part), path=self._path, part=part, profile=OUTPUT)
            settle(root)
            self._roots[part] = root
        return self._roots[part]

    def data(self, part: str) -> bytes:
        """Return the bytes of a part as it came."""
        return self._added[part] if part in self._added else self._package.parts[part]

    def content_type(self, part: str) -> str:
        """Return what a part declares to be."""
        return self._package.content_type(part)

    def related(self, kind: str, part: str = "") -> str:
        """Return the part that is another's (the document's) ``styles`` and so on, or nothing."""
        for relation in self.relations(part or self.main):
            if relation.type.endswith(f"/{kind}") and relation.target in self._package.parts:
                return relation.target
        return ""

    def relations(self, part: str) -> tuple[Relationship, ...]:
        """List what a part refers to, as the file came."""
        return self._package.relationships(part)

    def relation(self, part: str, identity: str) -> Relationship | None:
        """Find what a part refers to by an id."""
        return next((r for r in self.relations(part) if r.id == identity), None)

    def change(self, part: str) -> etree._Element:
        """Return the root of a part that is going to be changed."""
        self._changed.add(part)
        return self.root(part)

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Let a part refer to another part, or to something outside, and return the id."""
        folder, base = posixpath.split(part)
        held = posixpath.join(folder, "_rels", f"{base}.rels")
        if held not in self._roots and held not in self._package.parts:
            self._added[held] = f'<Relationships xmlns="{_RELS_SPACE}"/>'.encode()
        rels = self.change(held)
        shown = target if external else f"/{target}"
        full = kind if ":" in kind else f"{_KINDS}/{kind}"
        taken = set()
        for row in rels:
            if row.get("Target") == shown and row.get("Type") == full:
                return row.get("Id", "")
            taken.add(row.get("Id"))
        identity = next(i for n in range(1, len(taken) + 2) if (i := f"cst{n}") not in taken)
        attributes = {"Id": identity, "Type": full, "Target": shown}
        if external:
            attributes["TargetMode"] = "External"
        etree.SubElement(rels, f"{{{_RELS_SPACE}}}Relationship", attributes)
        return identity

    def add(self, wanted: str, data: bytes, content_type: str) -> str:
        """Add a part and return its name; a part with this content is not added twice."""
        stem, suffix = posixpath.splitext(wanted)
        part, count = wanted, 1
        while part in self._package.parts or part in self._added:
            if self.data(part) == data:
                return part
            count += 1
            part = f"{stem}-{count}{suffix}"
        self._added[part] = data
        types = self.change(_TYPES)
        declared = {"PartName": f"/{part}", "ContentType": content_type}
        etree.SubElement(types, f"{{{_TYPES_SPACE}}}Override", declared)
        return part

    def written(self) -> bytes:
        """Write the file with all changes; parts without one keep their bytes."""
        changed = {part: _written(self._roots[part]) for part in self._changed}
        return pack({**self._package.parts, **self._added, **changed})


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
