"""Styles and lists of the old file under the ids they have in the new one."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.word.namespaces import attribute, name, value
from cstemplates.word.style_names import style_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.redline.book import Book

_STYLE = name("w:style")
# Ids by which Word finds a list again; two lists are the same without them.
_IDENTITY = tuple(map(name, ("w:nsid", "w:tmpl")))


class Sheets:
    """Finds a style by its name and a list by its levels."""

    def __init__(self, old: Book, new: Book) -> None:
        self._old, self._new = old, new

    def style(self, style_id: str, kind: str) -> str:
        """Return the id of the style with this old id's name; empty where there is none."""
        return self._by_name.get((kind, self._names.get(style_id, style_key(style_id))), "")

    def list_id(self, old_id: str) -> str:
        """Return the id of an equal list, the same id if it can be; empty for none."""
        if old_id == "0":
            return old_id
        wanted = self._old_lists.get(old_id)
        same = [i for i, made in self._new_lists.items() if made == wanted]
        if wanted is None or not same:
            return ""
        return old_id if old_id in same else same[0]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {attribute(s, "w:styleId"): _key(s) for s in _styles(self._old)}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], str]:
        return {
            (attribute(s, "w:type"), _key(s)): attribute(s, "w:styleId") for s in _styles(self._new)
        }

    @cached_property
    def _old_lists(self) -> dict[str, bytes]:
        return dict(_lists(self._old))

    @cached_property
    def _new_lists(self) -> dict[str, bytes]:
        return dict(_lists(self._new))


def _styles(book: Book) -> Iterator[etree._Element]:
    part = book.related("styles")
    if part:
        yield from book.root(part).iterchildren(_STYLE)


def _key(style: etree._Element) -> str:
    return style_key(value(style, "w:name"))


def _lists(book: Book) -> Iterator[tuple[str, bytes]]:
    part = book.related("numbering")
    if not part:
        return
    root = book.root(part)
    abstract = {
        attribute(a, "w:abstractNumId"): _levels(a)
        for a in root.iterchildren(name("w:abstractNum"))
    }
    for made in root.iterchildren(name("w:num")):
        overrides = b"".join(map(_canonical, made.iterchildren(name("w:lvlOverride"))))
        levels = abstract.get(value(made, "w:abstractNumId"), b"")
        yield attribute(made, "w:numId"), levels + overrides


def _levels(abstract: etree._Element) -> bytes:
    copied = deepcopy(abstract)
    for key in copied.attrib:
        del copied.attrib[key]
    for tag in _IDENTITY:
        for found in list(copied.iterchildren(tag)):
            copied.remove(found)
    # Styles are named by ids, which may differ though the list is the same.
    for linked in copied.iter(name("w:pStyle")):
        linked.attrib.clear()
    return _canonical(copied)


def _canonical(found: etree._Element) -> bytes:
    return etree.tostring(found, method="c14n", exclusive=True)
