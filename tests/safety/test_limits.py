"""Whatever a file means to do, it is answered within five seconds and a gigabyte (S13)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from safety.hostile_files import hostile, quick

CHILD = Path(__file__).with_name("limited_child.py")


Answers = dict[str, tuple[str, list[str]]]


@pytest.fixture(
    scope="module",
    params=[quick, pytest.param(hostile, marks=pytest.mark.slow)],
    ids=lambda f: f.__name__,
)
def answers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Let one limited process read all files; a process that dies leaves answers out."""
    folder = tmp_path_factory.mktemp("hostile")
    files: dict[str, bytes] = request.param()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, str(CHILD), str(folder)],
        capture_output=True, text=True, check=False, cwd=folder, timeout=400,
    )  # fmt: skip
    assert done.stderr == ""
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [name for name, _outcome, _codes in rows] == sorted(files)
    return {name: (outcome, codes) for name, outcome, codes in rows}


def test_every_hostile_file_is_answered_in_time_and_memory(answers: Answers) -> None:
    assert {n: a for n, a in answers.items() if a[0] not in {"refused", "taken"}} == {}


def test_those_that_can_only_do_harm_are_refused(answers: Answers) -> None:
    bad = {name: outcome for name, (outcome, _codes) in answers.items() if name.startswith("bad")}
    assert set(bad.values()) == {"refused"}, bad


def test_none_of_them_opens_a_connection_or_writes_a_file(answers: Answers) -> None:
    found = [code for _outcome, codes in answers.values() for code in codes]
    assert [code for code in found if not code.startswith("CST")] == []
