"""Tables that were read before: documents of one pack share most of theirs, to the last sign."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from cstemplates.word.blocks import Table
    from cstemplates.word.numbering import Numbering
    from cstemplates.word.style_sheet import StyleSheet
    from cstemplates.word.trees import Trees

# What makes a table mean something else in another place: counts, fields, notes, links
# by id, tracked changes. Other programs may write other prefixes.
_DEPENDENT = re.compile(
    rb"<(?:\w+:)?(?:numPr|fldChar|fldSimple|footnoteReference|endnoteReference|hyperlink"
    rb"|ins|del|moveTo|moveFrom)\b"
)
_STYLE = re.compile(rb'<(?:\w+:)?pStyle (?:\w+:)?val="([^"]*)"')
_MOST, _MOST_SHEETS = 256, 4
_by_sheet: dict[bytes, KnownTables] = {}


class KnownTables:
    """Remembers tables by their markup; to be shared only by files with equal styles."""

    def __init__(self) -> None:
        self._tables: dict[bytes, Table] = {}
        self._sheets: tuple[StyleSheet, Numbering] | None = None

    def sheets(
        self, read: Callable[[], tuple[StyleSheet, Numbering]]
    ) -> tuple[StyleSheet, Numbering]:
        """Return styles and lists, read for the first of the files."""
        if self._sheets is None:
            self._sheets = read()
        return self._sheets

    def table(
        self, element: etree._Element, styles: StyleSheet, read: Callable[[etree._Element], Table]
    ) -> Table:
        """Return a table, read if it is new or depends on where it stands."""
        from lxml import etree  # noqa: PLC0415 - heavy

        markup = etree.tostring(element, encoding="utf-8", with_tail=False)
        if markup in self._tables:
            return self._tables[markup]
        table = read(element)
        if not _DEPENDENT.search(markup) and not _counts(markup, styles):
            if len(self._tables) >= _MOST:
                self._tables.pop(next(iter(self._tables)))
            self._tables[markup] = table
        return table


def known_tables(trees: Trees) -> KnownTables:
    """Return what is known of files with the styles and lists of this one."""
    names = (trees.related("styles"), trees.related("numbering"))
    sheets = [trees.package.parts[name] if name else b"" for name in names]
    key = blake2b(b"\0".join(sheets), digest_size=32).digest()
    if key not in _by_sheet:
        if len(_by_sheet) >= _MOST_SHEETS:
            _by_sheet.pop(next(iter(_by_sheet)), None)
        _by_sheet[key] = KnownTables()
    return _by_sheet[key]


def _counts(markup: bytes, styles: StyleSheet) -> bool:
    """Tell whether a paragraph in it may have a number by its style."""
    used = {style.decode() for style in _STYLE.findall(markup)} | {styles.default("paragraph")}
    places = (styles.list_place(style) for style in used)
    return any("&" in style for style in used) or any(p.list_id not in {None, "0"} for p in places)
