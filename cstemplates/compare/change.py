"""What a comparison says: changes of a document, of a file, of two folders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.compare.words import Piece
    from cstemplates.findings import Finding


class Kind(StrEnum):
    """What happened; what is computed from the rest and looks are quiet."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    TOTAL = "total"
    LOOK = "look"

    @property
    def is_computed(self) -> bool:
        """Whether only a number changed that follows from other changes."""
        return self in {Kind.RENUMBERED, Kind.TOTAL}

    @property
    def is_quiet(self) -> bool:
        """Whether no words of the document itself changed."""
        return self.is_computed or self is Kind.LOOK


class State(StrEnum):
    """What became of a file; ``look`` when nothing but its looks differs."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    LOOK = "look"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a reader sees differently.

    Attributes:
        kind: What happened.
        where: The way to it in the document's own words, such as
            ``第三章 考核 › 表 2 › A3 客户满意度 › 权重``; for looks what it is about.
        pieces: Old and new in one; empty when no words changed.
        before: The whole old text; for renumbering the old number of the first block.
        after: The whole new text.
        code: The code printed in the first column of the row, when there is one.
        count: How many neighbouring blocks this stands for.
    """

    kind: Kind
    where: str
    pieces: tuple[Piece, ...] = ()
    before: str = ""
    after: str = ""
    code: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of one file of two folders.

    Attributes:
        path: Its path below the new folder, below the old one when it was removed.
        state: What became of it.
        changes: What a reader sees differently.
        old_path: Its former path when it was renamed.
        findings: Why it could not be read.
    """

    path: str
    state: State
    changes: tuple[Change, ...] = ()
    old_path: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of all files, by path."""

    files: tuple[FileChange, ...]

    @property
    def differs(self) -> bool:
        """Whether any file is not the same on both sides."""
        return any(each.state is not State.SAME for each in self.files)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What could not be read, of all files."""
        return tuple(found for each in self.files for found in each.findings)

    def count(self, state: State) -> int:
        """Count the files of a state."""
        return self.states[state]

    @property
    def states(self) -> Counter[State]:
        """How many files there are of each state."""
        return Counter(each.state for each in self.files)

    @property
    def kinds(self) -> Counter[Kind]:
        """How many changes there are of each kind."""
        return Counter(change.kind for each in self.files for change in each.changes)


def state_of(changes: tuple[Change, ...]) -> State:
    """Say what became of a file that stands on both sides under one name."""
    if not changes:
        return State.SAME
    return State.LOOK if all(c.kind is Kind.LOOK for c in changes) else State.CHANGED


def fold(changes: list[Change]) -> tuple[Change, ...]:
    """Make one of equal changes that follow each other, such as rows left blank."""
    found: list[Change] = []
    for each in changes:
        if found and replace(found[-1], count=1) == replace(each, count=1):
            found[-1] = replace(found[-1], count=found[-1].count + each.count)
        else:
            found.append(each)
    return tuple(found)
