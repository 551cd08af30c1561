"""Worker processes that die or cannot begin: the wait for them ends, and says of what."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest
from support.staff import SCORECARD

from cstemplates.produce.batch.limits import end_with_parent
from cstemplates.produce.batch.processes import Processes, call_apart

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1024 * 1024
_TOO_LITTLE = 120


@pytest.mark.parametrize(
    ("death", "cause"),
    [
        (signal.SIGALRM, "it took too long, and its worker was ended"),
        (signal.SIGPROF, "it took too long, and its worker was ended"),
        (signal.SIGKILL, "the system ended its worker, most likely for want of memory"),
        (signal.SIGSEGV, "its worker crashed (SIGSEGV)"),
    ],
)
def test_of_what_a_worker_died_is_told(death: signal.Signals, cause: str) -> None:
    workers = Processes(1, end_with_parent)

    with pytest.raises(BrokenExecutor):
        workers.result(workers.submit(signal.raise_signal, death))

    workers.end()
    assert workers.cause() == cause


def test_a_worker_that_ends_by_itself_crashed_for_no_known_reason() -> None:
    workers = Processes(1, end_with_parent)

    with pytest.raises(BrokenExecutor):
        workers.result(workers.submit(os._exit, 7))

    workers.end()
    assert workers.cause() == "its worker ended too early"


def test_what_a_call_raises_is_raised_here_even_if_it_is_a_timeout() -> None:
    with pytest.raises(TimeoutError, match="mine"):
        call_apart(_time_out)
    assert active_children() == []


def _time_out() -> None:
    raise TimeoutError("mine")


@pytest.mark.skipif(not shutil.which("prlimit"), reason="only Linux has it")
@pytest.mark.parametrize(
    "memory",
    [80, *(pytest.param(m, marks=pytest.mark.slow) for m in (64, 72, 90, 100, 120, 160, 200))],
)
def test_a_batch_with_little_memory_ends_and_says_so(
    company: Path, tmp_path: Path, memory: int
) -> None:
    done = subprocess.run(
        ["prlimit", f"--as={memory * MIB}", sys.executable, "-m", "cstemplates", "--lang", "en",
         "batch", SCORECARD, "--company", str(company), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, check=False, encoding="utf-8", timeout=60,
    )  # fmt: skip

    made = list(tmp_path.rglob("out/**/*.docx"))
    if done.returncode == 0 and memory > _TOO_LITTLE:
        assert len(made) == 3
        return
    assert done.returncode == 4, done.stderr
    assert re.search("CST031|CST033", done.stderr), done.stderr
    assert made == []
