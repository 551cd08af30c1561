"""A comparison as GitHub workflow commands: a notice a file, an error where one is unreadable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare.change import Kind, State
from cstemplates.compare.reports.wording import (
    SIGNS,
    computed_line,
    file_title,
    kind_word,
    looks_line,
    one_line,
    shortened,
    state_word,
    told_files,
)
from cstemplates.findings.formats.github import workflow_command
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.compare.change import Change, Comparison, FileChange
    from cstemplates.compare.words import Piece

_MOST_CHANGES = 10
_CONTEXT, _LONGEST = 8, 80


def render_github(comparison: Comparison) -> str:
    """Write one command a file, its first changes in the message; empty when nothing differs."""
    return "".join(f"{_command(each)}\n" for each in told_files(comparison))


def _command(file: FileChange) -> str:
    unreadable = file.state is State.UNREADABLE
    title = f"{state_word(file.state)}: {file_title(file)}"
    lines = [each.message for each in file.findings] or list(_lines(file)) or [title]
    place = [("file", file.path), ("title", title)]
    return workflow_command("error" if unreadable else "notice", place, "\n".join(lines))


def _lines(file: FileChange) -> Iterator[str]:
    told = [change for change in file.changes if change.kind is not Kind.LOOK]
    yield from (_line(change) for change in told[:_MOST_CHANGES])
    if len(told) > _MOST_CHANGES:
        yield _("and {count} more changes").format(count=len(told) - _MOST_CHANGES)
    if looks := looks_line(file.changes):
        yield looks


def _line(change: Change) -> str:
    head = f"{SIGNS[change.kind]} {change.where}"
    if change.kind.is_computed:
        return f"{head}: {computed_line(change)}"
    if change.kind is Kind.CHANGED:
        return f"{head}: {_written(change.pieces)}"
    return f"{head}: {kind_word(change.kind)} {_written(change.pieces)}"


def _written(pieces: Iterable[Piece]) -> str:
    forms = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    cut = shortened(pieces, _CONTEXT, _LONGEST)
    return "".join(forms[piece.kind].format(one_line(piece.text)) for piece in cut)
