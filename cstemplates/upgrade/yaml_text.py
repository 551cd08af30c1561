"""Editing the text of a YAML file where it is written: whatever is not edited keeps its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from cstemplates.load.scalars import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.load import KeyPath
    from cstemplates.upgrade.edits import FileEdits


class TextUnfitError(Exception):
    """The text is written in a way that cannot be edited safely."""


class _Spot(NamedTuple):
    """A value in the text; ``start`` is where its key or its content begins."""

    start: int
    node: Any
    key: Any = None


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def edit_text(text: str, edits: FileEdits) -> str:
    """Apply the edits to a file's text; comments, order, quotes and blank lines stay.

    Comments of what is taken out stay too, on lines of their own.

    Raises:
        TextUnfitError: The text is written in a way that cannot be edited safely.
    """
    return _Editing(text).edit(edits)


class _Editing:
    def __init__(self, text: str) -> None:
        self._text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._spots: dict[KeyPath, _Spot] = {}
        self._scalars: list[tuple[int, int]] = []
        self._read(yaml.compose(text, Loader=yaml.CSafeLoader), ())

    def edit(self, edits: FileEdits) -> str:
        cuts = [cut for run in self._runs(edits.removed) for cut in self._cut(*run)]
        changes = [*cuts, *self._renamed(edits)]
        for path, lines in edits.notes.items():
            changes += self._note(path, lines, cuts)
        text = self._text
        for change in sorted(changes, key=lambda c: (c.start, c.end), reverse=True):
            text = text[: change.start] + change.text + text[change.end :]
        return text

    def _read(self, node: Any, path: KeyPath, key: Any = None) -> None:
        start = (key or node).start_mark.index
        self._spots[path] = _Spot(start, node, key)
        if isinstance(node, yaml.MappingNode):
            for name, child in node.value:
                self._scalars.append((name.start_mark.index, name.end_mark.index))
                self._read(child, (*path, name.value), name)
        elif isinstance(node, yaml.SequenceNode):
            for position, child in enumerate(node.value):
                self._read(child, (*path, position))
        else:
            self._scalars.append((node.start_mark.index, self._end(node)))

    def _end(self, node: Any) -> int:
        """Where the content of a value ends, without the blank lines behind it."""
        if isinstance(node, yaml.ScalarNode):
            end = node.end_mark.index
            return len(self._text[:end].rstrip()) if node.style in {"|", ">"} else int(end)
        if node.flow_style:
            return int(node.end_mark.index)
        last = node.value[-1]
        if isinstance(last, tuple):
            return max(self._end(last[1]), self._colon(last[0]))
        return self._end(last)

    def _colon(self, key: Any) -> int:
        return self._text.index(":", key.end_mark.index) + 1

    def _runs(self, removed: set[KeyPath]) -> Iterator[tuple[KeyPath, list[int]]]:
        """Yield neighbours that go together: their parent's path and their positions."""
        for parent in sorted({path[:-1] for path in removed}, key=str):
            run: list[int] = []
            for position, name in enumerate(self._names(parent)):
                if (*parent, name) in removed:
                    run.append(position)
                elif run:
                    yield parent, run
                    run = []
            if run:
                yield parent, run

    def _names(self, path: KeyPath) -> list[Any]:
        node = self._spots[path].node
        if isinstance(node, yaml.MappingNode):
            return [name.value for name, _child in node.value]
        return list(range(len(node.value)))

    def _cut(self, parent: KeyPath, run: list[int]) -> Iterator[_Change]:
        spots = [self._spots[*parent, name] for name in self._names(parent)]
        first, last = spots[run[0]], spots[run[-1]]
        following = spots[run[-1] + 1] if run[-1] + 1 < len(spots) else None
        if self._spots[parent].node.flow_style:
            yield self._flow_cut(spots, run, following)
            return
        start = self._dash(first.start) if first.key is None else first.start
        line = self._line_start(start)
        indent = self._text[line:start]
        end = max(self._end(last.node), self._colon(last.key) if last.key else 0)
        if not indent.strip():
            end = self._line_end(end)
            yield _Change(line, end, self._comments(line, end, indent))
        elif following and following.key:
            yield _Change(line, line, self._comments(start, following.start, _blank(indent)))
            yield _Change(start, following.start, "")
        else:
            raise TextUnfitError

    def _flow_cut(self, spots: list[_Spot], run: list[int], following: _Spot | None) -> _Change:
        if following:
            start, end = spots[run[0]].start, following.start
        else:
            start, end = self._end(spots[run[0] - 1].node), self._end(spots[run[-1]].node)
        if next(self._found_comments(start, end), None):
            raise TextUnfitError
        return _Change(start, end, "")

    def _dash(self, start: int) -> int:
        dash = len(self._text[:start].rstrip()) - 1
        if self._text[dash] != "-":
            raise TextUnfitError
        return dash

    def _comments(self, start: int, end: int, indent: str) -> str:
        found = self._found_comments(start, end)
        return "".join(f"{indent}{comment}{self._newline}" for comment in found)

    def _found_comments(self, start: int, end: int) -> Iterator[str]:
        """Yield the comments of a stretch of text: a ``#`` that stands in no scalar."""
        while (start := self._text.find("#", start, end)) >= 0:
            inside = next((last for first, last in self._scalars if first <= start < last), None)
            stop = inside or self._text.find("\n", start)
            stop = len(self._text) if stop < 0 else stop
            if inside is None:
                yield self._text[start:stop].rstrip()
            start = stop

    def _renamed(self, edits: FileEdits) -> Iterator[_Change]:
        for path, text in edits.values.items():
            yield self._replaced(self._spots[path].node, text)
        for path, text in edits.keys.items():
            yield self._replaced(self._spots[path].key, text)

    def _replaced(self, node: Any, text: str) -> _Change:
        if node.style in {"|", ">"}:
            raise TextUnfitError
        quote = node.style or ("" if _is_plain(text) else '"')
        return _Change(node.start_mark.index, node.end_mark.index, f"{quote}{text}{quote}")

    def _note(self, path: KeyPath, lines: list[str], cuts: list[_Change]) -> Iterator[_Change]:
        """Write a comment above a value, unless it stands there from an earlier run."""
        start = self._spots[path].start
        line = self._line_start(start)
        while path and any(first < line < last for first, last in self._scalars):
            path = path[:-1]
            line = self._line_start(self._spots[path].start)
        for cut in cuts:
            if cut.start < line < cut.end:
                line = self._line_start(cut.start)
        above = self._comments_above(line)
        rest = self._text[line:]
        indent = rest[: len(rest) - len(rest.lstrip(" "))]
        new = [f"# {text}" for text in lines if f"# {text}" not in above]
        yield _Change(line, line, "".join(f"{indent}{text}{self._newline}" for text in new))

    def _comments_above(self, line: int) -> list[str]:
        found = []
        for text in reversed(self._text[:line].splitlines()):
            if not text.lstrip().startswith("#"):
                break
            found.append(text.strip())
        return found

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        return len(self._text) if end < 0 else end + 1


def _blank(indent: str) -> str:
    """Put a dash's line one step to the left: its comment stands where the dash does."""
    return indent[: len(indent) - len(indent.lstrip(" "))]


def _is_plain(text: str) -> bool:
    try:
        return isinstance(read_plain(text), str)
    except ValueError:
        return False
