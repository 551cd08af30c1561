"""A folder that grows group by group, and can be gone on with after a kill at any moment.

A file waits beside its place until its row, with its hash, is in the journal; only then is
it moved there. So whatever stands in the folder is known, or somebody else's.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.publish import manifest
from cstemplates.publish.atomic import not_writable, replace_by_pieces, stage_at, staged_at, sweep
from cstemplates.publish.folder import make_folder
from cstemplates.publish.journal import Journal
from cstemplates.publish.lock import lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SYNCS_ALL = sys.platform == "linux"
"""Whether one call puts all that was written on the disk and waits for it."""


class Grown(NamedTuple):
    """A row of the manifest as JSON; ``waits`` tells that its file is still to be moved."""

    path: str
    row: bytes
    waits: bool = True


@contextmanager
def growing_folder(folder: Path, shown: str) -> Iterator[GrowingFolder]:
    """Hold a folder for one run; one that was made and stayed empty goes again.

    Raises:
        WorkspaceError: If another run holds it, or it cannot be made or written to.
    """
    made = make_folder(folder, shown)
    try:
        with lock(folder, shown):
            sweep(folder)
            grown = GrowingFolder(folder)
            try:
                yield grown
            except BaseException:
                sweep(folder)
                raise
            finally:
                grown.close()
    except OSError as error:
        raise not_writable(shown, error) from error
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()


class GrowingFolder:
    """The side of the one process that gives files their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._journal: Journal | None = None

    def begin(self) -> None:
        """Open the journal: from now on there is something to resume."""
        self._journal = Journal(self.folder)

    def commit(self, files: Sequence[Grown]) -> None:
        """Journal files that workers have staged, then move them into place."""
        assert self._journal is not None
        if SYNCS_ALL:
            os.sync()
        self._journal.append(file.row + b"\n" for file in files)
        for file in files:
            if file.waits:
                place = f"{self.folder}{os.sep}{file.path}"
                os.replace(staged_at(place), place)  # noqa: PTH105 - a hundred thousand times

    def finish(self, facts: dict[str, Any], carried: Iterable[bytes]) -> None:
        """Write the manifest from the journal, which then goes.

        Args:
            facts: The facts of the run.
            carried: Rows of earlier runs whose files are left as they are.
        """
        assert self._journal is not None
        if SYNCS_ALL:
            os.sync()
        rows = (row for source in (self._journal.rows(), carried) for row in source)
        replace_by_pieces(self.folder / manifest.NAME, _manifest(rows, facts))
        path = self._journal.path
        self.close()
        path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the journal, as it is."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None


def stage_file(folder: Path, path: str, data: bytes) -> None:
    """Write a file beside its place; on the disk when whoever commits it cannot see to that."""
    place = f"{folder}{os.sep}{path}"
    try:
        stage_at(place, data, sync=not SYNCS_ALL)
    except FileNotFoundError:
        (folder / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        stage_at(place, data, sync=not SYNCS_ALL)


def unstage_file(folder: Path, path: str) -> None:
    """Take back a file that waits beside its place."""
    Path(staged_at(f"{folder}{os.sep}{path}")).unlink(missing_ok=True)


def staged_data(folder: Path, path: str) -> bytes:
    """Read a file that waits beside its place."""
    return Path(staged_at(f"{folder}{os.sep}{path}")).read_bytes()


def _manifest(rows: Iterable[bytes], facts: dict[str, Any]) -> Iterator[bytes]:
    """A row a line, so that nobody has to hold a hundred thousand."""
    yield b'{\n  "files": ['
    between = b"\n    "
    for row in rows:
        yield between + row
        between = b",\n    "
    tail = json.dumps(facts, ensure_ascii=False, indent=2)
    yield b"\n  ]," + tail[1:].encode() + b"\n"
