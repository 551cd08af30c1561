"""Laying one map over another: maps by key, items by id, everything else replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.stack.items import KeyedItems, faulty_ids, is_keyed
from cstemplates.stack.nearest import did_you_mean
from cstemplates.stack.operators import is_operator, split_operators

if TYPE_CHECKING:
    from cstemplates.findings import TextLocation
    from cstemplates.load import KeyPath, Node
    from cstemplates.stack.operators import Anchor, Operators

MAX_HINTS = 100
"""Looking for the nearest name takes time; nobody reads hundreds of hints."""


class Merge:
    """Merges nodes and collects what is wrong; a faulty override leaves the base as it was."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def split(self, node: Node, path: KeyPath) -> tuple[Operators, Node]:
        """Separate a map's operators from its keys, collecting what is wrong with them."""
        operators, plain, findings = split_operators(node, path)
        self.findings.extend(findings)
        return operators, plain

    def over(self, base: Node, node: Node, path: KeyPath) -> Node:
        """Lay ``node``, whose own operators are already split off, over ``base``."""
        match base.content, node.content:
            case dict() as old, dict() as new:
                if not new:
                    self._report_dead(node, path)
                return base._replace(content=self._maps(old, new, path))
            case list() as old_items, list() as new_items if is_keyed(old_items or new_items):
                return base._replace(content=self._items(old_items, new_items, node, path))
            case _:
                return self._replace(base, node, path)

    def fresh(self, node: Node, path: KeyPath) -> Node:
        """Take something that has no base: it stays as it is, without operators."""
        operators, node = self.split(node, path)
        if operators.remove or operators.replace or operators.anchor.id:
            message = _("The layers below have nothing here to remove, to replace or to move.")
            self._report("CST120", message, node, path)
        content = node.content
        if isinstance(content, dict):
            children = {key: self.fresh(child, (*path, key)) for key, child in content.items()}
            return node._replace(content=children)
        if isinstance(content, list):
            if is_keyed(content):
                self.findings.extend(faulty_ids(content, path))
            items = [self.fresh(item, (*path, i)) for i, item in enumerate(content)]
            return node._replace(content=items)
        return node

    def replaced_whole(self, base: Node, node: Node, path: KeyPath) -> Node:
        """Take ``node`` instead of ``base``, remembering what each of its leaves replaced."""
        self._note_dead(base, node, path)
        return supersede(base, self.fresh(node, path))

    def base(self, node: Node, path: KeyPath) -> None:
        """Check what has no layer below it: operators have no place there, ids must be right."""
        content = node.content
        if isinstance(content, dict):
            for key, child in content.items():
                if is_operator(key):
                    message = _("“{key}” has a meaning only in an overlay.").format(key=key)
                    self._report("CST122", message, child, (*path, key))
                elif isinstance(child.content, dict | list):
                    self.base(child, (*path, key))
        elif isinstance(content, list):
            if is_keyed(content):
                self.findings.extend(faulty_ids(content, path))
            for position, item in enumerate(content):
                self.base(item, (*path, position))

    def _maps(self, old: dict[str, Node], new: dict[str, Node], path: KeyPath) -> dict[str, Node]:
        merged = dict(old)
        for key, node in new.items():
            here = (*path, key)
            if key not in old:
                merged[key] = self.fresh(node, here)
                continue
            operators, plain = self.split(node, here)
            if operators.faulty:
                continue
            if operators.add or operators.anchor.id:
                message = _("“$add”, “$before” and “$after” belong to items of a list.")
                self._report("CST122", message, node, here)
            elif operators.remove:
                del merged[key]
            else:
                merged[key] = self._changed(old[key], plain, operators, here)
        return merged

    def _changed(self, base: Node, node: Node, operators: Operators, path: KeyPath) -> Node:
        if operators.replace:
            return self.replaced_whole(base, node, path)
        return self.over(base, node, path)

    def _items(self, old: list[Node], new: list[Node], place: Node, path: KeyPath) -> list[Node]:
        if not new:
            hint = _("To take items out, name each with “$remove: true”.")
            self._report("CST124", _("An empty list changes nothing here."), place, path, hint)
        faults = list(faulty_ids(new, path))
        self.findings.extend(faults)
        if faults:
            return old
        merged = KeyedItems(old)
        for node in new:
            self._item(merged, node, (*path, str(node.id)))
        return merged.items

    def _item(self, items: KeyedItems, node: Node, path: KeyPath) -> None:
        """Do with one item of a list, given by its id, what its operators ask."""
        operators, node = self.split(node, path)
        name = str(node.id)
        if operators.faulty:
            return
        if name not in items:
            self._new_item(items, node, operators, path)
        elif operators.add:
            message = _("The id “{id}” exists already.").format(id=name)
            hint = _("Leave “$add” out to change the item.")
            self._report("CST121", message, node, path, hint)
        elif operators.remove:
            del items[name]
        else:
            changes = node if operators.replace else _without_id(node)
            if changes.content or not operators.anchor.id:
                items[name] = self._changed(items[name], changes, operators, path)
            self._move(items, name, operators.anchor, node.location(path))

    def _new_item(self, items: KeyedItems, node: Node, operators: Operators, path: KeyPath) -> None:
        name = str(node.id)
        if operators.add:
            items[name] = self.fresh(node, path)
            self._move(items, name, operators.anchor, node.location(path))
            return
        message = _("There is no item “{id}” in the layers below.").format(id=name)
        near = did_you_mean(name, items.ids) if len(self.findings) < MAX_HINTS else ""
        self._report("CST120", message, node, path, near or _("A new item needs “$add: true”."))

    def _move(self, items: KeyedItems, name: str, anchor: Anchor, place: TextLocation) -> None:
        """Take an item to its anchor."""
        if not anchor.id:
            return
        if anchor.id in items and anchor.id != name:
            items.move(name, anchor.id, after=anchor.after)
            return
        message = _("There is no item “{id}” in this list.").format(id=anchor.id)
        hint = ""
        if anchor.id != name and len(self.findings) < MAX_HINTS:
            hint = did_you_mean(anchor.id, items.ids)
        self.findings.append(finding("CST123", message, place, hint))

    def _replace(self, base: Node, node: Node, path: KeyPath) -> Node:
        shapes = {_shape(base), _shape(node)}
        if len(shapes) > 1 and base.content is not None:
            message = _("Here stands {found}, but the layer below has {expected}.").format(
                found=_shape_name(node), expected=_shape_name(base)
            )
            self._report("CST128", message, node, path)
            return base
        self._note_dead(base, node, path)
        return supersede(base, self.fresh(node, path))

    def _note_dead(self, base: Node, node: Node, path: KeyPath) -> None:
        # Compared as written: 1.10 and 1.1 print differently.
        if repr(base.value) == repr(node.value):
            self._report_dead(node, path)

    def _report_dead(self, node: Node, path: KeyPath) -> None:
        message = _("This says the same as the layer below, so it changes nothing.")
        self._report("CST124", message, node, path, _("Remove it."))

    def _report(self, code: str, message: str, node: Node, path: KeyPath, hint: str = "") -> None:
        self.findings.append(finding(code, message, node.location(path), hint))


def supersede(base: Node, node: Node) -> Node:
    """Return ``node`` knowing what it, and every value inside it, stands in for."""
    replaced = (base._replace(replaced=()), *base.replaced)
    if isinstance(node.content, dict) and isinstance(base.content, dict):
        old = base.content
        children = {
            key: supersede(old[key], child) if key in old else child
            for key, child in node.content.items()
        }
        return node._replace(content=children, replaced=replaced)
    return node._replace(replaced=replaced)


def _without_id(item: Node) -> Node:
    assert isinstance(item.content, dict)
    return item._replace(content={key: c for key, c in item.content.items() if key != "id"})


def _shape(node: Node) -> type:
    return type(node.content) if isinstance(node.content, dict | list) else str


def _shape_name(node: Node) -> str:
    if isinstance(node.content, dict):
        return _("keys with values")
    return _("a list") if isinstance(node.content, list) else _("a single value")
