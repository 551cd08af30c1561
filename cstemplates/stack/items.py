"""Lists whose items have ids: the form that overlays, forms and diffs hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.load import KeyPath, Node


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
