"""Run the command line as people do, and hold what all its ends have in common."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from support.reference import EXAMPLE
from support.staff import SCORECARD, staff

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME, PAY = "金丝雀名", "98765.43"
TESTS = Path(__file__).parents[1]
BREAKING = Path(__file__).with_name("breaking")
JOURNALS = {".cstemplates-journal.jsonl", ".cstemplates-journal.json"}
LOCK = ".cstemplates.lock"
OWN_PACK = """\
$add: true
title: 自己的
items:
  - {id: one, $add: true, document: annual_scorecard, folder: 一}
  - {id: two, $add: true, document: routine_work_calendar, folder: 二}
"""
_RAW = re.compile(r"Traceback|\w+Error\b|Errno")


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: its code, what it said, the rows of its result table."""

    code: int
    said: str
    temporary: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many documents were made, failed, and were done before."""
        found = re.search(r"^\S+ +(\d+) +(\d+) +(\d+) +\d+", self.said, re.MULTILINE)
        assert found, self.said
        return int(found[1]), int(found[2]), int(found[3])


def make_company(folder: Path, people: int) -> Path:
    """Write the example company with people whose names and pay are canaries."""
    company = Path(shutil.copytree(EXAMPLE, folder / "firm"))
    rows = staff(company, people)
    for row in rows:
        row["姓名"] += NAME
        row["固定工资"] = row["固定工资"] and PAY
    staff(company, rows=rows)
    packs = company / "overlay/packs"
    packs.mkdir(parents=True, exist_ok=True)
    (packs / "own.yaml").write_text(OWN_PACK, encoding="utf-8")
    return company


def batch(out: Path, *more: str, company: Path | None = None, jobs: int = 2) -> list[str]:
    """Give the arguments of a batch into a folder."""
    where = str(company or out.parent / "firm")
    order = ["--company", where, "-o", str(out), "--jobs", str(jobs), "--as-of", "2026-01-15"]
    return ["batch", SCORECARD, *order, *more]


def pack(out: Path, *more: str, company: Path | None = None) -> list[str]:
    """Give the arguments of a small pack into a folder."""
    order = [str(company or out.parent / "firm"), "-o", str(out), "--as-of", "2026-01-15"]
    return ["pack", *order, "--pack", "own", "--employee", "0002", *more]


def command_line(arguments: list[str]) -> list[str]:
    """Give the words that start a command."""
    return [sys.executable, "-m", "cstemplates", "--lang", "en", *arguments]


def environment(temporary: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment in which a command finds the faults, and where it may put things."""
    path = os.pathsep.join(map(str, (BREAKING, TESTS)))
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COV_")}
    return kept | {"TMPDIR": temporary, "PYTHONPATH": path, "LC_ALL": "C.UTF-8"} | dict(more or {})


def run(
    arguments: list[str], more: Mapping[str, str] | None = None, *, wrapped: tuple[str, ...] = ()
) -> Done:
    """Run a command with a temporary folder of its own; whatever it says names nobody."""
    with tempfile.TemporaryDirectory() as temporary:
        done = subprocess.run(
            [*wrapped, *command_line(arguments)],
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
            env=environment(temporary, more),
        )  # fmt: skip
        said = done.stdout + done.stderr
        left = tuple(sorted(path.name for path in Path(temporary).iterdir()))
    # Only the table of what a pack has made says for whom.
    told = said if done.returncode else done.stderr
    assert PAY not in said, said
    assert NAME not in told, told
    assert not _RAW.search(said), said
    return Done(done.returncode, said, left)


def tree(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def marks(files: Mapping[str, bytes]) -> set[str]:
    """Pick the files that only an unfinished run has: journals, locks, what waits."""
    names = {path: path.rpartition("/")[2] for path in files}
    return {path for path, name in names.items() if name.startswith(".cstemplates")}


def results(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pick the files that a person sees."""
    return {path: data for path, data in files.items() if path not in marks(files)}


def made(files: Mapping[str, bytes]) -> int:
    """Count the documents."""
    return sum(path.endswith(".docx") for path in results(files))
