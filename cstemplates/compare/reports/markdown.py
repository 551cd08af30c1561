"""A comparison for the comment of a pull request: tables in Markdown, cut where it is polite."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from cstemplates.compare.change import Kind, State
from cstemplates.compare.reports.wording import (
    computed_line,
    file_title,
    kind_word,
    looks_line,
    shortened,
    state_word,
    summary_line,
    times,
    told_files,
    visible,
)
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.compare.change import Change, Comparison, FileChange
    from cstemplates.compare.words import Piece

LIMIT = 60_000
_RESERVE = 400
_CONTEXT, _LONGEST = 20, 600
_LONGEST_NAME = 300
# A name, number or short code after one of these calls somebody or links to something.
_CALLS = re.compile(r"(?<!\w)([@#!$~%^&]|GH-)(?=[\w\"+])|@|:(?=[a-z0-9_+-]+:)")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~])")
_APART = "\N{ZERO WIDTH NON-JOINER}"


def render_markdown(comparison: Comparison, *, limit: int = LIMIT) -> str:
    """Write the changes as tables; at most ``limit`` characters.

    What does not fit is left out by whole rows and files, and the end says how much that
    is. Words of the documents cannot end a table, ping anybody or become markup.
    """
    return _Writer(comparison, limit).written()


class _Writer:
    def __init__(self, comparison: Comparison, limit: int) -> None:
        self._comparison = comparison
        self._room = limit - _RESERVE
        self._parts: list[str] = []
        self._left_files = self._left_changes = 0

    def written(self) -> str:
        self._put(f"**{summary_line(self._comparison)}**\n")
        for file in told_files(self._comparison):
            self._file(file)
        if self._left_files or self._left_changes:
            self._parts.append(
                "\n"
                + _("_Left out here: {changes} changes, {files} whole files among them._").format(
                    changes=self._left_changes, files=self._left_files
                )
                + "\n"
            )
        return "".join(self._parts)

    def _put(self, text: str) -> bool:
        if len(text) > self._room:
            return False
        self._parts.append(text)
        self._room -= len(text)
        return True

    def _file(self, file: FileChange) -> None:
        rows = list(_rows(file))
        head = _head(file)
        table = "\n" + _("| Where | Change |") + "\n| --- | --- |\n" if rows else ""
        needed = len(head) + len(table) + (len(rows[0]) if rows else 0)
        if self._left_files or needed > self._room or not self._put(head + table):
            self._left_files += 1
            self._left_changes += len(rows)
            return
        for done, row in enumerate(rows):
            if not self._put(row):
                self._left_changes += len(rows) - done
                self._room = 0
                return


def _head(file: FileChange) -> str:
    title = escape(file_title(file)[:_LONGEST_NAME])
    lines = [f"\n### {title} · {state_word(file.state)}\n"]
    lines += [f"\n{escape(each.message)}\n" for each in file.findings]
    if file.state is State.LOOK:
        lines.append(f"\n{escape(looks_line(file.changes))}\n")
    return "".join(lines)


def _rows(file: FileChange) -> Iterator[str]:
    if file.state is State.LOOK:
        return
    for change in file.changes:
        if change.kind is not Kind.LOOK:
            where = escape(change.where[:_LONGEST_NAME])
            yield f"| {where}{times(change)} | {_words(change)} |\n"
    if looks := looks_line(file.changes):
        yield f"| {escape(kind_word(Kind.LOOK))} | <sub>{escape(looks)}</sub> |\n"


def _words(change: Change) -> str:
    if change.kind.is_computed:
        return f"<sub>{escape(computed_line(change))}</sub>"
    words = _pieces(change.pieces)
    if change.kind is Kind.MOVED:
        return f"{kind_word(change.kind)}: {words}"
    return words or escape(_("(without words)"))


def _pieces(pieces: Iterable[Piece]) -> str:
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    cut = shortened(pieces, _CONTEXT, _LONGEST)
    return "".join(tags[piece.kind].format(escape(piece.text)) for piece in cut)


def escape(text: str) -> str:
    """Write words so that Markdown shows them as they are, in one line of a table."""
    text = _CALLS.sub(lambda call: call[0] + _APART, visible(text))
    text = _MARKS.sub(r"\\\1", html.escape(text, quote=False))
    return text.replace("\n", "<br>").replace("\t", "&emsp;")
