"""What stands in the folder of a batch before it begins: done, edited by hand, not ours."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _
from cstemplates.publish.journal import is_unfinished
from cstemplates.publish.lock import NAME as LOCK
from cstemplates.publish.manifest import NAME, recorded_rows
from cstemplates.publish.target import (
    edited_finding,
    foreign_finding,
    no_place,
    open_in_word,
    sha256_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_FINDINGS = 50
Row = dict[str, str]


class State(StrEnum):
    """What is to become of a planned file."""

    MAKE = "make"
    DONE = "done"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person said about files that are there already."""

    resume: bool = False
    keep_edited: bool = False
    force: bool = False


@dataclass(slots=True)
class Standing:
    """The state of every planned path, with the row of what stands there untouched.

    ``carried`` are the rows of files that are not planned: a batch removes nothing.
    """

    states: dict[str, tuple[State, Row | None]] = field(default_factory=dict)
    carried: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def look_at(folder: Path, wanted: Mapping[str, str], choices: Choices, *, shown: str) -> Standing:
    """Compare a folder with its manifest and journal, and with what is planned.

    Args:
        folder: The folder.
        wanted: The key of everything that goes into a file, by its path.
        choices: What to do about files that are there.
        shown: How findings name the folder.

    Raises:
        WorkspaceError: If the manifest of the last run cannot be read.
    """
    standing = Standing(dict.fromkeys(wanted, (State.MAKE, None)))
    if not {name for name in os.listdir(folder) if name != LOCK}:  # noqa: PTH208 - names only
        return standing
    if is_unfinished(folder) and not (choices.resume or choices.force):
        standing.findings.append(_unfinished(shown))
        return standing
    recorded = recorded_rows(folder, shown)
    there = [path for path in wanted if os.path.lexists(folder / path)]
    for path in there:
        rows, digest = recorded.get(path, []), sha256_of(folder / path)
        _judge(standing, f"{shown}/{path}", rows, digest, choices, wanted[path])
    to_write = [path for path in there if standing.states[path][0] is State.MAKE]
    standing.findings += open_in_word(folder, to_write, shown)
    standing.findings += no_place(folder, [*wanted, NAME], shown)
    del standing.findings[MAX_FINDINGS:]
    left = sorted(recorded.keys() - wanted.keys())
    standing.carried = [recorded[path][-1] for path in left if os.path.lexists(folder / path)]
    return standing


def _judge(
    standing: Standing,
    shown: str,
    rows: list[Row],
    digest: str | None,
    choices: Choices,
    key: str,
) -> None:
    """Say what is to become of one file that is there."""
    same = next((row for row in reversed(rows) if row["sha256"] == digest), None)
    if same and choices.resume and same.get("key") == key:
        standing.states[same["path"]] = (State.DONE, same)
    elif same:
        standing.states[same["path"]] = (State.MAKE, same)
    elif choices.force or digest is None:
        return
    elif not rows:
        standing.findings.append(foreign_finding(shown))
    elif choices.keep_edited:
        standing.states[rows[-1]["path"]] = (State.KEPT, rows[-1])
    else:
        standing.findings.append(edited_finding(shown))


def _unfinished(shown: str) -> Finding:
    return finding(
        "CST029",
        _("An earlier batch into this folder was not finished."),
        TextLocation(shown),
        _("Use --resume to go on with it, or --force to begin again."),
    )
