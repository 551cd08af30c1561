"""Find the tables whose cells depend on tags, and fit their grids in every document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings import TemplateError
from cstemplates.gate import OUTPUT, parse_xml
from cstemplates.word.table_grid import BY_SHARE, BY_TEXT, LOOPED, refit_tables

if TYPE_CHECKING:
    from lxml import etree

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MARK = re.compile(rb' looped="(?:text|share)"')
_EDGES = re.compile(
    r"<w:tbl>|</w:tbl>|</w:tr>|(?P<grid><w:tblGrid>)"
    r"|(?:</w:tc>|</w:trPr>|<w:tr\b[^>]*>|(?<=%\}))\s*\{%-?\s*(?P<tag>for|if)\b(?=[^%]*%\}\s*<w:tc\b)"
    r"|(?P<cells>(?:</w:tc>|</w:trPr>|<w:tr\b[^>]*>)\s*\{%|<w:gridSpan w:val=\"\{\{)"
)
_TABLE_EDGE = re.compile(rb"<(/?)w:tbl>")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)[^<>]*>")


def mark_looped_grids(source: str) -> str:
    """Mark the tables of a template whose cells depend on tags.

    The columns are data in a table with a loop over cells, or with two or more cells in a
    row that each stand there on a condition.

    Args:
        source: The part after docxtpl has moved the tags to the elements they stand for.
    """
    open_grids: list[_OpenGrid] = []
    marks: dict[int, str] = {}
    for edge in _EDGES.finditer(source):
        if edge[0] == "<w:tbl>":
            open_grids.append(_OpenGrid())
        elif open_grids:
            open_grids[-1].pass_by(edge)
            if edge[0] == "</w:tbl>":
                closed = open_grids.pop()
                marks[closed.position] = closed.mark
    for position in sorted(marks, reverse=True):
        if position and marks[position]:
            mark = f' {LOOPED}="{marks[position]}"'
            source = f"{source[:position]}{mark}{source[position:]}"
    return source


@dataclass(slots=True)
class _OpenGrid:
    """A table of a template while its rows are read; position 0 is a table without a grid."""

    position: int = 0
    conditions: int = 0
    mark: str = ""

    def pass_by(self, edge: re.Match[str]) -> None:
        if edge["grid"]:
            self.position = edge.end() - 1
        elif edge["tag"]:
            self.conditions += 1
            by_text = edge["tag"] == "for" or self.conditions > 1
            self.mark = BY_TEXT if by_text else self.mark or BY_SHARE
        elif edge["cells"]:
            self.mark = self.mark or BY_SHARE
        elif edge[0] == "</w:tr>":
            self.conditions = 0


def has_marks(source: str) -> bool:
    """Tell whether a part has tables whose grid must be fitted in every document."""
    return _MARK.search(source.encode()) is not None


def fit_grids(content: bytes) -> bytes:
    """Give every marked table as many grid columns as its widest row has.

    The table keeps its width. Where the columns are data, they share it by the lengths of
    their texts, unless the data spans cells over a fine grid; elsewhere columns there were
    shrink or grow by one factor and columns that were added share evenly. Cells get the
    width of the columns they cover.

    Raises:
        TemplateError: The part is not well formed.
    """
    try:
        return _fitted_by_table(content)
    except TemplateError:
        # A prefix declared between the root and a table; or damage, which is told here.
        tree = parse_xml(content, path="", part="", profile=OUTPUT)
        refit_tables(tree)
        return _DECLARATION + _written(tree)


def _fitted_by_table(content: bytes) -> bytes:
    """Fit the marked tables one by one, because most of a part needs no fitting."""
    root = _ROOT.search(content)
    pieces: list[bytes] = []
    done = 0
    while root is not None and (mark := _MARK.search(content, done)) is not None:
        start = content.rfind(b"<w:tbl>", done, mark.start())
        end = _end_of_table(content, start)
        pieces += (content[done:start], _fitted(content[start:end], root))
        done = end
    return b"".join((*pieces, content[done:]))


def _end_of_table(content: bytes, start: int) -> int:
    depth = 0
    for edge in _TABLE_EDGE.finditer(content, start):
        depth += -1 if edge[1] else 1
        if depth == 0:
            return edge.end()
    return len(content)


def _fitted(table: bytes, root: re.Match[bytes]) -> bytes:
    """Fit a table, and those in its cells, under the prefixes that the root declares."""
    whole = b"%b%b</%b>" % (root[0], table, root[1])
    tree = parse_xml(whole, path="", part="", profile=OUTPUT)
    if not refit_tables(tree):
        return _MARK.sub(b"", table)
    written = _written(tree)
    return written[written.index(b">") + 1 : written.rindex(b"</")]


def _written(tree: etree._Element) -> bytes:
    from lxml import etree  # noqa: PLC0415  (heavy; few templates need it)

    return etree.tostring(tree, encoding="utf-8")
