"""Who changed it and when: the marks of tracked changes, each with an id of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from cstemplates.word.namespaces import WORD, attribute, name, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_PREFIXES = {"w": WORD}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Stamp:
    """Makes the elements that mark a change, with ids in the order they are asked for.

    Args:
        author: Whose name Word shows at the change.
        when: The day of the change; the time is midnight, so that equal inputs stay equal.
    """

    def __init__(self, author: str, when: date) -> None:
        self._author = author
        self._when = f"{when.isoformat()}T00:00:00Z"
        self._taken: set[int] = set()
        self._last = 0

    def avoid(self, roots: Iterable[etree._Element]) -> None:
        """Leave alone the ids that bookmarks, comments and the like have already."""
        for root in roots:
            ids = (attribute(element, "w:id") for element in root.iter("*"))
            self._taken.update(number(held) for held in ids if held)

    def next_id(self) -> str:
        """Give an id that nothing else in the file has."""
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return str(self._last)

    def mark(self, tag: str) -> etree._Element:
        """Make an element such as ``w:ins`` with id, author and date."""
        return self._signed(tag, self.next_id())

    def range(self, tag: str) -> tuple[etree._Element, etree._Element]:
        """Make start and end of a range such as ``w:customXmlInsRange``."""
        identity = self.next_id()
        end = element(f"{tag}End", {name("w:id"): identity})
        return self._signed(f"{tag}Start", identity), end

    def _signed(self, tag: str, identity: str) -> etree._Element:
        return element(
            tag,
            {
                name("w:id"): identity,
                name("w:author"): self._author,
                name("w:date"): self._when,
            },
        )


def element(tag: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """Make an element of WordprocessingML."""
    return etree.Element(name(tag), attributes or {}, nsmap=_PREFIXES)


def text_element(text: str, tag: str = "w:t") -> etree._Element:
    """Make a ``w:t``, or another element that holds text, with its spaces kept."""
    made = element(tag, {_SPACE: "preserve"})
    made.text = text
    return made
