"""Two folders of Word files compared: which file belongs to which, and what changed in it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.compare.change import Comparison, FileChange, State, state_of
from cstemplates.compare.document import compare
from cstemplates.findings import CstemplatesError, TextLocation, WorkspaceError, finding
from cstemplates.messages import _, language, use
from cstemplates.messages.reasons import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cstemplates.compare.change import Change
    from cstemplates.findings import Finding

_MANIFEST = "manifest.json"
_BLOCK = 1 << 20
# Below this another process costs more than it brings.
_FEWEST_A_JOB = 16
_CHUNK = 8


class FilePair(NamedTuple):
    """Files that belong together, relative to their folders; None where there is none."""

    old: str | None
    new: str | None


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
        raise WorkspaceError(*(_unreadable(path, lost) for path in missing))
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
    sides = _Side(old), _Side(new)
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

    with ProcessPoolExecutor(jobs, initializer=use, initargs=(language(),)) as pool:
        yield lambda tasks: pool.map(_compare, tasks, chunksize=_CHUNK)


class _Task(NamedTuple):
    """Two files to open and compare, and what they are called."""

    pair: FilePair
    old: Path
    new: Path

    @classmethod
    def of(cls, pair: FilePair, old: _Side, new: _Side) -> _Task | None:
        """Return None where there is nothing to open: one file only, or equal ones."""
        if pair.old is None or pair.new is None or _is_same(pair.old, pair.new, old, new):
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
            findings.append(_unreadable(path, error))
    if findings:
        raise WorkspaceError(*findings)
    return compare(*sides, old_path=old.as_posix(), new_path=new.as_posix())


@dataclass
class _Side:
    """One of the folders, and what the manifest in it says."""

    folder: Path
    paths: dict[str, str] = field(init=False)
    rows: Mapping[str, Mapping[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        # A path may be spelled with its accents apart, as macOS does.
        self.paths = {unicodedata.normalize("NFC", p): p for p in _word_files(self.folder)}
        self.rows = {
            unicodedata.normalize("NFC", path): row for path, row in _manifest_rows(self.folder)
        }

    def file(self, path: str) -> Path:
        return self.folder / self.paths[path]

    def content(self, path: str) -> str:
        """The hash of what is in a file, when the manifest knows this very file."""
        row = self.rows.get(path, {})
        if row.get("sha256") and row["sha256"] == _sha256(self.file(path)):
            return row.get("content_sha256", "")
        return ""

    def subject(self, path: str) -> tuple[str, ...]:
        """The document, role and employee a file is of; empty when nobody says."""
        row = self.rows.get(path, {})
        subject = tuple(row.get(key, "") for key in ("document", "role", "employee"))
        return subject if row.get("document") else ()


def pair_files(old: _Side, new: _Side) -> list[FilePair]:
    """Say which files belong together, in the order of their paths."""
    same = old.paths.keys() & new.paths.keys()
    gone = sorted(old.paths.keys() - same)
    came = sorted(new.paths.keys() - same)
    renamed = _matched(gone, came, lambda side, path: _sha256(side.file(path)), (old, new))
    left = [path for path in gone if path not in renamed]
    put = [path for path in came if path not in renamed.values()]
    renamed |= _matched(left, put, lambda side, path: side.content(path), (old, new))
    left = [path for path in gone if path not in renamed]
    put = [path for path in came if path not in renamed.values()]
    renamed |= _matched(left, put, lambda side, path: side.subject(path), (old, new))
    pairs = [FilePair(path, path) for path in same]
    pairs += [FilePair(before, after) for before, after in renamed.items()]
    pairs += [FilePair(path, None) for path in gone if path not in renamed]
    pairs += [FilePair(None, path) for path in came if path not in renamed.values()]
    return sorted(pairs, key=lambda pair: pair.new or pair.old or "")


def _matched(
    gone: Iterable[str],
    came: Iterable[str],
    mark: Callable[[_Side, str], object],
    sides: tuple[_Side, _Side],
) -> dict[str, str]:
    """Pair what carries a mark that occurs once on each side."""
    marks = [
        _single_marks(side, paths, mark) for side, paths in zip(sides, (gone, came), strict=True)
    ]
    return {path: marks[1][one] for one, path in marks[0].items() if one in marks[1]}


def _single_marks(
    side: _Side, paths: Iterable[str], mark: Callable[[_Side, str], object]
) -> dict[object, str]:
    found: dict[object, list[str]] = {}
    for path in paths:
        if carried := mark(side, path):
            found.setdefault(carried, []).append(path)
    return {carried: paths[0] for carried, paths in found.items() if len(paths) == 1}


def _is_same(old_path: str, new_path: str, old: _Side, new: _Side) -> bool:
    if _have_equal_bytes(old.file(old_path), new.file(new_path)):
        return True
    content = old.content(old_path)
    return bool(content) and content == new.content(new_path)


def _have_equal_bytes(old: Path, new: Path) -> bool:
    try:
        if old.stat().st_size != new.stat().st_size:
            return False
        with old.open("rb") as before, new.open("rb") as after:
            while block := before.read(_BLOCK):
                if block != after.read(_BLOCK):
                    return False
    except OSError:
        return False
    return True


def _unreadable(path: Path, error: OSError) -> Finding:
    message = _("The file cannot be read: {reason}.").format(reason=reason_of(error))
    return finding("CST100", message, TextLocation(path.as_posix()))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _word_files(folder: Path) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise WorkspaceError(_unreadable(Path(error.filename or folder), error)) from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(".docx") and not name.startswith((".", "~$")):
                yield (Path(parent) / name).relative_to(folder).as_posix()


def _manifest_rows(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Read the manifest for what it can tell; without a sound one there is less to go by."""
    try:
        rows: Any = json.loads((folder / _MANIFEST).read_bytes())["files"]
        for row in rows:
            yield str(row["path"]), {key: str(text) for key, text in row.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
