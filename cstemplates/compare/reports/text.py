"""A comparison for a terminal: a line a file, its changes below, colours if there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare.change import Kind, State
from cstemplates.compare.reports.wording import (
    SIGNS,
    computed_line,
    file_title,
    looks_line,
    one_line,
    shortened,
    state_word,
    summary_line,
    times,
    told_files,
)
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.compare.change import Change, Comparison, FileChange
    from cstemplates.compare.words import Piece

_CONTEXT, _LONGEST = 16, 400
_BOLD, _RED, _GREEN, _DIM, _OFF = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"


def render_text(comparison: Comparison, *, colour: bool = False) -> str:
    """Write the changes; gone words stand in ``[-…-]``, new ones in ``{+…+}``.

    Files that are the same or look different only are counted, not listed; a single file
    is always told about.
    """
    writer = _Writer(colour=colour)
    quiet = len(comparison.files) > 1
    lines = [line for file in told_files(comparison) for line in writer.file(file, quiet=quiet)]
    if len(comparison.files) == 1:
        lines += [] if comparison.differs else [_("No differences.")]
    else:
        lines.append(summary_line(comparison))
    return "".join(f"{line}\n" for line in lines)


class _Writer:
    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def _painted(self, text: str, paint: str) -> str:
        return f"{paint}{text}{_OFF}" if self._colour and text else text

    def file(self, file: FileChange, *, quiet: bool) -> Iterator[str]:
        if quiet and file.state is State.LOOK:
            return
        title = self._painted(one_line(file_title(file)), _BOLD)
        yield f"{title}  {state_word(file.state)}"
        yield from (f"  {one_line(each.message)}" for each in file.findings)
        for change in file.changes:
            if change.kind is not Kind.LOOK:
                yield from self._change(change)
        if looks := looks_line(file.changes):
            yield f"  {self._painted(looks, _DIM)}"

    def _change(self, change: Change) -> Iterator[str]:
        head = f"  {SIGNS[change.kind]} {one_line(change.where)}{times(change)}"
        if change.kind.is_computed:
            where = f"  {SIGNS[change.kind]} {one_line(change.where)}: "
            yield self._painted(where + one_line(computed_line(change)), _DIM)
            return
        yield head
        yield f"      {self._words(change)}"

    def _words(self, change: Change) -> str:
        if change.kind is Kind.MOVED:
            return _("moved: {text}").format(text=self._pieces(change.pieces))
        return self._pieces(change.pieces) or _("(without words)")

    def _pieces(self, pieces: Iterable[Piece]) -> str:
        return "".join(map(self._piece, shortened(pieces, _CONTEXT, _LONGEST)))

    def _piece(self, piece: Piece) -> str:
        text = one_line(piece.text)
        if piece.kind == "same":
            return text
        marked = f"[-{text}-]" if piece.kind == "gone" else f"{{+{text}+}}"
        return self._painted(marked, _RED if piece.kind == "gone" else _GREEN)
