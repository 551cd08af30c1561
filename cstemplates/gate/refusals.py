"""What a Word package may not contain: anything that runs, fetches or embeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.gate.fields import SAFE_LINKS, unsafe_fields, unsafe_link
from cstemplates.gate.uses import loaded_from_outside
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.gate.package import Package, Relationship

_MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata")
_EMBEDDED_TYPES = ("oleobject", "activex", "vnd.ms-package", "package.embedded", "webextension")
_EMBEDDED_RELATIONSHIPS = frozenset(
    (
        "aFChunk", "activeXControlBinary", "control", "oleObject", "package", "subDocument",
        "webextension", "webextensiontaskpanes",
    )
)  # fmt: skip
# Zip and Office files, old Office files, programs, RAR and 7-Zip archives, by how they begin.
_ARCHIVES_AND_PROGRAMS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x7fELF",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
)


def refusals(package: Package) -> tuple[Finding, ...]:
    """Find what no template and no returned form may carry.

    Macros, links to outside other than https and mailto hyperlinks, fields that fetch or
    run something, documents and programs inside the document. Contents, page numbers,
    dates and references pass.

    Args:
        package: A package that came through `open_package`.

    Returns:
        All findings; empty when the package is fine.
    """
    found = [*_macros(package), *_relationships(package)]
    for part, data in package.markup:
        found.extend(unsafe_fields(data, path=package.path, part=part))
    found.extend(loaded_from_outside(package))
    return tuple(dict.fromkeys(found))


def _macros(package: Package) -> Iterator[Finding]:
    for part, data in package.parts.items():
        content_type = package.content_type(part).lower()
        is_macro = any(word in content_type for word in _MACRO_TYPES)
        if is_macro or part.lower().endswith("vbaproject.bin"):
            message = _("The file holds macros.")
            hint = _("Save it as “Word document (.docx)”, which drops them.")
            yield finding("CST310", message, DocxLocation(package.path, part), hint)
        elif any(word in content_type for word in _EMBEDDED_TYPES) or _is_another_file(data):
            yield _embedded(package.path, part)


def _is_another_file(data: bytes) -> bool:
    is_program = data.startswith(b"MZ") and b"PE\0\0" in data[:1024]
    return is_program or data.startswith(_ARCHIVES_AND_PROGRAMS)


def _relationships(package: Package) -> Iterator[Finding]:
    for source in ("", *package.parts):
        for relationship in package.relationships(source):
            kind = relationship.type.rpartition("/")[2]
            if relationship.external:
                if not _is_safe_link(kind, relationship):
                    yield _external(package.path, source, kind, relationship)
            elif kind in _EMBEDDED_RELATIONSHIPS:
                yield _embedded(package.path, relationship.target)
            elif kind == "vbaProject":
                message = _("The file holds macros.")
                yield finding("CST310", message, DocxLocation(package.path, relationship.target))


def _is_safe_link(kind: str, relationship: Relationship) -> bool:
    return kind == "hyperlink" and relationship.target.lower().startswith(SAFE_LINKS)


def _external(path: str, source: str, kind: str, relationship: Relationship) -> Finding:
    place = DocxLocation(path, source, excerpt=relationship.target[:60])
    if kind == "hyperlink":
        return unsafe_link(place)
    if kind == "attachedTemplate":
        message = _("The file is attached to a Word template outside of it.")
        hint = _("Developer › Document Template: attach “Normal” instead, then save.")
    elif kind == "image":
        message = _("A picture is linked instead of embedded.")
        hint = _("Insert the picture itself: Insert › Pictures, not “Link to File”.")
    else:
        message = _("The file loads something from outside of it ({kind}).").format(kind=kind)
        hint = _("Remove the link, or paste the content itself.")
    return finding("CST311", message, place, hint)


def _embedded(path: str, part: str) -> Finding:
    message = _("Another file or a program control is embedded in the document.")
    hint = _("Remove the embedded object, or paste it as a picture or as text.")
    return finding("CST313", message, DocxLocation(path, part), hint)
