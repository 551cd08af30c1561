"""Put a template together: its own body, and the house's styles, page, header and footer."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.gate import parse_xml
from cstemplates.word.assembly import APP, CORE, Assembly, kind_of
from cstemplates.word.cleaning import clean
from cstemplates.word.house import HOUSE_KINDS, House, own_pages
from cstemplates.word.properties import Properties

if TYPE_CHECKING:
    from cstemplates.gate import Package

_TREES = frozenset(
    {"document", "header", "footer", "footnotes", "endnotes", "styles", "settings", "numbering"}
)
_FIRST_BESIDES_THE_BODY = 1_000_001
_DRAWING_ID = re.compile(rb'(<wp:docPr\b[^>]*?)\bid="[^"]*"')
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True, slots=True)
class Composition:
    """A template put together.

    Attributes:
        parts: All parts of the package.
        house_parts: The names of those that came from the house.
    """

    parts: dict[str, bytes]
    house_parts: frozenset[str] = frozenset()


def compose(package: Package, house_package: Package | None = None) -> Composition:
    """Put a template together, with the house in it.

    Args:
        package: The template.
        house_package: The house file; without it the template keeps its own parts.

    Raises:
        TemplateError: The body uses styles the house does not have.
    """
    assembly = Assembly(package.main_document)
    if house_package is None:
        assembly.add(package, package.main_document)
        house_parts: frozenset[str] = frozenset()
    else:
        own = own_pages(package)
        assembly.add(
            package,
            package.main_document,
            wanted=lambda r: r.id in own or kind_of(r) not in HOUSE_KINDS,
        )
        house_parts = House(house_package).move_into(assembly, package)
    _clean_all(assembly, package.path)
    _number_drawings(assembly)
    properties = Properties()
    assembly.parts |= {CORE: properties.core(), APP: properties.app()}
    return Composition(assembly.complete(), house_parts)


def _clean_all(assembly: Assembly, path: str) -> None:
    from lxml import etree  # noqa: PLC0415  (heavy; not every start needs it)

    for part, data in assembly.parts.items():
        content_type = assembly.types[part].removesuffix(".main+xml").removesuffix("+xml")
        if content_type.rpartition(".")[2] in _TREES:
            root = clean(parse_xml(data, path=path, part=part))
            assembly.parts[part] = _DECLARATION + etree.tostring(root, encoding="utf-8")


def _number_drawings(assembly: Assembly) -> None:
    """Give the drawings of headers, footers and notes ids that no drawing of the body has.

    Those of the body are numbered from 1 whenever a document is made; Word wants an id
    once in the whole file.
    """
    number = itertools.count(_FIRST_BESIDES_THE_BODY)
    for part in sorted(assembly.parts):
        if part != assembly.main and b"<wp:docPr" in assembly.parts[part]:
            assembly.parts[part] = _DRAWING_ID.sub(
                lambda found: b'%bid="%d"' % (found[1], next(number)), assembly.parts[part]
            )
