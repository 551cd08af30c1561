"""Whether a table cell or a text box could be left without a paragraph, which Word calls damage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from cstemplates.word.scan.placed import Placed

_HOLDERS = frozenset({name("w:tc"), name("w:txbxContent")})
_PARAGRAPH = name("w:p")
_CONTROL = name("w:sdt")


def cells_left_empty(tags: Sequence[Placed]) -> Iterator[Finding]:
    """Find cells in which every paragraph may vanish.

    Args:
        tags: The tags of one part in their order.

    Yields:
        CST339 at the first tag of each such cell.
    """
    scoped = {t.flow.paragraph: t for t in tags if t.mark.scope == "p" and t.mark.kind != "output"}
    holders: dict[etree._Element, Placed] = {}
    for paragraph, tag in scoped.items():
        parent = paragraph.getparent() if paragraph is not None else None
        if parent is not None and parent.tag in _HOLDERS:
            holders.setdefault(parent, tag)
    for holder, first in holders.items():
        keywords = [_keyword(child, scoped) for child in holder]
        if not _paragraphs_that_stay([k for k in keywords if k is not None]):
            message = _("The table cell could be left without any paragraph.")
            hint = _("Put an empty paragraph behind the tags, or use {% if %} without “p”.")
            yield finding("CST339", message, first.location, hint)


def _keyword(child: etree._Element, scoped: dict[etree._Element | None, Placed]) -> str | None:
    """Give the keyword of a paragraph's tag, “” for a paragraph that stays, None for others."""
    if child.tag == _PARAGRAPH:
        return (scoped[child].keyword or "comment") if child in scoped else ""
    return "" if child.tag == _CONTROL else None


@dataclass
class _Branches:
    """How few paragraphs the branches of one block leave."""

    fewest: int | None = None
    now: int = 0
    has_else: bool = False

    def turn(self) -> None:
        self.fewest = self.now if self.fewest is None else min(self.fewest, self.now)
        self.now = 0

    def result(self) -> int:
        self.turn()
        return self.fewest or 0 if self.has_else else 0


def _paragraphs_that_stay(keywords: Sequence[str]) -> int:
    """Count the paragraphs that remain when every condition turns out for the worst."""
    open_blocks = [_Branches()]
    for keyword in keywords:
        match keyword:
            case "":
                open_blocks[-1].now += 1
            case "if" | "for":
                open_blocks.append(_Branches())
            case "elif" | "else":
                open_blocks[-1].turn()
                open_blocks[-1].has_else |= keyword == "else"
            case "endif" | "endfor" if len(open_blocks) > 1:
                remains = open_blocks.pop().result()
                open_blocks[-1].now += remains
            case _:
                pass
    return open_blocks[0].now if len(open_blocks) == 1 else 0
