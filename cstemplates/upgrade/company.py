"""What a new catalogue does to the company's own file and to the roles its roster names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.upgrade.likeness import Successor, predecessor, same, successor
from cstemplates.upgrade.notes import conflict_note
from cstemplates.upgrade.override import ABSENT, Override, Verdict, value_of
from cstemplates.workspace.posts import Posts
from cstemplates.workspace.roster import field_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cstemplates.load import KeyPath, Node, Source, Table
    from cstemplates.stack import Stack, StackedEntry
    from cstemplates.upgrade.edits import FileEdits


def judge_company(
    source: Source, old: Stack, new: Stack, edits: FileEdits, label: str
) -> list[Override]:
    """Judge the company's values of parameters, and the packs that it makes.

    Args:
        source: The company's file.
        old: The old catalogue with all layers.
        new: The new one with the mended layers.
        edits: Takes what is to be done to the file.
        label: Which upgrade this is, for comments.
    """
    return [*_parameters(source, old, new, edits, label), *_packs(source, old, new, edits)]


def _parameters(
    source: Source, old: Stack, new: Stack, edits: FileEdits, label: str
) -> Iterator[Override]:
    given = source.root.child("parameters")
    if given is None or not isinstance(given.content, dict):
        return
    before, after = _defined(old), _defined(new)
    for key, node in given.content.items():
        at: KeyPath = ("parameters", key)
        if key in before and key not in after:
            found = successor(key, before, after)
            if found.renamed:
                edits.keys[at] = found.renamed
            yield _lost(".".join(map(str, at)), node, at, found)
        else:
            was = before.get(key) or predecessor(key, before, after)
            yield _parameter(node, at, _default(was), _default(after.get(key)), edits, label)


def _parameter(
    ours: Node, at: KeyPath, old: Node | None, new: Node | None, edits: FileEdits, label: str
) -> Override:
    if new is None or (old is not None and same(old.value, new.value)):
        # Also a fact that says what the catalogue has always said: it is the company's word.
        verdict = Verdict.APPLIES
    elif repr(ours.value) == repr(new.value):
        verdict = Verdict.DEAD
        edits.removed.add(at)
    else:
        verdict = Verdict.CONFLICT
        edits.notes[at] = [conflict_note(label, value_of(old), new.value)]
    return Override(
        verdict,
        ".".join(map(str, at)),
        ours.location(at),
        ours.value,
        value_of(old),
        value_of(new),
        mendable=verdict is Verdict.DEAD,
    )


def _defined(stack: Stack) -> dict[str, Node]:
    """Return the parameters of all policies by key."""
    lists = (entry.node.child("parameters") for entry in stack.entries("policies"))
    items = (node.content for node in lists if node and isinstance(node.content, list))
    return {str(item.id): item for content in items for item in content}


def _default(parameter: Node | None) -> Node | None:
    return parameter.child("value") if parameter else None


def _packs(source: Source, old: Stack, new: Stack, edits: FileEdits) -> Iterator[Override]:
    given = source.root.child("packs")
    before, after = (_nodes(stack.entries("packs")) for stack in (old, new))
    items = given.content if given and isinstance(given.content, list) else []
    for position, node in enumerate(items):
        name, at = str(node.content), ("packs", position)
        if name in before and name not in after:
            found = successor(name, before, after)
            if found.renamed:
                edits.values[at] = found.renamed
            yield _lost("packs", node, at, found)
        else:
            yield Override(Verdict.APPLIES, "packs", node.location(at), node.value)


def _nodes(entries: tuple[StackedEntry, ...]) -> dict[str, Node]:
    return {entry.id: entry.node for entry in entries}


def _lost(address: str, node: Node, at: KeyPath, found: Successor) -> Override:
    return Override(
        Verdict.LOST,
        address,
        node.location(at),
        node.value,
        node.value if address == "packs" else ABSENT,
        ABSENT,
        found.renamed,
        found.nearest,
        mendable=bool(found.renamed),
    )


def judge_roster(table: Table, old: Stack, new: Stack) -> Iterator[Override]:
    """Judge the roles that a roster names, each at its first row; the roster stays as it is."""
    heading = next((cell.name for cell in table.header if field_of(cell.name) == "role"), "")
    if not heading:
        return
    before, after = Posts(old), Posts(new)
    roles, came = (_nodes(stack.entries("roles")) for stack in (old, new))
    seen: set[str] = set()
    for row in table.rows:
        name = row.values[heading]
        known = before.find(name)
        if name in seen or len(known) != 1:
            continue
        seen.add(name)
        place = table.locate(row.line, heading)
        found = after.find(name)
        # A title may belong to a role that has got another id.
        if found == known or (len(found) == 1 and known[0] not in came):
            yield Override(Verdict.APPLIES, "roster", place, name)
        else:
            yield Override(
                Verdict.LOST,
                "roster",
                place,
                name,
                known[0],
                ABSENT,
                nearest=found or _became(known[0], roles, came),
            )


def _became(role: str, old: Mapping[str, Node], new: Mapping[str, Node]) -> tuple[str, ...]:
    return (role,) if role in new else successor(role, old, new).nearest
