"""Blocks as lines of text, made to be read in a diff.

A heading starts with ``#`` marks, a style that is not the default stands in brackets,
a table has one line a row (``‖`` for a repeated header row) with ``<`` for columns a
cell goes on over and ``^`` for rows it goes on over. No line ends with a space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.word.blocks import (
    Control,
    Drawing,
    Footer,
    Header,
    Heading,
    Merge,
    Note,
    PageBreak,
    PageKind,
    Paragraph,
    Property,
    Section,
    Table,
)
from cstemplates.word.project import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.word.blocks import Block, Cell, Row

_PAPER = {(210, 297): "A4", (297, 420): "A3", (148, 210): "A5", (216, 279): "Letter"}
_PAGES = {PageKind.DEFAULT: "", PageKind.FIRST: "（首页）", PageKind.EVEN: "（偶数页）"}
_EMPTY = "¶"


def project_text(data: bytes, *, path: str = "") -> str:
    """Read a Word file into lines of text, each ended by a line feed.

    Raises:
        TemplateError: The gate refuses the file.
    """
    return "".join(f"{line}\n" for line in render_lines(project(data, path=path)))


def render_lines(blocks: Iterable[Block]) -> list[str]:
    """Write blocks as lines; the same blocks always give the same lines."""
    return [line.rstrip() for block in blocks for line in _lines(block)]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield _words(block)
        case Table():
            yield from _table(block)
        case Header() | Footer():
            name = "页眉" if isinstance(block, Header) else "页脚"
            yield from _marked(f"{name}{_PAGES[block.kind]}｜", block.blocks)
        case Note():
            yield from _marked(f"[{block.mark}]：", block.blocks)
        case Control():
            yield from _control(block)
        case _:
            yield from _mark(block)


def _mark(block: Drawing | PageBreak | Section | Property) -> Iterator[str]:
    match block:
        case Drawing():
            yield from (f"〔图〕{line}" for line in block.alternative.splitlines() or [""])
            yield from (f"〔图文〕{_one_line(text)}" for text in block.texts)
        case PageBreak():
            yield "--- 分页"
        case Property():
            yield f"〔{block.name}〕{_one_line(block.value)}"
        case Section():
            yield f"=== 第 {block.number} 节 {_paper(block)}" + (
                "（连续）" if block.continuous else ""
            )


def _words(block: Heading | Paragraph) -> str:
    text = _one_line(block.text)
    if isinstance(block, Heading):
        return " ".join(filter(None, ("#" * block.level, block.number, text or _EMPTY)))
    style = f"[{block.style}]" if block.style else ""
    return " ".join(filter(None, (style, block.number, text))) or _EMPTY


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "⇥")


def _marked(mark: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    lines = render_lines(blocks)
    yield from (f"{mark}{'' if line == _EMPTY else line}" for line in lines or [""])


def _control(control: Control) -> Iterator[str]:
    head = " ".join(filter(None, (control.kind, control.tag, "/".join(control.choices))))
    if not control.blocks:
        yield f"⟦{head}: {_one_line(control.value)}⟧"
        return
    yield f"⟦{head}"
    yield from render_lines(control.blocks)
    yield "⟧"


def _table(table: Table) -> Iterator[str]:
    style = f" [{table.style}]" if table.style else ""
    yield f"[表 {table.columns} 列]{style}"
    for row in table.rows:
        yield f"{'‖' if row.header else '|'} {' | '.join(_cells(row))}"


def _cells(row: Row) -> Iterator[str]:
    yield from ["·"] * row.before
    for cell in row.cells:
        yield "^" if cell.merge is Merge.CONTINUED else _cell(cell)
        yield from ["<"] * (cell.span - 1)
    yield from ["·"] * row.after


def _cell(cell: Cell) -> str:
    text = " ¶ ".join(_in_cell(block) for block in cell.blocks)
    text = text.replace("|", "\\|")
    return f"\\{text}" if text in {"^", "<", "·"} else text


def _in_cell(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return " ".join(filter(None, (block.number, _one_line(block.text))))
        case _:
            return " ⏎ ".join(render_lines([block]))


def _paper(section: Section) -> str:
    short, long = sorted((section.width, section.height))
    size = _PAPER.get((short, long), f"{section.width}×{section.height} mm")
    return f"{size} {'横向' if section.landscape else '纵向'}"
