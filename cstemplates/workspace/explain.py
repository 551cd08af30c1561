"""Where a value of the catalogue comes from: file, line, layer, and what it replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.stack import Provenance, Replaced, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cstemplates.load import Key, KeyPath, Node
    from cstemplates.stack import StackedEntry
    from cstemplates.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Explanation:
    """One value and its history; ``address`` is ``kind/id.path`` as it is typed."""

    address: str
    value: Any
    provenance: Provenance


def explain_value(workspace: Workspace, address: str) -> Explanation:
    """Explain ``kind/id`` or ``kind/id.path.to.value``; list items go by id or position.

    Raises:
        WorkspaceError: There is no such kind, entry or value; with the nearest name.
    """
    kind, _slash, rest = address.partition("/")
    if kind not in KINDS:
        raise _unknown(address, kind, KINDS)
    ids = [entry.id for entry in workspace.stack.entries(kind)]
    name, _dot, path = rest.partition(".")
    entry = workspace.stack.entry(kind, name)
    if entry is None:
        raise _unknown(address, name, ids)
    key_path = _walk(entry, path.split(".") if path else [], address)
    node = entry.node.follow(key_path)[0]
    found = Explanation(address, node.value, entry.provenance(key_path))
    return _as_the_company_has_it(workspace, kind, key_path, found)


def _as_the_company_has_it(
    workspace: Workspace, kind: str, key_path: KeyPath, shipped: Explanation
) -> Explanation:
    company = workspace.company_or_none
    if kind != "policies" or key_path[:1] != ("parameters",) or key_path[2:] != ("value",):
        return shipped
    key = str(key_path[1])
    if company is None or key not in company.parameters:
        return shipped
    default = shipped.provenance
    return Explanation(
        shipped.address,
        company.parameters[key],
        Provenance(
            workspace.locate_company((), parameter=key),
            "company",
            (Replaced(shipped.value, default.location, default.layer), *default.replaced),
        ),
    )


def _walk(entry: StackedEntry, words: Sequence[str], address: str) -> KeyPath:
    node, path, at = entry.node, [], 0
    while at < len(words):
        key, child, used = _longest_child(node, words[at:])
        if child is None:
            raise _unknown(address, words[at], _names(node))
        node = child
        path.append(key)
        at += used
    return tuple(path)


def _longest_child(node: Node, words: Sequence[str]) -> tuple[Key, Node | None, int]:
    # The ids of parameters hold dots themselves: pay.orphan_commission_rate.
    for used in range(len(words), 0, -1):
        key = ".".join(words[:used])
        child = node.child(key)
        if child is not None:
            return key, child, used
    return words[0], None, 1


def _names(node: Node) -> list[str]:
    if isinstance(node.content, dict):
        return list(node.content)
    if isinstance(node.content, list):
        return [item.id or str(n) for n, item in enumerate(node.content)]
    return []


def _unknown(address: str, name: str, known: Iterable[str]) -> WorkspaceError:
    return WorkspaceError(
        finding(
            "CST011",
            _("{option}: “{name}” does not exist.").format(option=address, name=name),
            TextLocation(address),
            did_you_mean(name, known),
        )
    )
