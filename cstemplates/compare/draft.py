"""Changes while they are collected, and the numbers of blocks, to tell what only counts on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cstemplates.compare.align import align
from cstemplates.compare.change import Change, Kind, fold
from cstemplates.compare.ordinals import moved_references, plain_number, shape_of
from cstemplates.compare.units import STEP
from cstemplates.compare.words import Piece, compare_text, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cstemplates.word.blocks import Control


@dataclass(frozen=True, slots=True)
class _Number:
    """The numbers of a block that stands on both sides."""

    where: str
    old: str
    new: str


@dataclass
class Draft:
    """What was found so far, in the order of the new document."""

    _found: list[Change | _Number] = field(default_factory=list)

    def add(self, where: str, text: str, code: str = "") -> None:
        """Note what only the new document has."""
        self._found.append(Change(Kind.ADDED, where, _whole("new", text), "", text, code))

    def remove(self, where: str, text: str, code: str = "") -> None:
        """Note what only the old document has."""
        self._found.append(Change(Kind.REMOVED, where, _whole("gone", text), text, "", code))

    def move(self, where: str, text: str, code: str = "", count: int = 1) -> None:
        """Note what stands in another place now."""
        moved = Change(Kind.MOVED, where, _whole("same", text), text, text, code, count)
        self._found.append(moved)

    def change(self, where: str, before: str, after: str, code: str = "") -> None:
        """Note two texts that belong together; equal ones are no change."""
        if before != after:
            pieces = compare_text(before, after)
            self._found.append(Change(Kind.CHANGED, where, pieces, before, after, code))

    def number(self, where: str, old: str, new: str) -> None:
        """Note the numbers of a block that stands on both sides."""
        if old and new:
            self._found.append(_Number(where, old, new))

    def controls(self, where: str, old: Sequence[Control], new: Sequence[Control]) -> None:
        """Compare the controls of two texts; what they hold is part of the text."""
        if old == new:
            return
        only = len(old) <= 1 and len(new) <= 1
        for pair in align(old, new, _control_likeness, lambda c: c.tag):
            before = None if pair.old is None else old[pair.old]
            after = None if pair.new is None else new[pair.new]
            self._control(where, before, after, only=only)

    def _control(self, where: str, old: Control | None, new: Control | None, *, only: bool) -> None:
        name = STEP.join(filter(None, (where, "控件")))
        if old is None or new is None:
            if old is not None:
                self.remove(name, _described(old))
            elif new is not None:
                self.add(name, _described(new))
            return
        self.change(f"{name}{STEP}标记", old.tag, new.tag)
        # A tag tells controls of one place apart; no reader sees it.
        step = where if only and where else f"{name} {new.tag}".rstrip()
        self.change(f"{step}{STEP}类型", old.kind, new.kind)
        self.change(f"{step}{STEP}选项", "/".join(old.choices), "/".join(new.choices))

    def changes(self) -> tuple[Change, ...]:
        """Return the changes; blocks that only count on are told once a run."""
        renumbered = {
            (plain_number(each.old), plain_number(each.new))
            for each in self._found
            if isinstance(each, _Number) and each.old != each.new
        }
        return fold(list(_Runs().told(self._without_references(renumbered))))

    def _without_references(self, renumbered: set[tuple[str, str]]) -> Iterator[Change | _Number]:
        first: Change | None = None
        count = 0
        for each in self._found:
            pairs = (
                moved_references(each.before, each.after, renumbered)
                if isinstance(each, Change) and each.kind is Kind.CHANGED
                else ()
            )
            if not pairs:
                yield each
                continue
            count += 1
            if first is None:
                old, new = pairs[0]
                first = Change(Kind.RENUMBERED, each.where, (), old, new)
        if first is not None:
            yield replace(first, count=count)


class _Runs:
    """Runs of blocks whose numbers moved on; each list of the document has its own."""

    def told(self, found: Iterator[Change | _Number]) -> Iterator[Change]:
        rows: list[Change] = []
        open_runs: dict[str, int] = {}
        for each in found:
            if isinstance(each, Change):
                rows.append(each)
                continue
            shape = shape_of(each.new)
            if each.old == each.new:
                open_runs.pop(shape, None)
            elif shape in open_runs:
                at = open_runs[shape]
                rows[at] = replace(rows[at], count=rows[at].count + 1)
            else:
                open_runs[shape] = len(rows)
                rows.append(Change(Kind.RENUMBERED, each.where, (), each.old, each.new))
        yield from rows


def _whole(side: str, text: str) -> tuple[Piece, ...]:
    kinds = {"same": Piece("same", text), "gone": Piece("gone", text), "new": Piece("new", text)}
    return (kinds[side],) if text else ()


def _described(control: Control) -> str:
    return " ".join(filter(None, (control.tag, control.kind, "/".join(control.choices))))


def _control_likeness(old: Control, new: Control) -> float:
    same_kind = old.kind == new.kind
    if same_kind and old.choices == new.choices:
        return 0.6 + 0.4 * likeness(old.tag, new.tag)
    return 0.5 if same_kind else 0.0
