"""Two documents compared: what a reader sees differently, in the order of the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare.align import Pair, align
from cstemplates.compare.draft import Draft
from cstemplates.compare.looks import compare_looks
from cstemplates.compare.resemblance import (
    is_movable,
    joined,
    margin_likeness,
    unit_key,
    unit_likeness,
)
from cstemplates.compare.tables import compare_tables
from cstemplates.compare.totals import mark_totals
from cstemplates.compare.units import STEP, Document, Unit, read_document, short
from cstemplates.findings import TemplateError
from cstemplates.gate import OUTPUT, not_word, open_package
from cstemplates.word.known_tables import known_tables
from cstemplates.word.looks import read_looks
from cstemplates.word.project import project_trees
from cstemplates.word.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cstemplates.compare.change import Change
    from cstemplates.findings import Finding
    from cstemplates.word.blocks import Block


def compare(
    old: bytes, new: bytes, *, old_path: str = "", new_path: str = ""
) -> tuple[Change, ...]:
    """Compare two Word files.

    What cannot be seen is never a difference: the order and packing of parts, ids, dates
    among the properties, page numbers of a contents.

    Args:
        old: The file before.
        new: The file after.
        old_path: The name of old for findings.
        new_path: The name of new for findings.

    Returns:
        Changes in the order of new: properties, body, headers and footers, notes, then
        looks. Empty when a reader sees no difference.

    Raises:
        TemplateError: If one of them is no Word file that can be read; with the findings
            of both.
    """
    if old == new:
        return ()
    before, after = _opened((old, old_path), (new, new_path))
    blocks = (project_trees(side, known_tables(side)) for side in (before, after))
    words = compare_blocks(*blocks)
    return (*mark_totals(words), *compare_looks(*read_looks(before, after)))


def _opened(*files: tuple[bytes, str]) -> list[Trees]:
    opened: list[Trees] = []
    findings: list[Finding] = []
    for data, path in files:
        try:
            package = open_package(data, path=path, profile=OUTPUT)
        except TemplateError as error:
            findings.extend(error.report)
            continue
        wrong = not_word(package)
        findings.extend([wrong] if wrong else [])
        opened.append(Trees(package))
    if findings:
        raise TemplateError(*findings)
    return opened


def compare_blocks(old: Iterable[Block], new: Iterable[Block]) -> tuple[Change, ...]:
    """Compare two projections; looks are not in them."""
    return _DocumentComparison(read_document(old), read_document(new)).changes()


class _DocumentComparison:
    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = old, new
        self._draft = Draft()

    def changes(self) -> tuple[Change, ...]:
        self._properties()
        renamed = self._body(self._old.body, self._new.body)
        self._margins(renamed)
        self._body(self._old.notes, self._new.notes)
        return self._draft.changes()

    def _properties(self) -> None:
        old, new = self._old.properties, self._new.properties
        for name in dict.fromkeys((*new, *old)):
            where = f"属性 {name}"
            if name not in old:
                self._draft.add(where, new[name])
            elif name not in new:
                self._draft.remove(where, old[name])
            else:
                self._draft.change(where, old[name], new[name])

    def _margins(self, headings: list[tuple[str, str]]) -> None:
        """Compare headers and footers; those that only follow a heading are no news."""
        old, new = self._old.margins, self._new.margins
        pairs = align(old, new, margin_likeness, lambda m: (m[0], joined(m[1])), movable=_never)
        for pair in pairs:
            if pair.old is None and pair.new is not None:
                where, text = new[pair.new][0], joined(new[pair.new][1])
                if not any(name and not was and name in text for was, name in headings):
                    self._draft.add(where, text)
            elif pair.new is None and pair.old is not None:
                where, text = old[pair.old][0], joined(old[pair.old][1])
                if not any(was and not name and was in text for was, name in headings):
                    self._draft.remove(where, text)
            elif pair.old is not None and pair.new is not None:
                self._margin(old[pair.old], new[pair.new], headings)

    def _margin(
        self,
        old: tuple[str, list[Unit]],
        new: tuple[str, list[Unit]],
        headings: list[tuple[str, str]],
    ) -> None:
        before, after = joined(old[1]), joined(new[1])
        if any(was and before.replace(was, name) == after for was, name in headings):
            return
        placed = [[_at(unit, side[0]) for unit in side[1]] for side in (old, new)]
        self._body(*placed)

    def _body(self, old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[str, str]]:
        """Compare two rows of units; returns the headings that changed, old and new."""
        headings = []
        pairs = align(old, new, unit_likeness, unit_key, movable=is_movable)
        for pair in pairs:
            before = None if pair.old is None else old[pair.old]
            after = None if pair.new is None else new[pair.new]
            if any(unit and unit.level for unit in (before, after)):
                headings.append((before.text if before else "", after.text if after else ""))
        for moved in _runs(pairs):
            self._pairs(moved, old, new)
        return headings

    def _pairs(self, run: list[Pair], old: Sequence[Unit], new: Sequence[Unit]) -> None:
        first = run[0]
        if first.moved:
            units = [new[pair.new] for pair in run if pair.new is not None]
            self._draft.move(_place(units[0]), joined(units), count=len(units))
            for pair in run:
                if pair.old is not None and pair.new is not None:
                    self._inside(old[pair.old], new[pair.new])
        elif first.new is None and first.old is not None:
            self._draft.remove(_place(old[first.old]), old[first.old].text)
        elif first.old is None and first.new is not None:
            self._draft.add(_place(new[first.new]), new[first.new].text)
        elif first.old is not None and first.new is not None:
            self._unit(old[first.old], new[first.new])

    def _unit(self, old: Unit, new: Unit) -> None:
        self._draft.number(_place(new), old.number, new.number)
        self._inside(old, new)

    def _inside(self, old: Unit, new: Unit) -> None:
        where = _place(new)
        if old.table and new.table:
            if old.table != new.table:
                compare_tables(self._draft, where, old.table, new.table)
        elif old.drawing and new.drawing:
            self._drawing(where, old, new)
        else:
            self._draft.change(where, old.text, new.text)
            self._draft.controls(where, old.controls, new.controls)

    def _drawing(self, where: str, old: Unit, new: Unit) -> None:
        """Compare the words in the boxes; the alternative text only when they are equal."""
        assert old.drawing
        assert new.drawing
        before, after = old.drawing, new.drawing
        if before.texts == after.texts:
            self._draft.change(f"{where}{STEP}替代文字", before.alternative, after.alternative)
            return
        boxes = [[Unit(text, place=where) for text in side.texts] for side in (before, after)]
        self._body(*boxes)


def _runs(pairs: list[Pair]) -> list[list[Pair]]:
    """Keep together what moved together."""
    found: list[list[Pair]] = []
    for pair in pairs:
        last = found[-1][-1] if found else None
        follows = (
            last is not None
            and last.moved
            and pair.moved
            and last.old is not None
            and pair.old == last.old + 1
        )
        if follows:
            found[-1].append(pair)
        else:
            found.append([pair])
    return found


def _place(unit: Unit) -> str:
    kind = {"table": unit.label, "drawing": _drawing_name(unit)}.get(unit.kind, "")
    number = unit.number if not unit.level else ""
    return STEP.join(filter(None, (unit.place, kind, number))) or "正文"


def _drawing_name(unit: Unit) -> str:
    name = unit.text.split("。", 1)[0].splitlines()
    return f"图 {short(name[0])}" if name else "图"


def _at(unit: Unit, place: str) -> Unit:
    return Unit(unit.text, unit.number, place, 0, unit.controls, unit.table, unit.drawing)


def _never(_member: object) -> bool:
    return False
