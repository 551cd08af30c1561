"""One run at a time in a folder."""

from __future__ import annotations

import contextlib
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".cstemplates.lock"


@contextmanager
def lock(folder: Path, shown: str) -> Iterator[None]:
    """Hold the folder's lock; the system frees it when the process ends, however it ends.

    Raises:
        WorkspaceError: If another run holds it.
    """
    path = folder / NAME
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle, shown)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                path.unlink()
    finally:
        os.close(handle)


def _take(handle: int, shown: str) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists elsewhere only

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise WorkspaceError(
            finding(
                "CST024",
                _("Another run is writing into this folder."),
                TextLocation(shown),
                _("Wait until it has finished, then try again."),
            )
        ) from error
