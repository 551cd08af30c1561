"""What changed in the values of a catalogue: from what, to what, and where it stands.

Compared are the values as the model reads them, so the order of keys, comments, quotes,
the file an entry stands in and a default that is written out are no change. The order of
a list is one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cstemplates.model import KINDS, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cstemplates.findings import TextLocation
    from cstemplates.load import Key, KeyPath, Node
    from cstemplates.stack import Stack, StackedEntry

_MISSING: Any = object()


class Shift(StrEnum):
    """What happened to a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that is not what it was.

    Attributes:
        shift: What happened to it.
        address: ``kind/id.path.to.value`` as it is typed; items go by id or position.
        before: The old value as plain data, None when there was none.
        after: The new value as plain data, None when there is none.
        place: Where the new value stands; where the old one stood when its entry is gone.
        company: The company whose layers or facts changed, empty for the catalogue itself.
    """

    shift: Shift
    address: str
    before: Any
    after: Any
    place: TextLocation
    company: str = ""

    @property
    def meaning(self) -> tuple[object, ...]:
        """What the change says, without the company and the place."""
        return self.shift, self.address, repr(self.before), repr(self.after)


def value_changes(old: Stack, new: Stack) -> Iterator[ValueChange]:
    """Compare all entries of two stacks, kind by kind and ordered by id."""
    for kind in KINDS:
        ids = {entry.id for side in (old, new) for entry in side.entries(kind)}
        for name in sorted(ids):
            yield from _entry_changes(old.entry(kind, name), new.entry(kind, name))


def fact_changes(
    name: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    *,
    locate: Callable[[KeyPath], TextLocation],
) -> Iterator[ValueChange]:
    """Compare the facts of a company; ``locate`` finds the place of a new one."""
    for shift, path, before, after in _compare(old, new, ()):
        yield ValueChange(shift, _address(name, path), before, after, locate(path))


def _entry_changes(old: StackedEntry | None, new: StackedEntry | None) -> Iterator[ValueChange]:
    if old is None or new is None:
        entry, shift = (new, Shift.ADDED) if new else (old, Shift.REMOVED)
        assert entry is not None
        value = _facts(entry)
        before, after = (None, value) if new else (value, None)
        yield ValueChange(shift, f"{entry.kind}/{entry.id}", before, after, entry.locate())
    elif not _is_same(old.node, new.node):
        head = f"{new.kind}/{new.id}"
        for shift, path, before, after in _compare(_facts(old), _facts(new), ()):
            yield ValueChange(shift, _address(head, path), before, after, new.locate(path))


def _facts(entry: StackedEntry) -> Mapping[str, Any]:
    """The entry as the model reads it; as it is written when the model refuses it."""
    model, _faults = parse(KINDS[entry.kind].model, entry.value)
    facts: Mapping[str, Any] = model.model_dump(by_alias=True) if model else entry.value
    return facts


def _is_same(old: Node, new: Node) -> bool:
    """Tell without reading the model that two nodes say the same, keys in any order."""
    a, b = old.content, new.content
    if a is b:
        return True
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_is_same(child, b[key]) for key, child in a.items())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_is_same, a, b))
    return _word(a) == _word(b)


def _word(value: object) -> str:
    # As it prints: 1.10 and 1.1 are equal numbers, but not equal on paper.
    return f"{type(value).__name__} {value}"


_Shifted = tuple[Shift, "KeyPath", Any, Any]


def _compare(old: Any, new: Any, path: KeyPath) -> Iterator[_Shifted]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*new, *old)):
            here = (*path, key)
            yield from _compare(old.get(key, _MISSING), new.get(key, _MISSING), here)
    elif _is_list(old) and _is_list(new):
        named = _have_ids(old) and _have_ids(new)
        yield from (_compare_named if named else _compare_plain)(old, new, path)
    elif _says_nothing(old) != _says_nothing(new):
        yield _come_or_gone(old, new, path)
    elif not _says_nothing(new) and _word(old) != _word(new):
        yield Shift.CHANGED, path, old, new


def _come_or_gone(old: Any, new: Any, path: KeyPath) -> _Shifted:
    if _says_nothing(old):
        return Shift.ADDED, path, None, new
    return Shift.REMOVED, path, old, None


def _says_nothing(value: Any) -> bool:
    return value is _MISSING or value is None or value in ((), [], {})


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _have_ids(items: Sequence[Any]) -> bool:
    ids = [item.get("id") for item in items if isinstance(item, dict)]
    return len(ids) == len(items) == len(set(ids)) and None not in ids


def _compare_named(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], path: KeyPath
) -> Iterator[_Shifted]:
    """Compare items by their ids; one that changed its place among the others has moved."""
    before = {item["id"]: item for item in old}
    after = {item["id"]: item for item in new}
    moved = _moved([name for name in before if name in after], [n for n in after if n in before])
    for name, item in after.items():
        here = (*path, name)
        if name not in before:
            yield Shift.ADDED, here, None, item
            continue
        if name in moved:
            yield Shift.MOVED, here, list(before).index(name) + 1, list(after).index(name) + 1
        yield from _compare(before[name], item, here)
    for name, item in before.items():
        if name not in after:
            yield Shift.REMOVED, (*path, name), item, None


def _moved(old: list[Key], new: list[Key]) -> set[Key]:
    """The fewest items that must move to get from one order to the other."""
    place = {name: number for number, name in enumerate(old)}
    tails: list[int] = []
    chains: list[tuple[Key, ...]] = []
    for name in new:
        at = bisect_left(tails, place[name])
        chain = (*(chains[at - 1] if at else ()), name)
        tails[at : at + 1] = [place[name]]
        chains[at : at + 1] = [chain]
    return set(new) - set(chains[-1] if chains else ())


def _compare_plain(old: Sequence[Any], new: Sequence[Any], path: KeyPath) -> Iterator[_Shifted]:
    """Compare values without ids by their order; the same values in another order have moved."""
    words, others = list(map(repr, old)), list(map(repr, new))
    if words == others:
        return
    if sorted(words) == sorted(others):
        yield Shift.MOVED, path, list(old), list(new)
        return
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for _tag, first, last, start, stop in matcher.get_opcodes():
        yield from _stretch(old[first:last], new[start:stop], path, start)


def _stretch(
    old: Sequence[Any], new: Sequence[Any], path: KeyPath, start: int
) -> Iterator[_Shifted]:
    common = min(len(old), len(new))
    for n in range(common):
        yield from _compare(old[n], new[n], (*path, start + n))
    for n, value in enumerate(new[common:], start + common):
        yield Shift.ADDED, (*path, n), None, value
    for value in old[common:]:
        yield Shift.REMOVED, path, value, None


def _address(head: str, path: KeyPath) -> str:
    return ".".join((head, *map(str, path)))


def of_company(changes: Iterator[ValueChange], company: str) -> Iterator[ValueChange]:
    """Say whose layers or facts made these changes."""
    return (replace(change, company=company) for change in changes)


def as_text(value: Any) -> str:
    """Write a value for people: one line a member; empty for what says nothing."""
    if _says_nothing(value):
        return ""
    if isinstance(value, dict):
        lines = ((key, as_text(each)) for key, each in value.items())
        return "\n".join(f"{key}: {text}" for key, text in lines if text)
    if _is_list(value):
        return "\n".join(as_text(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
