"""Where a stretch of text may come from, and the register that gives each a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.findings import DocxLocation
    from cstemplates.load import KeyPath

COMPANY, ROSTER, RUN, UNKNOWN = "company", "roster", "run", "unknown"
"""The kinds of origins that are no kind of the catalogue."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One value: a kind of the catalogue with id and key path, or company, roster, run.

    Attributes:
        kind: A kind of the catalogue, or one of the kinds above.
        id: The entry; of the roster, the row.
        path: The key path; of the roster, the column's field.
        is_default: Whether nobody wrote the value and the model's own default holds.
    """

    kind: str
    id: str = ""
    path: KeyPath = ()
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Derived:
    """A text worked out of values; ``made_of`` are their numbers."""

    made_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph of a template, which the template's own words stand in."""

    place: DocxLocation


Entry = Origin | Derived | Printed


@dataclass(slots=True)
class Register:
    """Numbers origins, equal ones alike, so that marks in a text can name them."""

    _entries: list[Entry] = field(default_factory=list)
    _numbers: dict[Entry, int] = field(default_factory=dict)

    def number(self, entry: Entry) -> int:
        """Give an entry its number."""
        if entry not in self._numbers:
            self._numbers[entry] = len(self._entries)
            self._entries.append(entry)
        return self._numbers[entry]

    def entry(self, number: int) -> Entry | None:
        """Return the entry of a number, None for a number that was never given."""
        return self._entries[number] if number < len(self._entries) else None

    def derived(self, numbers: tuple[int, ...]) -> int:
        """Number a text made of these values; texts made of texts name what those are made of."""
        return self.number(Derived(tuple(dict.fromkeys(self._leaves(numbers)))))

    def leaves(self, number: int) -> tuple[int, ...]:
        """The values behind a number: itself, or all that a derived text is made of."""
        return tuple(self._leaves((number,)))

    def _leaves(self, numbers: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        for number in numbers:
            entry = self.entry(number)
            found += entry.made_of if isinstance(entry, Derived) else (number,)
        return found
