"""Two folders of Word files compared: which file belongs to which, and what changed in it."""

from __future__ import annotations

import errno
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.compare.change import Comparison, FileChange, State, state_of
from cstemplates.compare.document import compare
from cstemplates.compare.sides import FilePair, Side, is_same, pair_files, unreadable
from cstemplates.findings import CstemplatesError, TextLocation, WorkspaceError, finding
from cstemplates.messages import _, language, use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cstemplates.compare.change import Change
    from cstemplates.findings import Finding

# Below this another process costs more than it brings.
_FEWEST_A_JOB = 16
_CHUNK = 8


def compare_paths(
    old: Path, new: Path, *, jobs: int = 1, tell: Callable[[int, int], None] | None = None
) -> Comparison:
    """Compare two Word files, or two folders as :func:`compare_folders` does.

    Raises:
        CstemplatesError: If a file cannot be read, with the findings of both; or if one
            is a folder and the other is not.
    """
    missing = [path for path in (old, new) if not os.path.lexists(path)]
    if missing:
        lost = FileNotFoundError(errno.ENOENT, "")
        raise WorkspaceError(*(unreadable(path, lost) for path in missing))
    if old.is_dir() != new.is_dir():
        raise WorkspaceError(_unlike(*((old, new) if old.is_dir() else (new, old))))
    if old.is_dir():
        return compare_folders(old, new, jobs=jobs, tell=tell)
    changes = _changes(old, new)
    return Comparison((FileChange(new.as_posix(), state_of(changes), changes),))


def _unlike(folder: Path, file: Path) -> Finding:
    message = _("A folder cannot be compared with a file; “{folder}” is a folder.")
    return finding(
        "CST040",
        message.format(folder=folder.as_posix()),
        TextLocation(file.as_posix()),
        _("Name two Word files, or two folders."),
    )


def compare_folders(
    old: Path, new: Path, *, jobs: int = 1, tell: Callable[[int, int], None] | None = None
) -> Comparison:
    """Compare the Word files of two folders, each read when its turn comes.

    Files with the same path belong together; then, as renamed, those of equal content
    and those the manifests say are the same document of the same role and employee.
    Other files, hidden ones and those Word leaves behind while it edits do not count.

    Args:
        old: The folder before.
        new: The folder after.
        jobs: How many processes compare; few files are compared in this one.
        tell: Called with the files done and all files.

    Raises:
        WorkspaceError: If a folder cannot be read.
    """
    sides = Side(old), Side(new)
    pairs = pair_files(*sides)
    found, tasks = [], []
    for pair in pairs:
        task = _Task.of(pair, *sides)
        if task is None:
            found.append(_settled(pair))
        else:
            tasks.append(task)
    with _comparer(min(jobs, len(tasks) // _FEWEST_A_JOB)) as compared:
        for file in compared(tasks):
            found.append(file)
            if tell:
                tell(len(found), len(pairs))
    return Comparison(tuple(sorted(found, key=lambda each: each.path)))


@contextmanager
def _comparer(jobs: int) -> Iterator[Callable[[list[_Task]], Iterable[FileChange]]]:
    if jobs < 2:  # noqa: PLR2004 - one process is this one
        yield lambda tasks: map(_compare, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - heavy, and rarely used
    from multiprocessing import get_context  # noqa: PLC0415

    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(language(),)
    )
    try:
        yield lambda tasks: pool.map(_compare, tasks, chunksize=_CHUNK)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(chosen: str) -> None:
    # The parent is interrupted as well and ends the others quietly.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use(chosen)


class _Task(NamedTuple):
    """Two files to open and compare, and what they are called."""

    pair: FilePair
    old: Path
    new: Path

    @classmethod
    def of(cls, pair: FilePair, old: Side, new: Side) -> _Task | None:
        """Return None where there is nothing to open: one file only, or equal ones."""
        if pair.old is None or pair.new is None or is_same(pair.old, pair.new, old, new):
            return None
        return cls(pair, old.file(pair.old), new.file(pair.new))


def _settled(pair: FilePair) -> FileChange:
    path = pair.new or pair.old or ""
    if pair.old is None or pair.new is None:
        return FileChange(path, State.ADDED if pair.old is None else State.REMOVED)
    return _told(pair, ())


def _told(pair: FilePair, changes: tuple[Change, ...]) -> FileChange:
    path, old_path = pair.new or "", pair.old or ""
    if path != old_path:
        return FileChange(path, State.RENAMED, changes, old_path)
    return FileChange(path, state_of(changes), changes)


def _compare(task: _Task) -> FileChange:
    try:
        changes = _changes(task.old, task.new)
    except CstemplatesError as error:
        return FileChange(task.pair.new or "", State.UNREADABLE, (), "", tuple(error.report))
    return _told(task.pair, changes)


def _changes(old: Path, new: Path) -> tuple[Change, ...]:
    findings: list[Finding] = []
    sides: list[bytes] = []
    for path in (old, new):
        try:
            sides.append(path.read_bytes())
        except OSError as error:
            findings.append(unreadable(path, error))
    if findings:
        raise WorkspaceError(*findings)
    return compare(*sides, old_path=old.as_posix(), new_path=new.as_posix())
