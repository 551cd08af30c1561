"""References in a customer's layers to what the new catalogue calls otherwise or lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.links import TASKS, links_of
from cstemplates.model import KINDS
from cstemplates.upgrade.likeness import successor
from cstemplates.upgrade.override import ABSENT, Override, Verdict
from cstemplates.workspace.reading import typed_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cstemplates.check.links import Link
    from cstemplates.load import KeyPath, Node
    from cstemplates.stack import Stack, StackedEntry
    from cstemplates.upgrade.layers import EditedFile


def judge_links(files: Sequence[EditedFile], old: Stack, new: Stack) -> Iterator[Override]:
    """Judge every reference that a layer makes to something that is gone.

    Args:
        files: The layers' files; they take the new names where there is no doubt.
        old: The old catalogue with all layers.
        new: The new one with the mended layers.
    """
    owners = {file.shown: file for file in files}
    before, after = _targets(old), _targets(new)
    catalog, _faults = typed_catalog(old)
    for link in links_of(catalog):
        names = before.get(link.target_kind, {}), after.get(link.target_kind, {})
        if link.target not in names[0] or link.target in names[1]:
            continue
        entry = old.entry(link.kind, link.id)
        assert entry is not None
        node, is_there = entry.node.follow(link.key_path)
        if is_there and node.path in owners:
            yield _judge(link, entry, node, names, owners[node.path])


def _judge(
    link: Link,
    entry: StackedEntry,
    node: Node,
    names: tuple[dict[str, Node], dict[str, Node]],
    file: EditedFile,
) -> Override:
    found = successor(link.target, *names)
    written = str(node.content)
    # A task is written without its role, a source with its kind: only the whole can be put.
    at = _at(file, node) if found.renamed and written == link.target else None
    if at is not None:
        file.edits.values[at] = found.renamed
    return Override(
        Verdict.LOST,
        f"{link.kind}/{link.id}.{'.'.join(_names(entry.node, link.key_path))}",
        node.location(entry.locate(link.key_path).key_path),
        written,
        written,
        ABSENT,
        found.renamed,
        found.nearest,
        mendable=at is not None,
    )


def _names(node: Node, key_path: KeyPath) -> Iterator[str]:
    """Name the steps of a key path as people do: items by id."""
    for key in key_path:
        child = node.child(key)
        assert child is not None
        yield child.id if isinstance(key, int) and child.id else str(key)
        node = child


def _targets(stack: Stack) -> dict[str, dict[str, Node]]:
    """Return all that can be referred to, by kind and name."""
    targets = {kind: {entry.id: entry.node for entry in stack.entries(kind)} for kind in KINDS}
    tasks = {
        f"{name}/{task.id}": task
        for name, role in targets["roles"].items()
        if (routines := role.child("routines")) and isinstance(routines.content, list)
        for task in routines.content
    }
    return targets | {TASKS: tasks}


def _at(file: EditedFile, wanted: Node) -> KeyPath | None:
    """Find the key path of a scalar in its file."""
    for entry in file.entries:
        for at, node in _scalars(entry.node, entry.top):
            if (node.line, node.column) == (wanted.line, wanted.column):
                return at
    return None


def _scalars(node: Node, at: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    content = node.content
    if isinstance(content, dict):
        for key, child in content.items():
            yield from _scalars(child, (*at, key))
    elif isinstance(content, list):
        for position, child in enumerate(content):
            yield from _scalars(child, (*at, position))
    else:
        yield at, node
