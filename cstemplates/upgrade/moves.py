"""Moves within a list that move nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.stack.operators import ANCHORS, split_operators
from cstemplates.upgrade.likeness import same_item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cstemplates.load import Node

_PLACE = ("id", *ANCHORS)


def idle_moves(items: Sequence[Node], base: Sequence[str]) -> frozenset[int]:
    """Find the items that only ask for a place which they have without asking.

    Args:
        items: What a layer says about a list.
        base: The ids of the list below, in order.
    """
    kept = list(range(len(items)))
    wanted = _order(items, kept, base)
    for position, item in enumerate(items):
        without = [other for other in kept if other != position]
        if _has_base(item, base) and _order(items, without, base) == wanted:
            kept = without
    return frozenset(range(len(items))) - frozenset(kept)


def only_moves(item: Node) -> bool:
    """Tell whether an item asks for a place in its list and for nothing else."""
    operators, plain, _findings = split_operators(item, ())
    moves = bool(operators.anchor.id) and not operators.add and not operators.replace
    return moves and isinstance(plain.content, dict) and plain.content.keys() <= {"id"}


def bare_move(item: Node, base: Mapping[str, Node]) -> Node:
    """Return what is left to say of a whole item when the base has the very same: its place.

    Any other item comes back as it is.
    """
    operators, plain, _findings = split_operators(item, ())
    there = base.get(str(item.id))
    is_whole = operators.add or operators.replace
    if not is_whole or there is None or not same_item(plain, there):
        return item
    assert isinstance(item.content, dict)
    return item._replace(content={k: c for k, c in item.content.items() if k in _PLACE})


def _has_base(item: Node, base: Sequence[str]) -> bool:
    operators, _plain, _findings = split_operators(item, ())
    return only_moves(item) and str(item.id) in base and operators.anchor.id in base


def _order(items: Sequence[Node], kept: Sequence[int], base: Sequence[str]) -> list[str]:
    """Put a list into the order that some of a layer's items make of it."""
    order = list(base)
    for position in kept:
        operators, _plain, _findings = split_operators(items[position], ())
        name, anchor = str(items[position].id), operators.anchor
        if operators.remove and name in order:
            order.remove(name)
        elif operators.add and name not in order:
            order.append(name)
        if anchor.id in order and name in order and anchor.id != name:
            order.remove(name)
            order.insert(order.index(anchor.id) + anchor.after, name)
    return order
