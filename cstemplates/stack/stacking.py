"""The layers as one: what holds for every kind and id, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.stack.merge import Merge
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cstemplates.load import KeyPath, Node
    from cstemplates.stack.layer import Layer, LayerEntry
    from cstemplates.stack.operators import Operators


class Replaced(NamedTuple):
    """A value that a higher layer took the place of."""

    value: Any
    location: TextLocation
    layer: str


class Provenance(NamedTuple):
    """Where a value comes from, and what it replaced, newest first."""

    location: TextLocation
    layer: str
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class StackedEntry:
    """One entry as all layers together make it.

    Key paths name list items by position or by id: ``("responsibilities", "crm", "text")``.
    """

    kind: str
    id: str
    node: Node
    _top: KeyPath = field(repr=False)
    _layers: Mapping[str, str] = field(repr=False)

    @property
    def value(self) -> Any:
        """The entry as plain data."""
        return self.node.value

    def locate(self, key_path: KeyPath = ()) -> TextLocation:
        """Return the place of a key path, or of its nearest ancestor that exists."""
        return self.node.follow(key_path)[0].location(self._top + key_path)

    def provenance(self, key_path: KeyPath = ()) -> Provenance:
        """Return where a value, or its nearest ancestor that exists, comes from."""
        node = self.node.follow(key_path)[0]
        key_path = self._top + key_path
        replaced = tuple(
            Replaced(old.value, old.location(key_path), self._layers[old.path])
            for old in node.replaced
        )
        return Provenance(node.location(key_path), self._layers[node.path], replaced)


@dataclass(frozen=True, slots=True)
class Stack:
    """All entries of all layers.

    Attributes:
        findings: What is wrong with the layers and with how they fit together.
        inputs: Every file read, as shown to people, with the hash of its bytes.
    """

    _entries: Mapping[str, Mapping[str, StackedEntry]]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()

    def entry(self, kind: str, id: str) -> StackedEntry | None:  # noqa: A002  the word of the catalogue
        """Return an entry, None when no layer has it."""
        return self._entries.get(kind, {}).get(id)

    def entries(self, kind: str) -> tuple[StackedEntry, ...]:
        """Return all entries of a kind, ordered by id."""
        found = self._entries.get(kind, {})
        return tuple(found[id_] for id_ in sorted(found))


def stack(layers: Sequence[Layer]) -> Stack:
    """Lay the layers over each other, the first one lowest.

    Whatever does not fit is a finding, and the layer below stays as it was there.
    """
    stacking = _Stacking()
    for depth, layer in enumerate(layers):
        for entry in layer.entries:
            if depth == 0:
                stacking.lay(entry)
            else:
                stacking.overlay(entry)
    return Stack(
        stacking.entries(_layer_names(layers)),
        (*(fault for layer in layers for fault in layer.findings), *stacking.merge.findings),
        tuple(given for layer in layers for given in layer.inputs),
    )


def _layer_names(layers: Sequence[Layer]) -> Mapping[str, str]:
    """Say which layer a file belongs to."""
    return {entry.node.path: layer.name for layer in layers for entry in layer.entries}


class _Stacking:
    def __init__(self) -> None:
        self.merge = Merge()
        self._nodes: dict[str, dict[str, Node]] = {}
        self._tops: dict[tuple[str, str], KeyPath] = {}

    def entries(self, layers: Mapping[str, str]) -> dict[str, dict[str, StackedEntry]]:
        return {
            kind: {
                id_: StackedEntry(kind, id_, node, self._tops[kind, id_], layers)
                for id_, node in nodes.items()
            }
            for kind, nodes in self._nodes.items()
        }

    def lay(self, entry: LayerEntry) -> None:
        self.merge.base(entry.node, entry.top)
        self._put(entry, entry.node)

    def overlay(self, entry: LayerEntry) -> None:
        operators, node = self.merge.split(entry.node, entry.top)
        base = self._nodes.get(entry.kind, {}).get(entry.id)
        if operators.faulty:
            return
        if operators.anchor.id:
            message = _("“$before” and “$after” belong to items of a list.")
            self._report("CST122", message, entry)
        elif base is None:
            self._new(entry, operators, node)
        elif operators.add:
            message = _("The entry “{id}” exists already in {path}.").format(
                id=entry.id, path=base.path
            )
            hint = _("Leave “$add” out to change the entry.")
            self._report("CST121", message, entry, hint)
        elif operators.remove:
            del self._nodes[entry.kind][entry.id]
        elif operators.replace:
            self._put(entry, self.merge.replaced_whole(base, node, entry.top))
        else:
            self._put(entry, self.merge.over(base, node, entry.top))

    def _new(self, entry: LayerEntry, operators: Operators, node: Node) -> None:
        if operators.add:
            self._put(entry, self.merge.fresh(node, entry.top))
            return
        message = _("There is no entry “{id}” in the layers below.").format(id=entry.id)
        near = did_you_mean(entry.id, self._nodes.get(entry.kind, ()))
        self._report("CST120", message, entry, near or _("A new entry needs “$add: true”."))

    def _put(self, entry: LayerEntry, node: Node) -> None:
        self._nodes.setdefault(entry.kind, {})[entry.id] = node
        self._tops[entry.kind, entry.id] = entry.top

    def _report(self, code: str, message: str, entry: LayerEntry, hint: str = "") -> None:
        place = entry.node.location(entry.top)
        self.merge.findings.append(finding(code, message, place, hint))
