"""Replace files as a whole: written beside the target, synced, then moved into place."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import (
    CstemplatesError,
    EnvironmentFault,
    TextLocation,
    WorkspaceError,
    finding,
)
from cstemplates.messages import _
from cstemplates.messages.reasons import reason_of, remedy_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_MACHINE = (
    errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.ESTALE,
    errno.ENOMEM, errno.EMFILE, errno.ENFILE,
)  # fmt: skip
_PREFIX = ".cstemplates-tmp-"


def stage(place: Path, data: bytes, *, sync: bool = True) -> Path:
    """Write data beside its target, readable by the owner only; return that file.

    Without ``sync`` the caller sees to it that the data reaches the disk.
    """
    return Path(stage_at(os.fspath(place), data, sync=sync))


def stage_at(place: str, data: bytes, *, sync: bool) -> str:
    """Do as `stage` does for a target whose path is a text: a batch stages many."""
    temporary = staged_at(place)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)
    return temporary


def staged_at(place: str) -> str:
    """Where data for a target waits until it is moved into place."""
    folder, name = os.path.split(place)
    beside = _PREFIX + hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    return os.path.join(folder, beside)  # noqa: PTH118 - a hundred thousand times


def replace_file(place: Path, data: bytes) -> None:
    """Replace one file as a whole."""
    stage(place, data).replace(place)


def replace_by_pieces(place: Path, pieces: Iterable[bytes]) -> None:
    """Replace one file as a whole by data that need not fit into memory."""
    temporary = stage(place, b"", sync=False)
    with temporary.open("wb") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(place)


def sweep(folder: Path) -> None:
    """Remove what a run that was stopped has left below a folder."""
    folders = [os.fspath(folder)]
    while folders:
        # Entry by entry: a folder may hold a hundred thousand, and a list of them is large.
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.startswith(_PREFIX):
                    with contextlib.suppress(OSError):
                        os.unlink(entry.path)  # noqa: PTH108 - a path of scandir


def write_file(place: Path, data: bytes, *, shown: str) -> None:
    """Write one file, whole or not at all.

    Raises:
        WorkspaceError: If the folder is missing or cannot be written to.
    """
    try:
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        replace_file(place, data)
    except OSError as error:
        raise not_writable(shown, error) from error


def not_writable(shown: str, error: OSError) -> CstemplatesError:
    """Say in plain words that a place cannot be written to, and why.

    A disk that is full, read-only or broken is the machine's fault, anything else the
    folder's.
    """
    family = EnvironmentFault if error.errno in _MACHINE else WorkspaceError
    return family(
        finding(
            "CST025",
            _("This place cannot be written to: {reason}.").format(reason=reason_of(error)),
            TextLocation(shown),
            remedy_of(error),
        )
    )
