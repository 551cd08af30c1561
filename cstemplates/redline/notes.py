"""Footnotes and endnotes: which belong together, and those that were taken out."""

from __future__ import annotations

import posixpath
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.word.namespaces import attribute, name, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.redline.book import Book

KINDS = ("footnotes", "endnotes")


class Notes:
    """Keeps which notes of two files belong together, and copies what was taken out."""

    def __init__(self, old: Book, new: Book) -> None:
        self._old, self._new = old, new
        self._pairs: dict[tuple[str, str], str] = {}
        self._made: dict[str, str] = {}
        self.copied: list[tuple[str, etree._Element]] = []

    def pair(self, kind: str, old_id: str, new_id: str) -> None:
        """Remember that two notes belong together."""
        self._pairs[kind, new_id] = old_id

    def carry(self, kind: str, old_id: str) -> str:
        """Copy a note of the old file into the new one and return its id there."""
        source = self._find(self._old, kind, old_id)
        if source is None:
            return old_id
        root = self._new.change(self.part(kind))
        taken = [number(attribute(note, "w:id")) for note in root]
        identity = str(max([0, *taken]) + 1)
        copied = deepcopy(source)
        copied.set(name("w:id"), identity)
        root.append(copied)
        self.copied.append((kind, copied))
        return identity

    def of_new(self) -> Iterator[tuple[str, etree._Element | None, etree._Element]]:
        """Yield every note of the new file with the old one that belongs to it, or None."""
        copied = {id(note) for _kind, note in self.copied}
        for kind in KINDS:
            part = self._new.related(kind)
            for note in list(self._new.root(part)) if part else ():
                if id(note) in copied or attribute(note, "w:type"):
                    continue
                old_id = self._pairs.get((kind, attribute(note, "w:id")), "")
                yield kind, self._find(self._old, kind, old_id), note

    def _find(self, book: Book, kind: str, identity: str) -> etree._Element | None:
        part = book.related(kind)
        notes = book.root(part) if part else ()
        return next((note for note in notes if attribute(note, "w:id") == identity), None)

    def part(self, kind: str) -> str:
        """Return the new file's part for notes of a kind, made if there is none."""
        part = self._new.related(kind) or self._made.get(kind, "")
        if part:
            return part
        source = self._old.related(kind)
        root = deepcopy(self._old.root(source))
        for note in list(root):
            if not attribute(note, "w:type"):
                root.remove(note)
        wanted = posixpath.join(posixpath.dirname(self._new.main), f"{kind}.xml")
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = self._new.add(wanted, data, self._old.content_type(source))
        self._new.relate(self._new.main, kind, part)
        self._made[kind] = part
        return part
