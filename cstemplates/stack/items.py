"""Lists whose items have ids: the form that overlays, forms and diffs hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.load import KeyPath, Node


class KeyedItems:
    """A list's items by id, in order; quick also when thousands are added."""

    def __init__(self, items: list[Node]) -> None:
        self._by_id = {str(item.id): item for item in items}
        self._order = list(self._by_id)

    def __contains__(self, name: str) -> bool:
        """Tell whether an item has this id."""
        return name in self._by_id

    def __getitem__(self, name: str) -> Node:
        """Return the item of an id."""
        return self._by_id[name]

    def __setitem__(self, name: str, item: Node) -> None:
        """Change an item where it stands, or append a new one."""
        if name not in self._by_id:
            self._order.append(name)
        self._by_id[name] = item

    def __delitem__(self, name: str) -> None:
        """Take an item out."""
        self._order.remove(name)
        del self._by_id[name]

    def move(self, name: str, anchor: str, *, after: bool) -> None:
        """Put an item directly before or after another."""
        if self._order[-1] == name:
            self._order.pop()
        else:
            self._order.remove(name)
        self._order.insert(self._order.index(anchor) + after, name)

    @property
    def ids(self) -> list[str]:
        """The ids in order."""
        return list(self._order)

    @property
    def items(self) -> list[Node]:
        """The items in order."""
        return [self._by_id[name] for name in self._order]


def is_keyed(items: list[Node]) -> bool:
    """Tell whether any item of a list has an id."""
    return any(item.id is not None for item in items)


def faulty_ids(items: list[Node], key_path: KeyPath) -> Iterator[Finding]:
    """Find items without an id, and ids that stand twice, in a list of items with ids."""
    first: dict[str, Node] = {}
    for position, item in enumerate(items):
        name = item.id
        if name is None:
            message = _("This item has no “id”, though others of its list have one.")
            yield finding("CST126", message, item.location((*key_path, position)))
        elif (earlier := first.setdefault(name, item)) is not item:
            message = _("The id “{id}” stands twice in this list, first on line {line}.").format(
                id=name, line=earlier.line
            )
            yield finding("CST125", message, item.location((*key_path, position)))
