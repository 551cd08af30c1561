from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.command import run_command
from support.rawword import RawWord, cell, paragraph, row, table

from cstemplates.publish import protect

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return run_command("diff", *arguments, cwd=folder, environment=environment)


def scorecard(weight: str) -> bytes:
    rows = (row(cell("指标"), cell("权重"), header=True), row(cell("客户满意度"), cell(weight)))
    return RawWord(paragraph("业绩考核", style="1") + table(*rows, columns=2)).data()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two packs, in which one of two documents has another weight."""
    for side, weight in (("old", "30%"), ("new", "35%")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "考核表.docx").write_bytes(scorecard(weight))
        (tmp_path / side / "同.docx").write_bytes(scorecard("10%"))
    return tmp_path


def test_two_folders_with_a_difference_exit_1_and_show_it(folder: Path) -> None:
    done = run(folder, "old", "new")

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "考核表.docx  changed",
        "  ~ 业绩考核 › 客户满意度 › 权重",
        "      [-30%-]{+35%+}",
        "Files: changed 1, the same 1",
    ]


def test_two_files_are_compared_by_name(folder: Path) -> None:
    done = run(folder, "old/考核表.docx", "new/考核表.docx")

    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "new/考核表.docx  changed"


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown", "github"])
def test_no_difference_exits_0_in_every_format(folder: Path, form: str) -> None:
    done = run(folder, "old", "old", "--format", form)

    assert done.returncode == 0, done.stderr
    assert "考核表" not in done.stdout


@pytest.mark.parametrize("form", ["json", "html", "markdown", "github"])
def test_every_format_shows_the_changed_cell(folder: Path, form: str) -> None:
    done = run(folder, "old", "new", "--format", form)

    assert done.returncode == 1, done.stderr
    assert "客户满意度" in done.stdout
    assert "35%" in done.stdout


def test_json_on_stdout_stays_parseable_beside_progress_and_findings(folder: Path) -> None:
    (folder / "new" / "同.docx").write_bytes(b"PK\x03\x04")

    done = run(folder, "old", "new", "--format", "json")

    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert [file["state"] for file in found["files"]] == ["unreadable", "changed"]
    assert "new/同.docx: error CST315" in done.stderr


def test_only_a_terminal_gets_colours(folder: Path) -> None:
    command = [sys.executable, "-m", "cstemplates", "diff", "old", "new"]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    shown = {
        "terminal": _in_a_terminal(command, folder, environment),
        "no colour": _in_a_terminal(command, folder, environment | {"NO_COLOR": "1"}),
        "pipe": run(folder, "old", "new").stdout,
    }

    assert {where for where, text in shown.items() if "\x1b[32m{+35%+}" in text} == {"terminal"}
    assert all("{+35%+}" in text for text in shown.values())


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("old", "new/同.docx", "CST040", "A folder cannot be compared with a file"),
        ("old", "nowhere", "CST100", "nowhere: error CST100 The file cannot be read"),
        ("old/同.docx", "notes.docx", "CST300", "notes.docx: error CST300"),
        ("old/同.docx", "locked.docx", "CST309", "locked.docx: error CST309"),
    ],
)
def test_what_cannot_be_compared_is_a_finding(
    folder: Path, old: str, new: str, code: str, message: str
) -> None:
    (folder / "notes.docx").write_text("只是文字", encoding="utf-8")
    (folder / "locked.docx").write_bytes(protect("locked.docx", scorecard("30%"), "密码 1"))

    done = run(folder, old, new)

    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert code in done.stderr


def test_one_argument_is_a_usage_error(folder: Path) -> None:
    assert run(folder, "old").returncode == 2


def _in_a_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(ours)
    return shown.decode()
