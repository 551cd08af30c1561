"""Publish a whole pack: every file appears complete, or the folder stays as it was."""

from __future__ import annotations

import os
from contextlib import suppress
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

    from cstemplates.findings import Finding
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
    made = make_folder(folder, shown)
    try:
        with lock(folder, shown):
            sweep(folder)
            target = inspect(folder, files, shown=shown, force=force, keep_edited=keep_edited)
            report = Report.of(target.findings)
            if report.fails_at(Severity.ERROR):
                raise WorkspaceError(*report)
            try:
                published = _write(folder, files, target, facts)
            except BaseException:
                # What has its name keeps it, and the journal says so; the rest is made again.
                sweep(folder)
                raise
            made = False
            return published
    except OSError as error:
        raise not_writable(shown, error) from error
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()


def target_findings(folder: Path, shown: str) -> list[Finding]:
    """Tell before any work is done that the results cannot go there: it is a file."""
    places = (folder, *folder.parents)
    if all(os.path.isdir(place) or not os.path.lexists(place) for place in places):  # noqa: PTH112 - a name too long is no error here
        return []
    return [
        finding(
            "CST020",
            _("The place for the results is a file, not a folder."),
            TextLocation(shown),
            _("Choose another folder."),
        )
    ]


def make_folder(folder: Path, shown: str) -> bool:
    """Make the folder; tell whether it was not there before.

    Raises:
        WorkspaceError: If it is a file or cannot be made.
    """
    if wrong := target_findings(folder, shown):
        raise WorkspaceError(*wrong)
    try:
        made = not folder.exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(shown, error) from error
    return made


def _write(
    folder: Path, files: Sequence[OutputFile], target: Target, facts: dict[str, Any]
) -> Published:
    planned = manifest.manifest_bytes([f.as_json() for f in files], facts)
    changed = [f for f in files if f.path not in target.keep and f.path not in target.same]
    staged = _stage_all(folder, changed)
    replace_file(folder / manifest.JOURNAL, planned)
    for temporary, place in staged:
        temporary.replace(place)
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


def _stage_all(folder: Path, files: Sequence[OutputFile]) -> list[tuple[Path, Path]]:
    """Write everything beside its place; if that fails, nothing of it is left."""
    staged: list[tuple[Path, Path]] = []
    try:
        for file in files:
            place = folder / file.path
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            staged.append((stage(place, file.data), place))
    except BaseException:
        sweep(folder)  # or the folders made for it are not empty
        for file in files:
            _remove_empty_parents(folder, folder / file.path)
        raise
    return staged


def _remove(folder: Path, path: str) -> None:
    place = folder / path
    place.unlink(missing_ok=True)
    _remove_empty_parents(folder, place)


def _remove_empty_parents(folder: Path, place: Path) -> None:
    for parent in place.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break
