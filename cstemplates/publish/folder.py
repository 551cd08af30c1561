"""Publish a whole pack: every file appears complete, or the folder stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cstemplates.findings import Report, Severity, TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.publish import manifest
from cstemplates.publish.atomic import not_writable, replace_file, stage, sweep
from cstemplates.publish.lock import lock
from cstemplates.publish.target import Target, inspect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cstemplates.publish.manifest import OutputFile


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did to its folder; paths are relative with ``/``."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def publish(
    folder: Path,
    files: Sequence[OutputFile],
    *,
    facts: dict[str, Any],
    shown: str,
    keep_edited: bool = False,
    force: bool = False,
) -> Published:
    """Write the files and the manifest into a folder, which may hold an earlier run.

    Everything is written beside its target and synced first, then moved into place, so
    a full disk or a pulled plug leaves whole files only; a journal lets the next run
    recognise them. A file that a person has edited is never overwritten, unless
    ``force``; with ``keep_edited`` it is left as it is and the rest goes on. Files of the
    last run that are no longer made are removed if nobody has changed them.

    Raises:
        WorkspaceError: If anything stands in the way; then nothing was changed.
    """
    _make_folder(folder, shown)
    try:
        with lock(folder, shown):
            sweep(folder)
            target = inspect(folder, files, shown=shown, force=force, keep_edited=keep_edited)
            report = Report.of(target.findings)
            if report.fails_at(Severity.ERROR):
                raise WorkspaceError(*report)
            return _write(folder, files, target, facts)
    except OSError as error:
        sweep(folder)
        raise not_writable(shown, error) from error


def _make_folder(folder: Path, shown: str) -> None:
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise WorkspaceError(
                finding(
                    "CST020",
                    _("The place for the results is a file, not a folder."),
                    TextLocation(shown),
                    _("Choose another folder with -o."),
                )
            )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(shown, error) from error


def _write(
    folder: Path, files: Sequence[OutputFile], target: Target, facts: dict[str, Any]
) -> Published:
    planned = manifest.manifest_bytes([f.as_json() for f in files], facts)
    changed = [f for f in files if f.path not in target.keep and f.path not in target.same]
    replace_file(folder / manifest.JOURNAL, planned)
    _replace_all(folder, changed)
    for path in target.stale:
        _remove(folder, path)
    replace_file(folder / manifest.NAME, planned)
    (folder / manifest.JOURNAL).unlink(missing_ok=True)
    return Published(
        tuple(f.path for f in changed),
        tuple(sorted(target.same)),
        tuple(sorted(target.keep)),
        target.stale,
    )


def _replace_all(folder: Path, files: Sequence[OutputFile]) -> None:
    staged: list[tuple[Path, Path]] = []
    for file in files:
        place = folder / file.path
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        staged.append((stage(place, file.data), place))
    for temporary, place in staged:
        temporary.replace(place)


def _remove(folder: Path, path: str) -> None:
    place = folder / path
    place.unlink(missing_ok=True)
    parent = place.parent
    while parent != folder:
        try:
            parent.rmdir()
        except OSError:
            break
        parent = parent.parent
