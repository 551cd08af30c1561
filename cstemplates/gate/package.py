"""A package that has passed the gate: its parts, their types and how they are related."""

from __future__ import annotations

import posixpath
import re
from collections import ChainMap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cstemplates.findings import DocxLocation, Finding, TemplateError, finding
from cstemplates.gate.archive import unpack
from cstemplates.gate.markup import check_xml, parse_xml
from cstemplates.gate.profile import TEMPLATE
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from cstemplates.gate.profile import Profile

CONTENT_TYPES = "[Content_Types].xml"
_MAX_FINDINGS = 50
# An element with an end tag has two brackets, so this is two to four parts at their limit.
_MAX_FULL_PARTS = 4
_MAIN_DOCUMENT = "/officeDocument"
_MARKUP_TYPES = ("+xml", "/xml")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part to another part or to something outside.

    Attributes:
        id: The name by which the source part refers to it, such as ``rId1``.
        type: What the target is to the source, as an address.
        target: The target's part name; when external, the address as written.
        external: Whether the target is outside the package.
    """

    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The unpacked parts of a Word or Excel file; equal to every other reader's view of it.

    Attributes:
        path: The file's name for findings.
        parts: Unpacked parts by name, without a leading slash, in the order of the archive.
    """

    path: str
    parts: Mapping[str, bytes]
    _types: Mapping[str, str] = field(repr=False)
    _relationships: Mapping[str, tuple[Relationship, ...]] = field(repr=False)

    def content_type(self, part: str) -> str:
        """Say what a part declares to be; empty when the package does not say."""
        name = part.lower()
        suffix = posixpath.splitext(name)[1].removeprefix(".")
        return self._types.get(f"/{name}") or self._types.get(suffix, "")

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """List what a part, or with an empty name the package itself, refers to."""
        return self._relationships.get(part, ())

    @property
    def markup(self) -> Iterator[tuple[str, bytes]]:
        """The parts that are XML, by their name or by what they declare to be."""
        for part, data in self.parts.items():
            if _is_markup(part) or self.content_type(part).endswith(_MARKUP_TYPES):
                yield part, data

    @property
    def main_document(self) -> str:
        """The part that holds the document or the workbook."""
        return _main_document(self.relationships(), self.parts)


def open_package(data: bytes, *, path: str, profile: Profile = TEMPLATE) -> Package:
    """Unpack and judge a package before any other library sees it.

    Every XML part is well formed, small enough and free of entities afterwards, names
    are safe and unique, and the main part exists. What the package *contains* is judged
    by `refusals`.

    Args:
        data: The file.
        path: Its name for findings.
        profile: The limits.

    Returns:
        The package.

    Raises:
        TemplateError: With everything that was found, up to fifty findings.
    """
    parts, findings = unpack(data, path=path, profile=profile)
    if _is_too_complex(parts, profile):
        findings.append(_complex(path))
    else:
        findings.extend(_faulty_markup(parts, path, profile))
    if not findings:
        if CONTENT_TYPES not in parts:
            findings.append(_missing(path, CONTENT_TYPES))
        else:
            types = _content_types(parts, path, profile)
            findings.extend(_faulty_disguised(parts, types, path, profile))
    if findings:
        raise TemplateError(*findings[:_MAX_FINDINGS])
    package = Package(path, parts, types, dict(_all_relationships(parts, path, profile)))
    if not package.main_document:
        raise TemplateError(_missing(path, "word/document.xml"))
    return package


def _missing(path: str, part: str) -> Finding:
    message = _("The file lacks the part “{part}”.").format(part=part)
    hint = _("Open the file in Word or WPS and save it as .docx (a workbook as .xlsx).")
    return finding("CST314", message, DocxLocation(path, part), hint)


def _is_markup(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels"))


def _is_too_complex(parts: Mapping[str, bytes], profile: Profile) -> bool:
    """Tell whether all parts together would take too long, each within its own limit."""
    brackets = sum(data.count(b"<") for part, data in parts.items() if _is_markup(part))
    return brackets > _MAX_FULL_PARTS * profile.max_elements


def _complex(path: str) -> Finding:
    message = _("All parts together have more XML elements than a document needs.")
    return finding("CST308", message, DocxLocation(path))


def _faulty_markup(parts: Mapping[str, bytes], path: str, profile: Profile) -> Iterator[Finding]:
    for part, data in parts.items():
        if _is_markup(part) and (found := check_xml(data, path=path, part=part, profile=profile)):
            yield found


def _faulty_disguised(
    parts: Mapping[str, bytes], types: Mapping[str, str], path: str, profile: Profile
) -> Iterator[Finding]:
    """Judge parts that are XML by their content type though not by their name."""
    probe = Package(path, parts, types, {})
    for part, data in parts.items():
        declared = "" if _is_markup(part) else probe.content_type(part)
        if declared.endswith(_MARKUP_TYPES) and (
            found := check_xml(data, path=path, part=part, profile=profile)
        ):
            yield found


def _content_types(parts: Mapping[str, bytes], path: str, profile: Profile) -> Mapping[str, str]:
    root = parse_xml(parts[CONTENT_TYPES], path=path, part=CONTENT_TYPES, profile=profile)
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for child in root.iterchildren("{*}Default", "{*}Override"):
        content_type = child.get("ContentType", "")
        if (extension := child.get("Extension")) is not None:
            defaults[extension.lower()] = content_type
        elif (name := child.get("PartName")) is not None:
            overrides[name.lower()] = content_type
    return dict(ChainMap(overrides, defaults))


def _all_relationships(
    parts: Mapping[str, bytes], path: str, profile: Profile
) -> Iterator[tuple[str, tuple[Relationship, ...]]]:
    for part, data in parts.items():
        folder, name = posixpath.split(part)
        if posixpath.basename(folder) == "_rels" and name.endswith(".rels"):
            source = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
            root = parse_xml(data, path=path, part=part, profile=profile)
            rows = root.iterchildren("{*}Relationship")
            yield source, tuple(_relationship(row, source, parts) for row in rows)


def _relationship(row: etree._Element, source: str, parts: Mapping[str, bytes]) -> Relationship:
    target = row.get("Target", "").strip()
    external = row.get("TargetMode", "").strip().lower() == "external" or bool(
        _REMOTE.match(target)
    )
    if not external:
        target = _resolve(source, target, parts)
    return Relationship(row.get("Id", ""), row.get("Type", ""), target, external)


def _resolve(source: str, target: str, parts: Mapping[str, bytes]) -> str:
    """Turn a relative target into a part name; percent signs may be meant or not."""
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
    return path if path in parts else unquote(path)


def _main_document(package_level: tuple[Relationship, ...], parts: Mapping[str, bytes]) -> str:
    for relationship in package_level:
        if relationship.type.endswith(_MAIN_DOCUMENT) and relationship.target in parts:
            return relationship.target
    return ""
