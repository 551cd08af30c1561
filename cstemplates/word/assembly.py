"""The parts a document is put together from, with their types and relationships."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cstemplates.gate import Package, Relationship

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LEFT_OUT = frozenset(
    {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
    | {"webSettings", "printerSettings", "customXml", "thumbnail", "glossaryDocument"}
    | {"attachedTemplate", "stylesWithEffects", "keyMapCustomizations", "recipientData"}
    | {"documenttasks", "officeDocumentMain"}
)
CORE, APP = "docProps/core.xml", "docProps/app.xml"


def kind_of(relationship: Relationship) -> str:
    """Return the last word of a relationship's type, such as ``header``."""
    return relationship.type.rpartition("/")[2]


@dataclass(slots=True)
class Assembly:
    """Parts by name; content types and relationships follow them.

    Attributes:
        main: The name of the main document part.
        parts: Unpacked parts.
        types: Content types by part.
        relationships: Relationships by source part.
    """

    main: str
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relationships: dict[str, list[Relationship]] = field(default_factory=dict)

    def add(
        self,
        package: Package,
        part: str,
        *,
        name: str = "",
        rename: Callable[[str], str] = str,
        wanted: Callable[[Relationship], bool] = lambda _relationship: True,
    ) -> None:
        """Add a part and everything it refers to; comments and printers' settings stay behind.

        Args:
            package: Where the part comes from.
            part: Its name there.
            name: Its name here; the same when empty.
            rename: Gives names to the parts it refers to.
            wanted: Chooses among its own relationships.
        """
        name = name or part
        if name in self.parts:
            return
        self.parts[name] = package.parts[part]
        self.types[name] = _MAIN_TYPE if name == self.main else package.content_type(part)
        kept = self.relationships.setdefault(name, [])
        for relationship in package.relationships(part):
            if kind_of(relationship) in _LEFT_OUT or not wanted(relationship):
                continue
            if relationship.external:
                kept.append(relationship)
            elif relationship.target in package.parts:
                target = rename(relationship.target)
                kept.append(replace(relationship, target=target))
                self.add(package, relationship.target, name=target, rename=rename)

    def complete(self) -> dict[str, bytes]:
        """Return all parts of the package, content types and relationships among them."""
        parts = {"[Content_Types].xml": self._content_types(), "_rels/.rels": self._top()}
        parts |= self.parts
        for source, relationships in self.relationships.items():
            if relationships:
                folder, base = posixpath.split(source)
                rows = (
                    _row(r.id, r.type, r.target if r.external else f"/{r.target}", r.external)
                    for r in relationships
                )
                parts[posixpath.join(folder, "_rels", f"{base}.rels")] = _rels(rows)
        return parts

    def _content_types(self) -> bytes:
        types = self.types | {
            CORE: "application/vnd.openxmlformats-package.core-properties+xml",
            APP: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        }
        rows = [
            f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(types[part])}/>"
            for part in sorted(types)
        ]
        relationships = "application/vnd.openxmlformats-package.relationships+xml"
        return (
            f'{_DECLARATION}<Types xmlns="{_PACKAGE}content-types">'
            f'<Default Extension="rels" ContentType="{relationships}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{''.join(rows)}</Types>"
        ).encode()

    def _top(self) -> bytes:
        return _rels(
            (
                _row("rId1", f"{_OFFICE}officeDocument", self.main),
                _row("rId2", f"{_PACKAGE}relationships/metadata/core-properties", CORE),
                _row("rId3", f"{_OFFICE}extended-properties", APP),
            )
        )


def _rels(rows: Iterator[str] | tuple[str, ...]) -> bytes:
    body = "".join(rows)
    return (
        f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{body}</Relationships>'
    ).encode()


def _row(identity: str, kind: str, target: str, external: bool = False) -> str:  # noqa: FBT001, FBT002  # a column of the row
    mode = ' TargetMode="External"' if external else ""
    return (
        f"<Relationship Id={quoteattr(identity)} Type={quoteattr(kind)}"
        f" Target={quoteattr(target)}{mode}/>"
    )
