"""Writing a start: everything or nothing, and never over a file that is there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.publish.atomic import not_writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

REWRITE = "请改写"
"""What marks a line that is only an example."""


@dataclass(frozen=True, slots=True)
class Started:
    """What was made.

    Attributes:
        files: The new files.
        rewrite: The lines of them that are only examples, by file, counted from 1.
        steps: What to do next, in the user's language.
    """

    files: tuple[Path, ...]
    rewrite: tuple[tuple[Path, tuple[int, ...]], ...]
    steps: tuple[str, ...]


def write_start(
    files: Mapping[Path, bytes], steps: Iterable[str], *, rivals: Iterable[Path] = ()
) -> Started:
    """Write new files and the folders they need.

    Args:
        files: The files and what they hold.
        steps: What to do next.
        rivals: Files that would mean the same as the new ones.

    Raises:
        WorkspaceError: A file is there already, or the place cannot be written to.
    """
    refuse(path for path in [*files, *rivals] if os.path.lexists(path))
    created: list[Path] = []
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                created.append(path)
                stream.write(data)
        except OSError as error:
            for each in created:
                each.unlink()
            raise not_writable(path.as_posix(), error) from error
    return Started(tuple(files), tuple(_examples(files)), tuple(steps))


def refuse(paths: Iterable[Path]) -> None:
    """Refuse to start where these files are.

    Raises:
        WorkspaceError: There is at least one.
    """
    message = _("This is there already, and nothing is overwritten.")
    hint = _("Choose another name or folder, or change what is there.")
    found = [finding("CST018", message, TextLocation(path.as_posix()), hint) for path in paths]
    if found:
        raise WorkspaceError(*found)


def _examples(files: Mapping[Path, bytes]) -> Iterable[tuple[Path, tuple[int, ...]]]:
    for path, data in files.items():
        if path.suffix == ".yaml":
            lines = data.decode().splitlines()
            numbers = tuple(n for n, line in enumerate(lines, 1) if REWRITE in line)
            if numbers:
                yield path, numbers
