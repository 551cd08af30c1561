"""Finding a role by what a roster calls it: id, title or alias."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cstemplates.stack import did_you_mean

if TYPE_CHECKING:
    from cstemplates.stack import Stack


class Posts:
    """The roles by id, title and alias, of faulty entries too: their holders are no fault."""

    def __init__(self, stack: Stack) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        for entry in stack.entries("roles"):
            title, aliases = (entry.node.child(key) for key in ("title", "aliases"))
            names = [title.value if title else None, *(aliases.value or () if aliases else ())]
            for name in {entry.id, *(name for name in names if isinstance(name, str))}:
                self._names[name].add(entry.id)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids a name may mean; an id means itself and nothing else."""
        found = self._names.get(name, set())
        return (name,) if name in found else tuple(sorted(found))

    def hint(self, name: str) -> str:
        """Offer the nearest name, from the catalogue, never from the roster."""
        return did_you_mean(name, sorted(self._names))
