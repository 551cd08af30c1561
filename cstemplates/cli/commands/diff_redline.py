"""cstemplates diff --redline: a comparison as Word files with tracked changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import shown
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from cstemplates.compare import Comparison, FileChange
    from cstemplates.findings import Finding
    from cstemplates.publish import OutputFile
    from cstemplates.redline import Loss

AUTHOR = "cstemplates"
_LONGEST_NAME = 100


def check_place(old: Path, new: Path, out: Path) -> None:
    """Refuse a name that cannot be meant, before the comparison takes its time."""
    place, sides = out.resolve(), (old.resolve(), new.resolve())
    if place in sides:
        raise click.UsageError(_("--redline would overwrite what is compared."))
    if any(side.is_dir() and place.is_relative_to(side) for side in sides):
        raise click.UsageError(_("--redline names a place inside what is compared."))
    if not new.is_dir() and out.suffix.lower() != ".docx":
        message = _("--redline takes the name of a Word file that ends in .docx.")
        raise click.UsageError(message)
    if new.is_dir() and out.suffix.lower() == ".docx":
        raise click.UsageError(_("--redline takes the name of a folder to compare two folders."))


def check_author(author: str) -> None:
    """Refuse a name that a Word file cannot hold, or that nobody can read."""
    if not author.isprintable() or len(author) > _LONGEST_NAME:
        message = _("--author takes a name of at most {most} visible characters.")
        raise click.UsageError(message.format(most=_LONGEST_NAME))


def write_redline(
    comparison: Comparison, old: Path, new: Path, out: Path, *, author: str, when: date | None
) -> None:
    """Write the redline of two files, or a folder of redlines with the change memo."""
    from cstemplates.produce.clock import as_of as today  # noqa: PLC0415 - heavy

    day = today(when)
    if new.is_dir():
        _write_folder(comparison, old, new, out, author=author, day=day)
    elif not comparison.findings:
        _write_file(old, new, out, author=author, day=day)
    else:
        return
    # The differences stand on stdout, perhaps for another program.
    click.echo(shown(out), err=True)


def _write_file(old: Path, new: Path, out: Path, *, author: str, day: date) -> None:
    from cstemplates.findings import WorkspaceError  # noqa: PLC0415 - heavy
    from cstemplates.publish import write_file  # noqa: PLC0415
    from cstemplates.publish.target import foreign_finding  # noqa: PLC0415

    data, _lost = _redline(old, new, author=author, day=day)
    if out.is_file() and out.read_bytes() != data:
        # Perhaps somebody has reviewed it: accepted, rejected, commented.
        raise WorkspaceError(_hinted(foreign_finding(shown(out))))
    write_file(out, data, shown=shown(out))


def _redline(old: Path, new: Path, *, author: str, day: date) -> tuple[bytes, frozenset[Loss]]:
    from cstemplates.produce.files import read_bytes  # noqa: PLC0415 - heavy
    from cstemplates.redline import track_changes  # noqa: PLC0415

    made = track_changes(
        read_bytes(old), read_bytes(new),
        author=author, when=day, old_path=shown(old), new_path=shown(new),
    )  # fmt: skip
    return made.data, made.lost


def _write_folder(
    comparison: Comparison, old: Path, new: Path, out: Path, *, author: str, day: date
) -> None:
    from cstemplates.findings import WorkspaceError  # noqa: PLC0415 - heavy
    from cstemplates.produce.change_memo import MEMO, change_memo  # noqa: PLC0415
    from cstemplates.publish import OutputFile, other_work, publish  # noqa: PLC0415

    if wrong := other_work(out, shown(out), "redlines"):
        raise WorkspaceError(*map(_hinted, wrong))
    lost: dict[str, frozenset[Loss]] = {}
    files: list[OutputFile] = []
    for each in _tracked(comparison):
        before = old / (each.old_path or each.path)
        data, lost[each.path] = _redline(before, new / each.path, author=author, day=day)
        files.append(OutputFile(each.path, data))
    memo = change_memo(
        comparison, lost, names=(old.resolve().name, new.resolve().name), author=author, day=day
    )
    files.append(OutputFile(MEMO, memo))
    try:
        facts = {"as_of": day.isoformat(), "redlines": author}
        publish(out, files, facts=facts, shown=shown(out))
    except WorkspaceError as error:
        raise WorkspaceError(*map(_hinted, error.report)) from error


def _tracked(comparison: Comparison) -> Iterator[FileChange]:
    """Yield the files that stand on both sides and read differently."""
    for each in comparison.files:
        if any(not change.kind.is_quiet for change in each.changes):
            yield each


def _hinted(found: Finding) -> Finding:
    # The hints of a pack name options that this command does not have.
    if found.code in {"CST021", "CST023"}:
        return replace(found, hint=_("Move it away, or name another place with --redline."))
    return found
