"""What a rule is, and what it says about an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.check.facts import Facts, KeyPath


@dataclass(frozen=True, slots=True)
class Violation:
    """What one rule holds against one entry.

    A rule names the key path; line, column, code and severity are added when it is run.

    Attributes:
        kind: Kind of the entry, such as ``roles``.
        id: The entry's id.
        key_path: Keys and list positions inside the entry.
        message: What is wrong, in the user's language.
        hint: What to do; may be empty.
    """

    kind: str
    id: str
    key_path: KeyPath
    message: str
    hint: str = ""


class Rule(Protocol):
    """One fault the linter can find.

    The class docstring is its reference page: the fault in one line, then the sections
    *Why it matters*, *Example*, *Use instead* and *Exceptions*.
    """

    code: str

    def check(self, facts: Facts) -> Iterable[Violation]:
        """Find every occurrence; an empty result means the catalogue is free of it."""
        ...
