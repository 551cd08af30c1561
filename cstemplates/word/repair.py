"""What a rendered part still needs so that Word opens it as meant.

Unique ids after a loop, a paragraph in every cell, no table without rows, a grid that
fits the columns. Whether a template can need any of it is seen once, at compile time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cstemplates.word.grid import fit_grids, has_marks

_IDENTITIES = re.compile(
    rb'<wp:docPr\b[^>]*?\bid="(?P<drawing>[^"]*)"'
    rb'|<w:bookmarkStart\b[^>]*?w:id="(?P<start>[^"]*)"[^>]*>'
    rb'|<w:bookmarkEnd\b[^>]*?w:id="(?P<end>[^"]*)"'
    rb"|<w:sdtPr>.*?</w:sdtPr>",
    re.DOTALL,
)
_BOOKMARK_NAME = re.compile(rb'w:name="([^"]*)"')
_CONTROL_ID = re.compile(rb'<w:id w:val="-?\d+"/>')
_CONTROL_TAG = re.compile(rb"<w:tag [^>]*/>")
_LOOP_EDGE = re.compile(r"\{%-?\s*(for|endfor)\b")
_TABLE, _NO_ROWS = b"<w:tbl>", b"</w:tblGrid></w:tbl>"
_LOOPED_ROWS = re.compile(r"</w:tblGrid>\s*\{%")
_IDENTIFIED = ("<wp:docPr", "<w:bookmarkStart", "<w:sdtPr")
_BEFORE_CONTENT = ("</w:tcPr>", "<w:tcPr/>", "<w:tc>", "</w:tbl>")


@dataclass(frozen=True, slots=True)
class Repair:
    """Which repairs the renders of one part can need."""

    identities: bool
    cells: tuple[bytes, ...]
    rows: bool
    grids: bool

    @classmethod
    def of(cls, source: str) -> Repair:
        """Read from a part's source what its renders can need."""
        return cls(
            identities=any(text in _looped(source) for text in _IDENTIFIED),
            cells=tuple(
                f"{before}</w:tc>".encode()
                for before in _BEFORE_CONTENT
                if re.search(before + r"\s*\{%", source)
            ),
            rows=bool(_LOOPED_ROWS.search(source)),
            grids=has_marks(source),
        )

    def apply(self, content: bytes) -> bytes:
        """Return the part as Word wants it; unchanged in the common case."""
        if self.rows:
            content = _without_empty_tables(content)
        for closed in self.cells:
            content = content.replace(closed, closed.replace(b"</w:tc>", b"<w:p/></w:tc>"))
        if self.identities:
            content = with_unique_ids(content)
        return fit_grids(content) if self.grids else content


def with_unique_ids(content: bytes) -> bytes:
    """Number drawings, bookmarks and controls in the order they stand in the part."""
    return _IDENTITIES.sub(_Numbering(), content)


def _without_empty_tables(content: bytes) -> bytes:
    while (end := content.find(_NO_ROWS)) >= 0 and (start := content.rfind(_TABLE, 0, end)) >= 0:
        content = content[:start] + content[end + len(_NO_ROWS) :]
    return content


def _looped(source: str) -> str:
    """Return what stands inside of loops, and so can be there more than once."""
    depth, start = 0, 0
    inside: list[str] = []
    for edge in _LOOP_EDGE.finditer(source):
        if depth:
            inside.append(source[start : edge.start()])
        depth += 1 if edge[1] == "for" else -1
        start = edge.end()
    return "".join(inside)


class _Numbering:
    """Gives out numbers from 1; the end of a bookmark gets the number of its start."""

    def __init__(self) -> None:
        self._last = 0
        self._open: dict[bytes, int] = {}
        self._names: dict[bytes, int] = {}

    def __call__(self, match: re.Match[bytes]) -> bytes:
        whole = match[0]
        if match["end"] is not None:
            number = self._open.get(match["end"], 0)
            return whole.replace(b'w:id="' + match["end"], b'w:id="%d' % number)
        self._last += 1
        if match["drawing"] is not None:
            old = b' id="%b"' % match["drawing"]
            return whole.replace(old, b' id="%d"' % self._last)
        if match["start"] is not None:
            self._open[match["start"]] = self._last
            numbered = whole.replace(b'w:id="' + match["start"], b'w:id="%d' % self._last)
            return _BOOKMARK_NAME.sub(self._unique_name, numbered)
        identity = b'<w:id w:val="%d"/>' % self._last
        numbered, found = _CONTROL_ID.subn(identity, whole)
        return numbered if found else _CONTROL_TAG.sub(rb"\g<0>" + identity, whole)

    def _unique_name(self, match: re.Match[bytes]) -> bytes:
        times = self._names[match[1]] = self._names.get(match[1], 0) + 1
        return match[0] if times == 1 else b'w:name="%b_%d"' % (match[1], times)
