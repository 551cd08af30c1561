"""A value that remembers where it was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.findings import TextLocation

if TYPE_CHECKING:
    from collections.abc import Sequence

Scalar = str | int | bool | Decimal | date | None
Key = str | int
KeyPath = tuple[Key, ...]


class Node(NamedTuple):
    """A scalar, a map or a list, with the place a person looks at to change it.

    Attributes:
        content: A scalar, a dict of nodes or a list of nodes.
        path: The file, as shown to people.
        line: Line of the key for a map's value, else of the value itself.
        column: Column of the same.
        replaced: The nodes this one stands in for, newest first; filled by stacking.
    """

    content: Scalar | dict[str, Node] | list[Node]
    path: str
    line: int = 1
    column: int = 1
    replaced: tuple[Node, ...] = ()

    @property
    def value(self) -> Any:
        """The plain value: scalars in dicts and lists."""
        content = self.content
        if isinstance(content, dict):
            return {key: child.value for key, child in content.items()}
        if isinstance(content, list):
            return [child.value for child in content]
        return content

    @property
    def id(self) -> str | None:
        """The text under ``id`` when this is a map that has one."""
        if not isinstance(self.content, dict) or "id" not in self.content:
            return None
        value = self.content["id"].content
        return value if isinstance(value, str) else str(value)

    def child(self, key: Key) -> Node | None:
        """Return the value under a key; a list's item by its ``id`` or its position."""
        content = self.content
        if isinstance(content, dict):
            found: Node | None = content.get(str(key))
            return found
        if not isinstance(content, list):
            return None
        named: Node | None = next((item for item in content if item.id == key), None)
        if named is None and str(key).isdecimal() and int(key) < len(content):
            named = content[int(key)]
        return named

    def follow(self, key_path: Sequence[Key]) -> tuple[Node, bool]:
        """Walk down; return the deepest node there is and whether it is the one asked for."""
        node = self
        for key in key_path:
            child = node.child(key)
            if child is None:
                return node, False
            node = child
        return node, True

    def location(self, key_path: KeyPath = ()) -> TextLocation:
        """Return this node's place."""
        return TextLocation(self.path, self.line, self.column, key_path)
