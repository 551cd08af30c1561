"""The blocks of a document as the comparison takes them: words, tables and drawings in a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.compare.ordinals import split_number
from cstemplates.word.blocks import (
    Control,
    Drawing,
    Footer,
    Header,
    Heading,
    Note,
    Paragraph,
    Property,
    Table,
)
from cstemplates.word.inline import show_control
from cstemplates.word.style_names import style_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.word.blocks import Block

STEP = " › "
_NOTE_MARK = re.compile(r"\[\^{1,2}\d+\]")
_CONTENTS_STYLE = re.compile(r"toc \d")
_CONTENTS_PAGE = re.compile(r"\t[\divxlcIVXLC-]+$")
_LONGEST_STEP = 24


@dataclass(frozen=True, slots=True)
class Unit:
    """One block of a story.

    Attributes:
        text: Its words, without numbers that count.
        number: Its number, computed or typed.
        place: The headings above it; a heading's own words are its last step.
        level: The heading's level, 0 for anything else.
        controls: The content controls in it.
        table: The table it is.
        drawing: The drawing it is.
        label: What a table is called: its caption.
    """

    text: str
    number: str = ""
    place: str = ""
    level: int = 0
    controls: tuple[Control, ...] = ()
    table: Table | None = None
    drawing: Drawing | None = None
    label: str = ""

    @property
    def kind(self) -> str:
        """Units of different kinds never belong together."""
        if self.table is not None:
            return "table"
        return "words" if self.drawing is None else "drawing"


class Words(NamedTuple):
    """The words of a block and the controls in it, which show as what they hold."""

    text: str
    controls: tuple[Control, ...]


@dataclass
class Document:
    """A document in the parts that are compared with each other."""

    body: list[Unit] = field(default_factory=list)
    margins: list[tuple[str, list[Unit]]] = field(default_factory=list)
    notes: list[Unit] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def read_document(blocks: Iterable[Block]) -> Document:
    """Sort blocks into body, headers and footers, notes and properties."""
    found = Document()
    body: list[Block] = []
    for block in blocks:
        match block:
            case Property():
                found.properties[block.name] = block.value
            case Header() | Footer():
                name = "页眉" if isinstance(block, Header) else "页脚"
                found.margins.append((f"{name}{_PAGES[block.kind]}", _units(block.blocks)))
            case Note():
                text = "\n".join(words_of(block.blocks).text.splitlines())
                found.notes.append(Unit(text, place="脚注" if block.mark[1] != "^" else "尾注"))
            case _:
                body.append(block)
    found.body = _without_contents(body)
    return found


_PAGES = {"default": "", "first": "（首页）", "even": "（偶数页）"}


def _without_contents(body: list[Block]) -> list[Unit]:
    """Leave out contents entries that repeat a heading; the heading itself tells the change."""
    headings = {_squeezed(b.number + b.text) for b in body if isinstance(b, Heading)}
    kept: list[Block] = []
    for block in _flat(body):
        if isinstance(block, Paragraph) and _CONTENTS_STYLE.fullmatch(style_key(block.style)):
            text = _CONTENTS_PAGE.sub("", block.text)
            if _squeezed(block.number + text) in headings:
                continue
            kept.append(replace(block, text=text))
        else:
            kept.append(block)
    return _units(kept)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Control) and block.blocks:
            if block.kind != "gallery":
                yield replace(block, blocks=())
            yield from _flat(block.blocks)
        else:
            yield block


def _units(blocks: Iterable[Block]) -> list[Unit]:
    units: list[Unit] = []
    path: dict[int, str] = {}
    for block in _flat(blocks):
        if isinstance(block, Heading):
            path = {level: name for level, name in path.items() if level < block.level}
            path[block.level] = short(f"{block.number} {_plain(block).text}".strip())
        unit = _unit(block, STEP.join(path[level] for level in sorted(path)))
        if unit is not None and (unit.text.strip() or unit.controls or unit.kind != "words"):
            units.append(unit)
    return _with_labels(units)


def _unit(block: Block, place: str) -> Unit | None:
    match block:
        case Heading() | Paragraph():
            text, controls = _plain(block)
            number, text = split_number(text) if not block.number else (block.number, text)
            level = block.level if isinstance(block, Heading) else 0
            return Unit(text, number, place, level, controls)
        case Control():
            return Unit(block.value, place=place, controls=(block,))
        case Table():
            return Unit(_table_text(_Same(block)), place=place, table=block)
        case Drawing():
            text = "\n".join((block.alternative, *block.texts))
            return Unit(text, place=place, drawing=block)
        case _:
            return None


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A table by its identity: equal ones of two documents are often one, read once."""

    table: Table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table


@lru_cache(maxsize=128)
def _table_text(same: _Same) -> str:
    return words_of([same.table]).text


def _with_labels(units: list[Unit]) -> list[Unit]:
    """Name every table: by its caption, else by counting where a heading has several."""
    tables = [at for at, unit in enumerate(units) if unit.table is not None]
    places = [units[at].place for at in tables]
    counts: dict[str, int] = {}
    for at in tables:
        place = units[at].place
        counts[place] = counts.get(place, 0) + 1
        before = units[at - 1] if at else None
        several = places.count(place) > 1
        label = f"第 {counts[place]} 张表" if several else ""
        if before is not None and before.number.startswith(("表", "附表")):
            label = short(f"{before.number} {before.text}")
        units[at] = replace(units[at], label=label)
    return units


def short(text: str) -> str:
    """Cut a step of the way to a length that can be read in passing."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_STEP else text[: _LONGEST_STEP - 1] + "…"


def words_of(blocks: Iterable[Block]) -> Words:
    """Return the words of a cell, note or table in lines, and the controls among them."""
    lines: list[str] = []
    controls: tuple[Control, ...] = ()
    for block in blocks:
        text, inside = _words(block)
        controls += inside
        lines.append(text)
    return Words("\n".join(lines).strip("\n"), controls)


def _words(block: Block) -> Words:
    match block:
        case Heading() | Paragraph():
            text, controls = _plain(block)
            return Words(text if block.number else split_number(text).words, controls)
        case Control():
            inside = words_of(block.blocks) if block.blocks else Words(block.value, ())
            return Words(inside.text, (replace(block, blocks=()), *inside.controls))
        case Table():
            cells = [words_of(cell.blocks) for row in block.rows for cell in row.cells]
            return Words(
                "\n".join(filter(None, (cell.text for cell in cells))),
                tuple(control for cell in cells for control in cell.controls),
            )
        case Drawing():
            return Words("\n".join((block.alternative, *block.texts)), ())
        case _:
            return Words("", ())


def _plain(block: Heading | Paragraph) -> Words:
    """Read a line with its controls as what they hold, notes as a mark without a count."""
    text = block.text
    held: list[tuple[str, str]] = []
    for control in block.controls:
        value = control.value
        for shown, inner in held:
            value = value.replace(shown, inner)
        held.append((show_control(control), value))
        text = text.replace(show_control(replace(control, value=value)), value, 1)
    return Words(_NOTE_MARK.sub("[注]", text), block.controls)
