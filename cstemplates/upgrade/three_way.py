"""The walk through one entry of a layer, with the old and the new catalogue beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.stack.items import faulty_ids, is_keyed
from cstemplates.stack.operators import is_operator, split_operators
from cstemplates.upgrade.likeness import (
    Successor,
    moved_to,
    predecessor,
    same_content,
    same_item,
    successor,
)
from cstemplates.upgrade.moves import bare_move, idle_moves, only_moves
from cstemplates.upgrade.notes import conflict_note
from cstemplates.upgrade.override import ABSENT, Override, Verdict, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cstemplates.load import Key, KeyPath, Node
    from cstemplates.stack.operators import Operators
    from cstemplates.upgrade.edits import FileEdits


class Spot(NamedTuple):
    """A place in a layer: the names down to it, and its key path in the file."""

    kind: str
    names: tuple[str, ...]
    at: KeyPath

    @property
    def key_path(self) -> KeyPath:
        """The key path in the file as findings have it: items by id."""
        top = len(self.at) - len(self.names) + 1
        return (*self.at[:top], *self.names[1:])

    @property
    def address(self) -> str:
        """The place as ``explain`` takes it: ``kind/id.path``."""
        return f"{self.kind}/{'.'.join(self.names)}"

    def down(self, name: str, key: Key | None = None) -> Spot:
        """Go one step down; ``key`` is the step in the file where it is not the name."""
        return Spot(self.kind, (*self.names, name), (*self.at, name if key is None else key))


class Target(NamedTuple):
    """What an override is about: its name among the names of both catalogues."""

    name: str
    old: Mapping[str, Node]
    new: Mapping[str, Node]


class ThreeWay:
    """Judges the overrides of one file and notes how to mend it.

    Args:
        edits: Takes what is to be done to the file.
        label: Which upgrade this is, for comments.
        entries: The entries of the kind in the new catalogue.
    """

    def __init__(self, edits: FileEdits, label: str, entries: Mapping[str, Node]) -> None:
        self.overrides: list[Override] = []
        self._edits = edits
        self._label = label
        self._entries = entries

    def target(self, node: Node, target: Target, spot: Spot, taken: frozenset[str]) -> str:
        """Judge an entry, an item or the value of a key.

        Args:
            node: What the layer says.
            target: What it is about.
            spot: Where the layer says it.
            taken: Names beside it that the layer speaks about, too.

        Returns:
            The new name when it was renamed without doubt, else nothing.
        """
        operators, plain, _findings = split_operators(node, ())
        old, new = target.old.get(target.name), target.new.get(target.name)
        if operators.faulty:
            return ""
        if operators.add:
            self._added(plain, old, new, spot)
            return ""
        old = old or predecessor(target.name, target.old, target.new)
        if new is None:
            # What the old catalogue lacked as well was a fault before: lint tells of it.
            return self._orphan(node, target, spot, taken) if old else ""
        if operators.remove:
            self._removal(node, old, new, spot)
        else:
            self._changed(operators, plain, old, new, spot)
        return ""

    def _added(self, ours: Node, old: Node | None, new: Node | None, spot: Spot) -> None:
        if old is not None or new is None:
            self._record(Verdict.APPLIES, ours, old, new, spot)
        elif same_item(ours, new):
            self._dead(ours, None, new, spot)
        else:
            add = (*spot.at, "$add")
            self._edits.keys[add] = "$replace"
            self._conflict(ours, None, new, spot, Verdict.COLLISION)

    def _orphan(self, node: Node, target: Target, spot: Spot, taken: frozenset[str]) -> str:
        """Judge what lost its target."""
        found = successor(target.name, target.old, target.new)
        if found.renamed in taken:
            found = Successor("", found.nearest)
        operators, plain, _findings = split_operators(node, ())
        old, new = target.old[target.name], target.new.get(found.renamed)
        if operators.remove and not found.renamed:
            self._dead(node, old, None, spot)
            return ""
        moved = moved_to(spot.kind, spot.names, old, self._entries)
        nearest = moved or found.nearest
        self._lost(node, old.value, Successor(found.renamed, nearest), spot)
        if new is not None and not operators.remove:
            self._changed(operators, plain, old, new, spot)
        return found.renamed

    def _removal(self, node: Node, old: Node | None, new: Node, spot: Spot) -> None:
        if old is None or same_content(old, new):
            self._record(Verdict.APPLIES, node, old, new, spot)
        else:
            self._conflict(node, old, new, spot)

    def _changed(
        self, operators: Operators, plain: Node, old: Node | None, new: Node, spot: Spot
    ) -> None:
        if operators.replace:
            self._leaf(plain, old, new, spot)
        else:
            self.inside(plain, old, new, spot)

    def inside(self, ours: Node, old: Node | None, new: Node, spot: Spot) -> None:
        """Judge what the layer says inside something both catalogues have, or the new one."""
        match new.content, ours.content:
            case dict() as theirs, dict() as mine:
                before = old.content if old and isinstance(old.content, dict) else {}
                self._keys(mine, before, theirs, spot)
            case list() as theirs, list() as mine if is_keyed(mine) and _may_be_keyed(theirs):
                items = old.content if old and isinstance(old.content, list) else []
                self._items(ours, items, theirs, spot)
            case _:
                self._leaf(ours, old, new, spot)

    def _keys(
        self, ours: Mapping[str, Node], old: Mapping[str, Node], new: Mapping[str, Node], spot: Spot
    ) -> None:
        for key, node in ours.items():
            if key == "id" or is_operator(key):
                continue
            if key not in old and key not in new:
                self._record(Verdict.APPLIES, node, None, None, spot.down(key))
                continue
            renamed = self.target(node, Target(key, old, new), spot.down(key), frozenset(ours))
            if renamed:
                self._edits.keys[*spot.at, key] = renamed

    def _items(self, ours: Node, old: list[Node], new: list[Node], spot: Spot) -> None:
        mine = ours.content
        assert isinstance(mine, list)
        if any(faulty_ids(mine, ())):
            return
        before, after = ({str(item.id): item for item in items} for items in (old, new))
        taken = frozenset(str(item.id) for item in mine)
        asked = [bare_move(item, after) for item in mine]
        idle = idle_moves(asked, list(after))
        for position, item in enumerate(mine):
            name = str(item.id)
            here = spot.down(name, position)
            if position in idle:
                self._dead(item, before.get(name), after.get(name), here)
            elif asked[position] is not item:
                self._thinned(item, asked[position], after[name], here)
            elif name in after and only_moves(item):
                self._record(Verdict.APPLIES, item, None, None, here)
            elif renamed := self.target(item, Target(name, before, after), here, taken):
                self._edits.values[*here.at, "id"] = renamed
            if here.at not in self._edits.removed:
                self._anchor(item, before, after, mine, here)

    def _thinned(self, item: Node, left: Node, new: Node, spot: Spot) -> None:
        """Leave of an item that the base has now nothing but its place."""
        content, kept = item.content, left.content
        assert isinstance(content, dict)
        assert isinstance(kept, dict)
        self._record(Verdict.DEAD, item, None, new, spot, mendable=True)
        if only_moves(left):
            self._edits.removed |= {(*spot.at, key) for key in content.keys() - kept.keys()}
        else:
            self._edits.removed.add(spot.at)

    def _anchor(
        self,
        item: Node,
        old: Mapping[str, Node],
        new: Mapping[str, Node],
        mine: list[Node],
        spot: Spot,
    ) -> None:
        """Judge the item beside which this one is to stand."""
        operators, _plain, _findings = split_operators(item, ())
        anchor = operators.anchor.id
        added = {str(each.id) for each in mine if each.child("$add")}
        if operators.faulty or anchor not in old or anchor in new or anchor in added:
            return
        here = spot.down("$after" if operators.anchor.after else "$before")
        given = item.child(here.names[-1])
        assert given is not None
        found = successor(anchor, old, new)
        if found.renamed:
            self._edits.values[here.at] = found.renamed
        self._lost(given, anchor, found, here)

    def _lost(self, ours: Node, old: Any, found: Successor, spot: Spot) -> None:
        self.overrides.append(
            Override(
                Verdict.LOST,
                spot.address,
                ours.location(spot.key_path),
                ours.value,
                old,
                ABSENT,
                found.renamed,
                found.nearest,
                mendable=bool(found.renamed),
            )
        )

    def _leaf(self, ours: Node, old: Node | None, new: Node, spot: Spot) -> None:
        if same_item(ours, new):
            self._dead(ours, old, new, spot)
        elif old is not None and same_content(old, new):
            self._record(Verdict.APPLIES, ours, old, new, spot)
        else:
            self._conflict(ours, old, new, spot)

    def _dead(self, ours: Node, old: Node | None, new: Node | None, spot: Spot) -> None:
        self._edits.removed.add(spot.at)
        self._record(Verdict.DEAD, ours, old, new, spot, mendable=True)

    def _conflict(
        self,
        ours: Node,
        old: Node | None,
        new: Node,
        spot: Spot,
        verdict: Verdict = Verdict.CONFLICT,
    ) -> None:
        self._edits.notes[spot.at] = [conflict_note(self._label, value_of(old), new.value)]
        self._record(verdict, ours, old, new, spot)

    def _record(
        self,
        verdict: Verdict,
        ours: Node,
        old: Node | None,
        new: Node | None,
        spot: Spot,
        *,
        mendable: bool = False,
    ) -> None:
        self.overrides.append(
            Override(
                verdict,
                spot.address,
                ours.location(spot.key_path),
                ours.value,
                value_of(old),
                value_of(new),
                mendable=mendable,
            )
        )


def _may_be_keyed(items: list[Node]) -> bool:
    return not items or is_keyed(items)
