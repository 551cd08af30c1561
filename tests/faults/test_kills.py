"""Processes of a batch are killed at moments that nobody chose; it ends with the same bytes.

A moment is a number of files written, so that it lies within the run however busy the machine.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faults.command import (
    batch,
    command_line,
    environment,
    made,
    make_company,
    results,
    run,
    tree,
)
from support.shared import made_once

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = 600
SIGKILLED = -signal.SIGKILL
Files = dict[str, bytes]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Make a batch undisturbed."""

    def make() -> Files:
        folder = tmp_path_factory.mktemp("whole")
        make_company(folder, PEOPLE)
        done = run(batch(folder / "out"))
        assert done.code == 0, done
        return tree(folder / "out")

    return made_once(tmp_path_factory, "faults-kills", make)


def _started(out: Path, temporary: str, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command_line(batch(out, *more)),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        env=environment(temporary),
    )  # fmt: skip


def _workers(parent: int) -> list[int]:
    """Find the processes that a batch has started, but for the one they are copied from."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(status.parent.name))
    servers = children.get(parent, [])
    return [worker for server in servers for worker in children.get(server, [])]


def _wait_for_work(child: subprocess.Popen[str], out: Path, files: int) -> None:
    """Wait until so many files more are written, in their places or beside them."""
    deadline = time.monotonic() + 120
    wanted = _written(out) + files
    while child.poll() is None and _written(out) < wanted:
        assert time.monotonic() < deadline
        time.sleep(0.003)


def _written(out: Path) -> int:
    folders = [entry for entry in os.scandir(out) if entry.is_dir()] if out.exists() else []
    return sum(len(os.listdir(folder)) for folder in folders)  # noqa: PTH208 - quick


def _all_gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 20
    left = list(pids)
    while left and time.monotonic() < deadline:
        left = [pid for pid in left if _lives(pid)]
        time.sleep(0.02)
    return not left


def _lives(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def _moments(seed: int, share: float) -> Iterator[int]:
    chance = random.Random(seed)
    while True:
        yield chance.randint(1, int(PEOPLE * share))


def _kill_parent(out: Path, moment: int, *more: str) -> bool:
    """Kill the process that a person has started; its workers end by themselves."""
    with tempfile.TemporaryDirectory() as temporary:
        with _started(out, temporary, *more) as child:
            _wait_for_work(child, out, moment)
            workers = _workers(child.pid)
            child.kill()
        assert _all_gone(workers)
    return child.returncode == SIGKILLED


def _resumed(out: Path, whole: Files) -> None:
    """Finish it: only what was missing is made, and nothing tells that there was a stop."""
    standing = {p: p.stat().st_mtime_ns for p in out.rglob("*.docx")}
    before = tree(out)
    assert results(before).items() <= whole.items()
    there = made(before)
    done = run(batch(out, "--resume"))
    assert done.code == 0, done
    assert done.counts == (PEOPLE - there, 0, there)
    assert tree(out) == whole
    assert standing.items() <= {p: p.stat().st_mtime_ns for p in standing}.items()


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 12))]
)
def test_a_batch_whose_parent_is_killed_is_finished_by_the_next(
    tmp_path: Path, whole: Files, seed: int
) -> None:
    make_company(tmp_path, PEOPLE)
    out = tmp_path / "out"

    assert _kill_parent(out, next(_moments(seed, 0.8)))

    _resumed(out, whole)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_batch_that_is_killed_again_and_again_is_finished_in_the_end(
    tmp_path: Path, whole: Files, seed: int
) -> None:
    make_company(tmp_path, PEOPLE)
    out = tmp_path / "out"
    moments = _moments(seed, 0.2)

    kills = [_kill_parent(out, next(moments), "--resume") for _round in range(5)]

    assert kills[0]
    _resumed(out, whole)


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 12))]
)
def test_a_batch_whose_worker_is_killed_goes_on_and_loses_nobody(
    tmp_path: Path, whole: Files, seed: int
) -> None:
    make_company(tmp_path, PEOPLE)
    out = tmp_path / "out"
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        with _started(out, temporary) as child:
            _wait_for_work(child, out, 1)
            workers = _workers(child.pid)
            assert child.stdout is not None
            assert workers, child.stdout.read()
            _wait_for_work(child, out, chance.randint(0, PEOPLE // 4))
            os.kill(chance.choice(sorted(workers)), signal.SIGKILL)
            said = child.stdout.read()
        assert list(Path(temporary).iterdir()) == []
    assert child.returncode == 0, said
    assert tree(out) == whole
