"""The stories of two files that belong together: body, headers and footers, notes."""

from __future__ import annotations

import posixpath
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from cstemplates.compare import align
from cstemplates.compare.words import likeness
from cstemplates.redline.carry import Loss
from cstemplates.redline.pairing import words_of
from cstemplates.redline.stamp import element
from cstemplates.word.namespaces import attribute, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.redline.book import Book

_SECTION = name("w:sectPr")
_REFERENCES = {name("w:headerReference"): "header", name("w:footerReference"): "footer"}


class Place(NamedTuple):
    """Where a header or footer stands: ``header`` or ``footer``, and on which pages."""

    kind: str
    pages: str


class Edge(NamedTuple):
    """A header or footer of two files; the old part may be empty."""

    old: str
    new: str


def edges(old: Book, new: Book, lost: set[Loss]) -> Iterator[Edge]:
    """Pair headers and footers section by section; what only the old file has is added empty.

    Args:
        old: The old file.
        new: The new file, before its body is changed.
        lost: Takes what cannot be shown.
    """
    before, after = _sections(old), _sections(new)
    seen: dict[str, str] = {}
    for i, j in _pair_sections(before, after):
        held, holds = before[i].parts, after[j].parts
        for place in sorted({*held, *holds}):
            target = holds.get(place, "")
            if not target and place in held:
                target = _add_empty(held[place], place, after[j].properties, old, new)
            source = held.get(place, "")
            if target not in seen:
                seen[target] = source
                yield Edge(source, target)
            elif seen[target] != source:
                lost.add(Loss.HEADER)
    if len(before) > len(after):
        lost.add(Loss.SECTION)


class _Section(NamedTuple):
    properties: etree._Element
    parts: dict[Place, str]
    words: str


def _sections(book: Book) -> list[_Section]:
    """List the sections with the headers and footers they show, inherited ones too."""
    found: list[_Section] = []
    shown: dict[Place, str] = {}
    for properties in book.root(book.main).iter(_SECTION):
        own = {}
        for reference in properties:
            if reference.tag in _REFERENCES:
                relation = book.relation(book.main, attribute(reference, "r:id"))
                if relation is not None:
                    pages = attribute(reference, "w:type", "default")
                    own[Place(_REFERENCES[reference.tag], pages)] = relation.target
        shown = shown | own
        words = "\n".join(words_of(book.root(part)) for _place, part in sorted(shown.items()))
        found.append(_Section(properties, shown, words))
    return found


def _pair_sections(old: list[_Section], new: list[_Section]) -> list[tuple[int, int]]:
    if len(old) == len(new):
        return [(n, n) for n in range(len(new))]
    return [
        (p.old, p.new)
        for p in align(old, new, lambda a, b: likeness(a.words, b.words), lambda s: s.words)
        if p.old is not None and p.new is not None
    ]


def _add_empty(source: str, place: Place, properties: etree._Element, old: Book, new: Book) -> str:
    """Give a section a header with nothing but a mark, to hold what was taken out."""
    root = deepcopy(old.root(source))
    for held in list(root):
        root.remove(held)
    root.append(element("w:p"))
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    wanted = posixpath.join(posixpath.dirname(new.main), posixpath.basename(source))
    part = new.add(wanted, data, old.content_type(source))
    identity = new.relate(new.main, place.kind, part)
    reference = element(
        f"w:{place.kind}Reference", {name("w:type"): place.pages, name("r:id"): identity}
    )
    new.change(new.main)
    properties.insert(0, reference)
    return part
