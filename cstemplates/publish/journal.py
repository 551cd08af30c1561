"""The journal of a folder that grows: every file's row is in it before the file has its name."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME = ".cstemplates-journal.jsonl"


class Journal:
    """A journal open for one run; what earlier runs wrote into it stays until the end."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self._start = self._drop_torn_line()

    def append(self, rows: Iterable[bytes]) -> None:
        """Add rows that end with a line feed; on return they survive a power cut."""
        data = memoryview(b"".join(rows))
        while data:
            data = data[os.write(self._handle, data) :]
        os.fsync(self._handle)

    def rows(self) -> Iterator[bytes]:
        """The rows of this run, in order, without their line feeds."""
        return _rows_from(self.path, self._start)

    def close(self) -> None:
        """Close it; the file stays."""
        os.close(self._handle)

    def _drop_torn_line(self) -> int:
        # A kill in the middle of a write leaves half a line.
        end = 0
        with self.path.open("rb") as stream:
            for line in stream:
                end += len(line) if line.endswith(b"\n") else 0
        os.ftruncate(self._handle, end)
        return end


def _rows_from(path: Path, start: int) -> Iterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(start)
        for line in stream:
            yield line.rstrip(b"\n")


def journal_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of all unfinished runs in a folder; a torn or foreign line is passed over."""
    try:
        stream = (folder / NAME).open("rb")
    except FileNotFoundError:
        return
    with stream:
        for line in stream:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict) and isinstance(row.get("path"), str):
                yield row


def is_unfinished(folder: Path) -> bool:
    """Tell whether a run in this folder was stopped."""
    return (folder / NAME).exists()
