"""A batch that is killed at a moment nobody chose, and gone on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from support.staff import SCORECARD, staff

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL = ".cstemplates-journal.jsonl"


def _command(company: Path, out: Path, *more: str) -> list[str]:
    order = ["batch", SCORECARD, "--company", str(company), "-o", str(out), "--jobs", "2"]
    return [
        sys.executable,
        "-m",
        "cstemplates",
        "--lang",
        "en",
        *order,
        "--as-of",
        "2026-01-15",
        *more,
    ]


def _run(company: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(company, out, *more), capture_output=True, text=True, check=False, encoding="utf-8"
    )


def _kill_after_the_first_commit(company: Path, out: Path) -> None:
    with subprocess.Popen(
        _command(company, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        while child.poll() is None and not list(out.rglob("*.docx")):
            time.sleep(0.005)
        os.kill(child.pid, signal.SIGKILL)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_resume_after_a_kill_gives_the_bytes_of_an_undisturbed_run(
    company: Path, tmp_path: Path
) -> None:
    staff(company, 1500)
    _run(company, tmp_path / "whole")
    out = tmp_path / "out"

    _kill_after_the_first_commit(company, out)

    assert (out / JOURNAL).exists()
    refused = _run(company, out)
    assert refused.returncode == 1
    assert "CST029" in refused.stderr
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.docx")}
    assert 0 < len(before) < 1500
    done = _run(company, out, "--resume")
    assert done.returncode == 0, done.stderr
    assert _tree(out) == _tree(tmp_path / "whole")
    assert before.items() <= {p: p.stat().st_mtime_ns for p in out.rglob("*.docx")}.items()
