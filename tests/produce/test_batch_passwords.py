"""A batch whose people's files have passwords: protected, resumed, and no word of it left."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cstemplates.publish import opens_with

ROOT = Path(__file__).parents[2]
CANARY = "Kanarienvogel密语"
DOCUMENT = "policy_receipt"
PEOPLE = 3


@pytest.fixture
def guarded(tmp_path: Path) -> Path:
    company = Path(shutil.copytree(ROOT / "examples" / "xinghe", tmp_path / "xinghe"))
    _write(company, {2: ""})
    return company


def _write(company: Path, words: dict[int, str]) -> None:
    """Give everybody a password, in the rows named another one."""
    roster = company / "employees.csv"
    with roster.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    at = head.index("密码") if "密码" in head else len(head)
    few = rows[:PEOPLE]
    lines = [[*row[:at], words.get(line, f"{CANARY}{line}")] for line, row in enumerate(few, 2)]
    with roster.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[*head[:at], "密码"], *lines])


def _batch(folder: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    (folder / "temporary").mkdir(exist_ok=True)
    options = ("--company", "xinghe", "-o", "out", "--password-column", "密码", "--jobs", "1")
    return subprocess.run(
        [sys.executable, "-m", "cstemplates", "batch", DOCUMENT, *options, *more],
        capture_output=True, cwd=folder, check=False,
        env=os.environ | {"TMPDIR": str(folder / "temporary"), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_batch_protects_files_names_who_has_no_password_and_resumes(
    guarded: Path, tmp_path: Path
) -> None:
    done = _batch(tmp_path)

    first = _tree(tmp_path / "out")
    made = {path: data for path, data in first.items() if path.endswith(".docx")}
    assert done.returncode == 1, done.stderr
    assert made
    path = next(path for path in made if "/0012-" in path)
    assert opens_with(path, made[path], f"{CANARY}3")
    assert b"CST167" in first["failed.csv"]

    _batch(tmp_path, "--resume")
    assert _tree(tmp_path / "out") == first

    _write(guarded, {2: "", 3: "another-1"})
    _batch(tmp_path, "--resume")
    again = _tree(tmp_path / "out")
    assert [name for name in made if again[name] != made[name]] == [path]
    assert opens_with(path, again[path], "another-1")

    left = b"".join(
        path.encode() + data for path, data in {**again, **_tree(tmp_path / "temporary")}.items()
    )
    for text in (done.stdout, done.stderr, left):
        assert CANARY[:8].encode() not in text
