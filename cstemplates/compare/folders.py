"""Two folders of Word files compared: which file belongs to which, and what changed in it."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.compare.change import Comparison, FileChange, State, state_of
from cstemplates.compare.document import compare
from cstemplates.findings import CstemplatesError, TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.messages.reasons import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cstemplates.findings import Finding

_MANIFEST = "manifest.json"
_BLOCK = 1 << 20


class FilePair(NamedTuple):
    """Files that belong together, relative to their folders; None where there is none."""

    old: str | None
    new: str | None


def compare_folders(
    old: Path, new: Path, *, tell: Callable[[int, int], None] | None = None
) -> Comparison:
    """Compare the Word files of two folders, each read when its turn comes.

    Files with the same path belong together; then, as renamed, those of equal content
    and those the manifests say are the same document of the same role and employee.
    Other files, hidden ones and those Word leaves behind while it edits do not count.

    Args:
        old: The folder before.
        new: The folder after.
        tell: Called with the files done and all files.

    Raises:
        WorkspaceError: If a folder cannot be read.
    """
    sides = _Side(old), _Side(new)
    pairs = pair_files(*sides)
    found = []
    for done, pair in enumerate(pairs, start=1):
        found.append(_compare(pair, *sides))
        if tell:
            tell(done, len(pairs))
    return Comparison(tuple(sorted(found, key=lambda each: each.path)))


def compare_files(old: Path, new: Path, *, shown: str) -> Comparison:
    """Compare two Word files as folders of one file each are.

    Raises:
        CstemplatesError: If one of them cannot be read; with the findings of both.
    """
    findings: list[Finding] = []
    sides: list[bytes] = []
    for path in (old, new):
        try:
            sides.append(read_file(path))
        except WorkspaceError as error:
            findings.extend(error.report)
    if findings:
        raise WorkspaceError(*findings)
    changes = compare(*sides, old_path=old.as_posix(), new_path=new.as_posix())
    return Comparison((FileChange(shown, state_of(changes), changes),))


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

    def shown(self, path: str) -> str:
        return self.file(path).as_posix()

    def read(self, path: str) -> bytes:
        return read_file(self.file(path))

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


def _compare(pair: FilePair, old: _Side, new: _Side) -> FileChange:
    if pair.old is None or pair.new is None:
        state = State.ADDED if pair.old is None else State.REMOVED
        return FileChange(pair.new or pair.old or "", state)
    try:
        changes = (
            ()
            if _is_same(pair.old, pair.new, old, new)
            else compare(
                old.read(pair.old),
                new.read(pair.new),
                old_path=old.shown(pair.old),
                new_path=new.shown(pair.new),
            )
        )
    except CstemplatesError as error:
        return FileChange(pair.new, State.UNREADABLE, (), "", tuple(error.report))
    if pair.old != pair.new:
        return FileChange(pair.new, State.RENAMED, changes, pair.old)
    return FileChange(pair.new, state_of(changes), changes)


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


def read_file(path: Path) -> bytes:
    """Read a file to compare.

    Raises:
        WorkspaceError: If it is missing, a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorkspaceError(_unreadable(path, error)) from error


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
