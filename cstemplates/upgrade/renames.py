"""Entries that the new catalogue calls otherwise, and the old one told in their new names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.stack import Layer, stack
from cstemplates.upgrade.likeness import successor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cstemplates.load import Node

_MOST_ROUNDS = 4


def entry_renames(old: Layer, new: Layer) -> dict[str, str]:
    """Return the ids of entries that were renamed without doubt, with their new ones.

    An entry that refers to a renamed one is known again in the next round.
    """
    renames: dict[str, str] = {}
    for _round in range(_MOST_ROUNDS):
        found = _found(told_anew(old, renames), new)
        if found.keys() <= renames.keys():
            break
        renames |= found
    return renames


def told_anew(layer: Layer, renames: Mapping[str, str]) -> Layer:
    """Return a layer whose values name renamed entries by their new ids.

    What merely follows from a rename is then no change of a value. Entries and items keep
    their own ids.
    """
    if not renames:
        return layer
    entries = (entry._replace(node=_told(entry.node, renames)) for entry in layer.entries)
    return Layer(layer.name, tuple(entries), layer.findings, layer.inputs)


def _found(old: Layer, new: Layer) -> dict[str, str]:
    before, after = stack([old]), stack([new])
    found: dict[str, str] = {}
    for kind in {entry.kind for entry in old.entries}:
        names, new_names = ({e.id: e.node for e in s.entries(kind)} for s in (before, after))
        gone = (name for name in names if name not in new_names)
        pairs = ((name, successor(name, names, new_names).renamed) for name in gone)
        found |= {name: renamed for name, renamed in pairs if renamed}
    return found


def _told(node: Node, renames: Mapping[str, str]) -> Node:
    content = node.content
    if isinstance(content, dict):
        children = {
            key: child if key == "id" else _told(child, renames) for key, child in content.items()
        }
        return node._replace(content=children)
    if isinstance(content, list):
        return node._replace(content=[_told(item, renames) for item in content])
    return (
        node._replace(content=renames.get(content, content)) if isinstance(content, str) else node
    )
