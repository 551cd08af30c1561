"""The words all reports share, in the user's language, and texts cut to what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.compare.change import Kind, State
from cstemplates.compare.words import Piece
from cstemplates.messages import _, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cstemplates.compare.change import Change, Comparison, FileChange

SIGNS = {
    Kind.ADDED: "+",
    Kind.REMOVED: "-",
    Kind.CHANGED: "~",
    Kind.MOVED: ">",
    Kind.RENUMBERED: "#",
    Kind.TOTAL: "=",
    Kind.LOOK: ".",
}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def kind_word(kind: Kind) -> str:
    """Name a kind of change."""
    words: Mapping[Kind, str] = {
        Kind.ADDED: _("added"),
        Kind.REMOVED: _("removed"),
        Kind.CHANGED: _("changed"),
        Kind.MOVED: _("moved"),
        Kind.RENUMBERED: _("renumbered"),
        Kind.TOTAL: _("total"),
        Kind.LOOK: _("looks"),
    }
    return words[kind]


def state_word(state: State) -> str:
    """Say what became of a file."""
    words: Mapping[State, str] = {
        State.SAME: _("the same"),
        State.CHANGED: _("changed"),
        State.ADDED: _("added"),
        State.REMOVED: _("removed"),
        State.RENAMED: _("renamed"),
        State.LOOK: _("only looks different"),
        State.UNREADABLE: _("cannot be read"),
    }
    return words[state]


def look_word(aspect: str) -> str:
    """Name an aspect of looks."""
    words: Mapping[str, str] = {
        "style": _("styles of paragraphs and tables"),
        "font": _("fonts"),
        "paragraph": _("alignment and spacing"),
        "table": _("table borders and cells"),
        "width": _("column widths"),
        "drawing": _("sizes of drawings"),
        "page": _("pages and margins"),
        "definition": _("definitions of styles"),
    }
    return words.get(aspect, aspect)


def looks_line(changes: Iterable[Change]) -> str:
    """Say in one line what looks different; empty when nothing does."""
    found = [f"{look_word(c.where)} ({c.count})" for c in changes if c.kind is Kind.LOOK]
    return _("Looks: {aspects}").format(aspects=listed(found)) if found else ""


def computed_line(change: Change) -> str:
    """Say in one line that numbers moved on, or that a total follows."""
    if change.kind is Kind.TOTAL:
        return _("the total follows: {before} → {after}").format(
            before=change.before, after=change.after
        )
    return _("the following numbers move on: {before} → {after} ({count})").format(
        before=change.before, after=change.after, count=change.count
    )


def summary_line(comparison: Comparison) -> str:
    """Count the files by what became of them."""
    counts = comparison.states
    found = [f"{state_word(state)} {counts[state]}" for state in _IN_SUMMARY if counts[state]]
    return _("Files: {counts}").format(counts=listed(found)) if found else _("No Word files.")


_IN_SUMMARY = (
    State.CHANGED,
    State.ADDED,
    State.REMOVED,
    State.RENAMED,
    State.LOOK,
    State.UNREADABLE,
    State.SAME,
)


def told_files(comparison: Comparison) -> list[FileChange]:
    """The files there is something to tell about; those that are the same are only counted."""
    return [each for each in comparison.files if each.state is not State.SAME]


def file_title(file: FileChange) -> str:
    """Name a file, with its former path when it was renamed."""
    return f"{file.old_path} → {file.path}" if file.old_path else file.path


def times(change: Change) -> str:
    """Say how often, when it is more than once and not said elsewhere."""
    several = change.count > 1 and change.kind is not Kind.RENUMBERED
    return f" ×{change.count}" if several else ""


def visible(text: str) -> str:
    """Take out what steers a terminal or turns the direction of writing."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Write a text in one line, breaks and tabs as signs."""
    return visible(text.replace("\n", "⏎").replace("\t", "⇥"))


def shortened(pieces: Iterable[Piece], context: int, longest: int) -> Iterator[Piece]:
    """Cut what is equal to some signs around the changes, and changes that are very long."""
    pieces = tuple(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind == "same" and len(pieces) > 1:
            head = context if at else 0
            tail = context if at < len(pieces) - 1 else 0
            yield Piece("same", _cut(piece.text, head, tail))
        else:
            yield Piece(piece.kind, _cut(piece.text, longest, 0))


def _cut(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail + 1:
        return text
    return f"{text[:head]}…{text[len(text) - tail :]}"
