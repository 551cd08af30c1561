"""What is to be done to one file of a layer, by key path, and what it must say afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.load import Key, KeyPath


@dataclass
class FileEdits:
    """The edits of one file; key paths hold keys and positions, never ids.

    Attributes:
        removed: Values to take out; what is left empty by it goes too.
        values: Scalars to put another text in place of.
        keys: Keys to call otherwise.
        notes: Comments to write above a value.
        stem: Another name for the file; empty keeps it.
    """

    removed: set[KeyPath] = field(default_factory=set)
    values: dict[KeyPath, str] = field(default_factory=dict)
    keys: dict[KeyPath, str] = field(default_factory=dict)
    notes: dict[KeyPath, list[str]] = field(default_factory=dict)
    stem: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is to be done."""
        return bool(self.removed or self.values or self.keys or self.notes or self.stem)

    def close(self, value: Any) -> None:
        """Add to what is removed everything left empty by it, and drop edits inside it."""
        self.removed = set(_emptied(value, self.removed, ()))
        for edits in (self.values, self.keys, self.notes):
            for path in [path for path in edits if self._is_removed(path)]:
                del edits[path]

    def _is_removed(self, path: KeyPath) -> bool:
        return any(path[:depth] in self.removed for depth in range(len(path) + 1))

    def result(self, value: Any) -> Any:
        """Return what the file says afterwards, None when nothing is left of it."""
        return None if () in self.removed else self._edited(value, ())

    def _edited(self, value: Any, path: KeyPath) -> Any:
        children = ((key, child, (*path, key)) for key, child in _children(value))
        kept = [(key, child, at) for key, child, at in children if at not in self.removed]
        if isinstance(value, dict):
            return {self.keys.get(at, key): self._edited(child, at) for key, child, at in kept}
        if isinstance(value, list):
            return [self._edited(child, at) for _key, child, at in kept]
        return self.values.get(path, value)


def _emptied(value: Any, removed: set[KeyPath], path: KeyPath) -> Iterator[KeyPath]:
    """Yield the topmost paths that go when the ``removed`` ones do."""
    if path in removed:
        yield path
        return
    below: list[KeyPath] = []
    left = 0
    for key, child in _children(value):
        gone = list(_emptied(child, removed, (*path, key)))
        below += gone
        # An id alone says nothing about an item.
        left += gone != [(*path, key)] and not (isinstance(value, dict) and key == "id")
    yield from ([path] if below and not left else below)


def _children(value: Any) -> list[tuple[Key, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
