"""Names, pay and identity numbers stay in the documents: nowhere else do they turn up (S11)."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NAME, PAY, NUMBER = "金丝雀名", "98765.43", "110101199003079876"
CANARIES = (NAME, PAY, NUMBER)
HEAD = "工号,姓名,岗位,部门,直接上级,入职日期,任期起,任期止,固定工资,绩效工资,工作地点,身份证号\n"
GOOD = f"0012,{NAME},cs_director,客户服务部,,2019-06-17,2027-01-01,2027-12-31,{PAY},6000.00,写字楼,{NUMBER}\n"
FAULTY = (
    f"0012,{NAME},{NAME}岗,客户服务部,{NUMBER},{NAME},2027-13-01,{PAY},{PAY}元{NAME},{NAME},写字楼,{NUMBER}\n"
    f"0012,{NAME}\x07,cs_director,客户服务部,0099,2019-06-17,2027-01-01,2026-01-01,-{PAY},,写字楼,{NUMBER}\n"
    f"0013,{NAME}\n"
)
FOUND = ("CST107", "CST157", "CST158", "CST159", "CST160", "CST161")
# Fails deep inside, with the values of a person in its message and in its frames.
BREAKING = """
import sys
from cstemplates.word import template
def fail(self, data, **_named):
    raise RuntimeError(repr(data))
template.Template.fill = fail
from cstemplates.cli import main
sys.argv[0] = "cstemplates"
main()
"""


def _slow(*command: str) -> Any:
    return pytest.param(command, marks=pytest.mark.slow)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Write a company of one person whose every value is a canary."""
    folder = tmp_path / "firm"
    folder.mkdir()
    (folder / "company.yaml").write_bytes((ROOT / "examples/xinghe/company.yaml").read_bytes())
    (folder / "employees.csv").write_text(HEAD + GOOD, encoding="utf-8")
    return folder


def run(
    company: Path, *arguments: str, program: tuple[str, ...] = ("-m", "cstemplates")
) -> tuple[int, str]:
    """Run a command with a temporary folder of its own; return its code and all it said."""
    temporary = company.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, *program, *arguments],
        capture_output=True, text=True, check=False, cwd=company.parent, timeout=300,
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        umask=0,
    )  # fmt: skip
    assert list(temporary.iterdir()) == []
    return done.returncode, done.stdout + done.stderr


def test_a_pack_tells_nothing_and_keeps_its_results_to_their_owner(company: Path) -> None:
    code, said = run(company, "pack", "firm", "-o", "out", "--employee", "0012")
    assert code == 0, said
    assert not [canary for canary in (PAY, NUMBER) if canary in said]
    made = [company.parent / "out", *(company.parent / "out").rglob("*")]
    assert len(made) > 3
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in made}
    assert modes == {(True, 0o700), (False, 0o600)}


@pytest.mark.parametrize(
    "command",
    [
        ("--lang", "zh", "pack", "firm", "-o", "out"),
        ("lint", "--company", "firm", "--format", "json"),
        _slow("lint", "--company", "firm"),
        _slow("lint", "--company", "firm", "--format", "sarif"),
        _slow("lint", "--company", "firm", "--format", "github"),
        _slow("--debug", "pack", "firm", "-o", "out"),
    ],
)
def test_faults_of_a_roster_are_told_without_its_values(
    company: Path, command: tuple[str, ...]
) -> None:
    (company / "employees.csv").write_text(HEAD + FAULTY, encoding="utf-8")
    code, said = run(company, *command)
    assert code == 1
    assert {found for found in FOUND if found not in said} == set()
    assert not [canary for canary in CANARIES if canary in said], said
    assert not (company.parent / "out").exists()


def test_a_fault_of_ours_shows_no_values_unless_debugging_is_asked_for(company: Path) -> None:
    command = ("pack", "firm", "-o", "out", "--employee", "0012")
    code, said = run(company, *command, program=("-c", BREAKING))
    assert code == 3, said
    assert "fault of cstemplates" in said
    assert not [canary for canary in CANARIES if canary in said], said


@pytest.mark.slow
def test_a_fault_of_ours_shows_its_trace_when_debugging(company: Path) -> None:
    command = ("--debug", "pack", "firm", "-o", "out", "--employee", "0012")
    code, said = run(company, *command, program=("-c", BREAKING))
    assert (code, "RuntimeError" in said) == (3, True)


@pytest.mark.slow
def test_no_process_has_a_value_among_its_arguments(company: Path) -> None:
    seen: set[bytes] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(process.read_bytes())
                except OSError:
                    continue
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        code, said = run(company, "pack", "firm", "-o", "out", "--employee", "0012", "--pdf")
    finally:
        done.set()
        watcher.join()
    assert code == 0, said
    assert any(b"soffice" in line for line in seen)
    assert not [line for line in seen for canary in CANARIES if canary.encode() in line]
