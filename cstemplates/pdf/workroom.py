"""A private folder for one run of LibreOffice, swept even after a kill.

LibreOffice leaves the unpacked document in its temporary folder when it is killed, so
everything it writes goes into one folder of ours that is removed as a whole.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.pdf.isolation import forget_pipes

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    import fcntl
except ImportError:  # Windows: temporary folders there are private to the user anyway
    fcntl = None  # type: ignore[assignment]

_PREFIX = "cstemplates-pdf-"
_LOCK = "in-use"
_SETTLED_SECONDS = 60


@contextlib.contextmanager
def workroom() -> Iterator[Path]:
    """Make a folder only this user can read; remove it afterwards, whatever happened.

    Folders that earlier runs left behind because they were killed are removed first.
    """
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with (folder / _LOCK).open("wb") as lock:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        _remove(folder)


def sweep() -> int:
    """Remove folders of this user whose run is no longer alive; return how many."""
    if fcntl is None:
        return 0
    candidates = Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")
    left_over = [folder for folder in candidates if _is_left_over(folder)]
    for folder in left_over:
        _remove(folder)
    return len(left_over)


def _remove(folder: Path) -> None:
    forget_pipes(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _is_left_over(folder: Path) -> bool:
    try:
        state = folder.lstat()
        if folder.is_symlink() or state.st_uid != os.getuid():
            return False
        # A folder made this minute may not hold its lock yet.
        if time.time() - state.st_mtime < _SETTLED_SECONDS:
            return False
        with (folder / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return folder.is_dir()
    except OSError:
        return False
    return True
