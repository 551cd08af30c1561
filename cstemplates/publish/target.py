"""Look at the target folder before the first write: what is ours, what a person changed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.publish.manifest import NAME, recorded_hashes, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cstemplates.publish.manifest import OutputFile


@dataclass(frozen=True, slots=True)
class Target:
    """What to do with each path: leave (``keep``, ``same``), remove (``stale``), or write."""

    keep: frozenset[str]
    same: frozenset[str]
    stale: tuple[str, ...]
    findings: tuple[Finding, ...]


def inspect(
    folder: Path, files: Sequence[OutputFile], *, shown: str, force: bool, keep_edited: bool
) -> Target:
    """Compare the folder with its manifest and with what is to be written.

    Raises:
        WorkspaceError: If the manifest of the last run cannot be read.
    """
    ours = recorded_hashes(folder, shown)
    wanted = {f.path: sha256(f.data) for f in files}
    found = {path: sha256_of(folder / path) for path in wanted.keys() | ours.keys()}
    same = frozenset(p for p, digest in wanted.items() if found[p] == digest)
    edited = _edited(ours, found) - same
    foreign = {p for p in wanted if found[p] is not None and p not in ours} - same
    stale = tuple(
        sorted(p for p in ours if p not in wanted and p not in edited and found[p] is not None)
    )
    keep = frozenset(edited & wanted.keys()) if keep_edited and not force else frozenset()
    findings = [*open_in_word(folder, [*wanted, *stale], shown)]
    if not force:
        refused = set() if keep_edited else edited & wanted.keys()
        findings += [edited_finding(f"{shown}/{path}") for path in sorted(refused)]
        findings += [foreign_finding(f"{shown}/{path}") for path in sorted(foreign)]
    findings += no_place(folder, [*wanted, NAME], shown)
    return Target(keep, same, stale, tuple(findings))


def other_work(folder: Path, shown: str, mark: str) -> list[Finding]:
    """Tell that a manifest is there without the fact ``mark``: another command made the folder.

    Its files would go as those of the last run. A manifest that cannot be read is told of later.
    """
    try:
        content = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(content, dict) or "files" not in content or mark in content:
        return []
    return [
        finding(
            "CST023",
            _("This folder holds what another command made; it would be removed."),
            TextLocation(f"{shown}/{NAME}"),
            _("Choose another folder."),
        )
    ]


def sha256_of(place: Path) -> str | None:
    """Hash a file; None when there is none, empty when it cannot be read."""
    try:
        return sha256(place.read_bytes())
    except OSError:
        return "" if os.path.lexists(place) and not place.is_dir() else None


def no_place(folder: Path, paths: Sequence[str], shown: str) -> list[Finding]:
    """Name each folder that stands where a file goes, and each file where a folder goes."""
    files = frozenset(paths)
    parents = {str(parent) for path in paths for parent in PurePosixPath(path).parents} - {"."}
    return [
        finding(
            "CST028",
            _("A folder stands where a file has to go.")
            if path in files
            else _("A file stands where a folder has to go."),
            TextLocation(f"{shown}/{path}"),
            _("Move it away, or choose another folder."),
        )
        for path in sorted({*paths, *parents})
        if os.path.lexists(folder / path) and (folder / path).is_dir() == (path in files)
    ]


def _edited(ours: dict[str, set[str]], found: dict[str, str | None]) -> set[str]:
    return {p for p, hashes in ours.items() if found[p] is not None and found[p] not in hashes}


def open_in_word(folder: Path, paths: Sequence[str], shown: str) -> list[Finding]:
    """Name each file that Word or LibreOffice has open."""
    return [
        finding(
            "CST022",
            _("This file is open in another program."),
            TextLocation(f"{shown}/{path}"),
            _("Close it there, then try again."),
        )
        for path in sorted(paths)
        if _owner_files(folder / path)
    ]


def _owner_files(place: Path) -> bool:
    # Word drops the first two characters of a long name; LibreOffice keeps it whole.
    name = place.name
    marks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
    return any(place.with_name(mark).exists() for mark in marks)


def edited_finding(shown: str) -> Finding:
    """The finding for a file that a person has changed since we wrote it."""
    return finding(
        "CST021",
        _("This file was edited by hand after the last run; it is not overwritten."),
        TextLocation(shown),
        _("Use --keep-edited to leave such files as they are, or --force to replace them."),
    )


def foreign_finding(shown: str) -> Finding:
    """The finding for a file that we did not write."""
    return finding(
        "CST023",
        _("A file of this name is there already and was not made by an earlier run."),
        TextLocation(shown),
        _("Move it away, choose another folder with -o, or use --force to replace it."),
    )
