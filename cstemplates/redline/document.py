"""A Word file with tracked changes, made of an old file and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cstemplates.redline.blocks import mark_blocks, track_blocks
from cstemplates.redline.book import Book
from cstemplates.redline.carry import Carrier, Identities, Loss
from cstemplates.redline.describe import LISTS, Describer
from cstemplates.redline.desk import Desk
from cstemplates.redline.notes import KINDS, Notes
from cstemplates.redline.sheets import Sheets
from cstemplates.redline.stamp import Stamp
from cstemplates.redline.stories import edges
from cstemplates.redline.weaving import Fate
from cstemplates.word.namespaces import attribute, child, name, value

if TYPE_CHECKING:
    from datetime import date

    from lxml import etree


class Redlined(NamedTuple):
    """A file with tracked changes.

    Attributes:
        data: The Word file.
        lost: What of the old file it cannot show.
    """

    data: bytes
    lost: frozenset[Loss]


def redline(old: bytes, new: bytes, *, author: str, when: date) -> bytes:
    """Write the changes from one Word file to another as tracked changes; see `track_changes`.

    Raises:
        TemplateError: The gate refuses one of the files.
    """
    return track_changes(old, new, author=author, when=when).data


def track_changes(
    old: bytes, new: bytes, *, author: str, when: date, old_path: str = "", new_path: str = ""
) -> Redlined:
    """Write the changes from one Word file to another as tracked changes.

    The file is the new one: accepting all changes gives its text, rejecting all gives
    the old one's, in paragraphs, tables, controls, headers, footers and notes. What only
    looks different is not tracked, nor what a list offers. A protection against editing is taken off, because
    changes could not be accepted under it. Equal inputs give equal bytes.

    Args:
        old: The file before.
        new: The file after; changes that either file tracks already count as accepted.
        author: Whose name stands at the changes.
        when: The day of the changes.
        old_path: The old file's name for findings.
        new_path: The new file's name for findings.

    Raises:
        TemplateError: The gate refuses one of the files.
    """
    return _Redline(Book(old, old_path), Book(new, new_path), Stamp(author, when)).made()


class _Redline:
    def __init__(self, old: Book, new: Book, stamp: Stamp) -> None:
        self._old, self._new, self._stamp = old, new, stamp
        self._lost: set[Loss] = set()
        self._edges = list(edges(old, new, self._lost))
        self._notes = Notes(old, new)
        self._sheets = Sheets(old, new)
        stories = [new.main, *(edge.new for edge in self._edges), *filter(None, self._note_parts())]
        self._identities = Identities(new, stories)
        stamp.avoid(new.root(part) for part in stories)

    def made(self) -> Redlined:
        body = child(self._new.change(self._new.main), "w:body")
        before = child(self._old.root(self._old.main), "w:body")
        if body is not None and before is not None:
            track_blocks(before, body, self._desk(self._old.main, self._new.main))
        for edge in self._edges:
            self._track_part(edge.old, edge.new)
        self._track_notes()
        self._unprotect()
        if self._offers_change():
            self._lost.add(Loss.CHOICES)
        return Redlined(self._new.written(), frozenset(self._lost))

    def _offers_change(self) -> bool:
        """Tell whether a list that is in both files offers something else."""
        old, new = _offered(self._old), _offered(self._new)
        return any(old[tag] != new[tag] for tag in old.keys() & new.keys())

    def _note_parts(self) -> list[str]:
        return [self._new.related(kind) for kind in KINDS]

    def _desk(self, old_part: str, new_part: str) -> Desk:
        carrier = Carrier(
            self._old, old_part, self._new, new_part,
            sheets=self._sheets, identities=self._identities, notes=self._notes, lost=self._lost,
        )  # fmt: skip
        old, new = Describer(self._old, old_part), Describer(self._new, new_part)
        return Desk(self._stamp, old, new, carrier, self._notes, self._sheets)

    def _track_part(self, old_part: str, new_part: str) -> None:
        root = self._new.change(new_part)
        desk = self._desk(old_part, new_part)
        if old_part:
            track_blocks(self._old.root(old_part), root, desk, in_cell=True)
        else:
            mark_blocks(root, Fate.NEW, desk)

    def _track_notes(self) -> None:
        for kind, before, after in list(self._notes.of_new()):
            part = self._new.related(kind)
            desk = self._desk(self._old.related(kind), part)
            self._new.change(part)
            if before is not None:
                track_blocks(before, after, desk, in_cell=True)
            else:
                mark_blocks(after, Fate.NEW, desk)
        for kind, copied in list(self._notes.copied):
            self._take_out_note(kind, copied)

    def _take_out_note(self, kind: str, copied: etree._Element) -> None:
        desk = self._desk(self._old.related(kind), self._notes.part(kind))
        for block in list(copied):
            desk.carrier.adapt(block)
        mark_blocks(copied, Fate.GONE, desk)

    def _unprotect(self) -> None:
        part = self._new.related("settings")
        protection = child(self._new.root(part), "w:documentProtection") if part else None
        if protection is not None:
            self._new.change(part).remove(protection)


def _offered(book: Book) -> dict[str, list[str]]:
    """What the lists of a body offer, by the tag of their control."""
    found: dict[str, list[str]] = {}
    for properties in book.root(book.main).iter(name("w:sdtPr")):
        for offered in properties.iterchildren(*LISTS):
            items = [attribute(item, "w:displayText") for item in offered]
            found[value(properties, "w:tag")] = items
    return found
