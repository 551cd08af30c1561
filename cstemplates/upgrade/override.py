"""One thing a customer said, and what the new catalogue does to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cstemplates.findings import TextLocation
    from cstemplates.load import Node


class Verdict(StrEnum):
    """What became of an override."""

    APPLIES = "applies"
    DEAD = "dead"
    CONFLICT = "conflict"
    LOST = "lost"
    COLLISION = "new_collision"


class Absent:
    """Stands where a catalogue says nothing."""

    def __repr__(self) -> str:
        """Return the word that stands for nothing."""
        return "—"


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True)
class Override:
    """One leaf of a layer, of the company's own parameters, or a role that the roster names.

    Attributes:
        verdict: What became of it.
        address: ``kind/id.path`` as ``explain`` takes it; for the company's file its key.
        location: Where the customer says it.
        ours: What the customer says.
        old: What the old catalogue says there, lower layers included.
        new: The same of the new catalogue.
        renamed: The new name of the target, where there is no doubt.
        nearest: Names of the new catalogue that are most like the one that is gone.
        mendable: Whether ``--write`` settles it.
    """

    verdict: Verdict
    address: str
    location: TextLocation
    ours: Any
    old: Any = ABSENT
    new: Any = ABSENT
    renamed: str = ""
    nearest: tuple[str, ...] = ()
    mendable: bool = False


def value_of(node: Node | None) -> Any:
    """Return a node's plain value, :data:`ABSENT` where there is no node."""
    return ABSENT if node is None else node.value
