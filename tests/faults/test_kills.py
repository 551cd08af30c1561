"""Processes of a batch are killed at moments that nobody chose; it ends with the same bytes."""

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
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, Files]:
    """Make a batch undisturbed; tell how long its documents took too."""

    def make() -> tuple[float, Files]:
        folder = tmp_path_factory.mktemp("whole")
        make_company(folder, PEOPLE)
        done = run(batch(folder / "out"))
        assert done.code == 0, done
        first = (folder / "out/manifest.json").stat().st_mtime
        files = [p.stat().st_mtime for p in (folder / "out").rglob("*.docx")]
        return first - min(files), tree(folder / "out")

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


def _wait_for_work(child: subprocess.Popen[str], out: Path) -> None:
    deadline = time.monotonic() + 120
    while child.poll() is None and not any(out.glob("*/.cstemplates-tmp-*")):
        assert time.monotonic() < deadline
        time.sleep(0.003)


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


def _moments(seed: int, long: float) -> Iterator[float]:
    chance = random.Random(seed)
    while True:
        yield chance.random() * long


def _kill_parent(out: Path, moment: float, *more: str) -> bool:
    """Kill the process that a person has started; its workers end by themselves."""
    with tempfile.TemporaryDirectory() as temporary:
        with _started(out, temporary, *more) as child:
            _wait_for_work(child, out)
            time.sleep(moment)
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
    tmp_path: Path, whole: tuple[float, Files], seed: int
) -> None:
    long, files = whole
    make_company(tmp_path, PEOPLE)
    out = tmp_path / "out"

    assert _kill_parent(out, next(_moments(seed, long * 0.8)))

    _resumed(out, files)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_batch_that_is_killed_again_and_again_is_finished_in_the_end(
    tmp_path: Path, whole: tuple[float, Files], seed: int
) -> None:
    long, files = whole
    make_company(tmp_path, PEOPLE)
    out = tmp_path / "out"
    moments = _moments(seed, long * 0.5)

    kills = [_kill_parent(out, next(moments), "--resume") for _round in range(5)]

    assert kills[0]
    _resumed(out, files)


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 12))]
)
def test_a_batch_whose_worker_is_killed_goes_on_and_loses_nobody(
    tmp_path: Path, whole: tuple[float, Files], seed: int
) -> None:
    long, files = whole
    make_company(tmp_path, PEOPLE)
    out = tmp_path / "out"
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        with _started(out, temporary) as child:
            _wait_for_work(child, out)
            time.sleep(chance.random() * long * 0.5)
            workers = _workers(child.pid)
            os.kill(chance.choice(sorted(workers)), signal.SIGKILL)
            assert child.stdout is not None
            said = child.stdout.read()
        assert list(Path(temporary).iterdir()) == []
    assert child.returncode == 0, said
    assert tree(out) == files
