"""Writing a mended company folder: a copy of every file that changes first, then all or nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.publish.atomic import not_writable, replace_file
from cstemplates.publish.lock import lock
from cstemplates.workspace.naming import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.upgrade.layers import EditedFile
    from cstemplates.upgrade.view import Upgrade


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        changed: Files that say something else now, under their new names.
        removed: Files of which nothing was left.
        renamed: Old and new names of files.
        backup: The folder with all of them as they were; empty when nothing was written.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    backup: str = ""


class _Step(NamedTuple):
    file: EditedFile
    after: bytes | None


def write_upgrade(upgrade: Upgrade) -> Written:
    """Write the mended files of a company; nothing is written when nothing changes.

    The company's own file comes last: as long as it names the old version, another run
    takes up what this one left.

    Raises:
        CstemplatesError: A file was changed meanwhile, or a place cannot be written to;
            then everything stands as before.
    """
    steps = [_Step(file, file.after()) for file in upgrade.files]
    steps = [s for s in steps if s.after != s.file.before or s.file.new_place != s.file.place]
    if not steps:
        return Written()
    try:
        with lock(upgrade.company, shown_path(upgrade.company)):
            _check_unchanged(steps)
            backup = _back_up(steps, upgrade)
            _write_all(steps, backup)
    except OSError as error:
        raise not_writable(shown_path(upgrade.company), error) from error
    left = [s.file for s in steps if s.after is not None]
    return Written(
        tuple(file.new_shown for file in left),
        tuple(s.file.shown for s in steps if s.after is None),
        tuple((f.shown, f.new_shown) for f in left if f.shown != f.new_shown),
        shown_path(backup),
    )


def _check_unchanged(steps: Sequence[_Step]) -> None:
    for file, _after in steps:
        if file.place.read_bytes() != file.before:
            message = _("The file was changed while it was being read.")
            place = TextLocation(file.shown)
            raise WorkspaceError(finding("CST030", message, place, _("Try again.")))
        if file.new_place != file.place and file.new_place.exists():
            message = _("A file of this name is there already.")
            raise WorkspaceError(finding("CST028", message, TextLocation(file.new_shown)))


def _back_up(steps: Sequence[_Step], upgrade: Upgrade) -> Path:
    """Copy the files as they are into a new folder, which is there whole or not at all."""
    backup = _free(upgrade.company / f"before-upgrade-{upgrade.old or 'unknown'}")
    staging = backup.with_name(f".{backup.name}")
    shutil.rmtree(staging, ignore_errors=True)
    for file, _after in steps:
        copy = staging / _inside(file.place, upgrade.company)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file.place, copy)
    staging.rename(backup)
    return backup


def _free(place: Path) -> Path:
    taken, number = place, 1
    while os.path.lexists(taken):
        number += 1
        taken = place.with_name(f"{place.name}-{number}")
    return taken


def _inside(place: Path, company: Path) -> Path:
    """Name a file below the company's folder; one of a layer beside it too."""
    relative = os.path.relpath(place, company)
    return Path(*(part for part in Path(relative).parts if part not in {"..", "/"}))


def _write_all(steps: Sequence[_Step], backup: Path) -> None:
    """Write every file, or put back those that were written."""
    done: list[_Step] = []
    try:
        for step in steps:
            done.append(step)
            _write(step.file.place, step.file.new_place, step.after)
    except OSError:
        for file, _after in done:
            if file.new_place != file.place:
                file.new_place.unlink(missing_ok=True)
            if not file.place.exists() or file.place.read_bytes() != file.before:
                replace_file(file.place, file.before)
        shutil.rmtree(backup, ignore_errors=True)
        raise


def _write(old: Path, new: Path, data: bytes | None) -> None:
    mode = old.stat().st_mode & 0o777
    if data is not None:
        place = new.resolve()
        replace_file(place, data)
        place.chmod(mode)
    if data is None or new != old:
        old.unlink()
