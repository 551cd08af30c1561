"""Two folders of Word files: which file belongs to which, and which are equal unopened."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates.findings import TextLocation, WorkspaceError, finding
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


@dataclass
class Side:
    """One of the folders, and what the manifest in it says."""

    folder: Path
    paths: dict[str, str] = field(init=False)
    rows: Mapping[str, Mapping[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        """Look into the folder."""
        # A path may be spelled with its accents apart, as macOS does.
        self.paths = {unicodedata.normalize("NFC", p): p for p in _word_files(self.folder)}
        self.rows = {
            unicodedata.normalize("NFC", path): row for path, row in _manifest_rows(self.folder)
        }

    def file(self, path: str) -> Path:
        """Return where a file lies."""
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


def pair_files(old: Side, new: Side) -> list[FilePair]:
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
    mark: Callable[[Side, str], object],
    sides: tuple[Side, Side],
) -> dict[str, str]:
    """Pair what carries a mark that occurs once on each side."""
    marks = [
        _single_marks(side, paths, mark) for side, paths in zip(sides, (gone, came), strict=True)
    ]
    return {path: marks[1][one] for one, path in marks[0].items() if one in marks[1]}


def _single_marks(
    side: Side, paths: Iterable[str], mark: Callable[[Side, str], object]
) -> dict[object, str]:
    found: dict[object, list[str]] = {}
    for path in paths:
        if carried := mark(side, path):
            found.setdefault(carried, []).append(path)
    return {carried: paths[0] for carried, paths in found.items() if len(paths) == 1}


def is_same(old_path: str, new_path: str, old: Side, new: Side) -> bool:
    """Tell whether two files are equal, by their bytes or by what the manifests know of them."""
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


def unreadable(path: Path, error: OSError) -> Finding:
    """Say why a file or folder cannot be read."""
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
        raise WorkspaceError(unreadable(Path(error.filename or folder), error)) from error

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
