"""Every step of publishing fails in turn: files are old or new, and the next run finishes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from faults.command import LOCK, TESTS, marks, results
from faults.every_step import ENVIRONMENT, FINE, NEW, OLD
from faults.failing import KILL

SIGKILLED = -9
PROGRAM = Path(__file__).with_name("every_step.py")


def _runs(name: str, how: str, lasts: str, base: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), name, how, lasts, str(base)],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(TESTS)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("name", ["pack", "batch"])
@pytest.mark.parametrize(
    ("how", "lasts"),
    [("ENOSPC", "once"), ("ENOSPC", "lasts"), ("EIO", "once"), ("EIO", "lasts"), (KILL, "once")],
)
def test_whatever_step_fails_files_are_old_or_new_and_the_next_run_finishes(
    tmp_path: Path, name: str, how: str, lasts: str
) -> None:
    undisturbed, *faulty = _runs(name, how, lasts, tmp_path)

    assert undisturbed["end"] == FINE
    assert results(undisturbed["left"]).items() >= {p: d.decode() for p, d in NEW.items()}.items()
    assert len(faulty) > 15
    ends = {SIGKILLED} if how == KILL else {FINE, ENVIRONMENT}
    for run in faulty:
        assert run["end"] in ends, run
        left = {p: text.encode() for p, text in run["left"].items()}
        documents = {p: data for p, data in results(left).items() if p != "manifest.json"}
        for path, data in documents.items():
            assert data in {OLD.get(path), NEW.get(path)}, run
        assert OLD.keys() & NEW.keys() <= documents.keys(), run
        assert run["next"] == undisturbed["left"], run
        if how != KILL and lasts == "once" and run["end"] == FINE:
            assert marks(left) <= {LOCK}, run


def test_a_pack_whose_files_cannot_all_be_written_changes_none(tmp_path: Path) -> None:
    _undisturbed, *faulty = _runs("pack", "ENOSPC", "lasts", tmp_path)
    old = {p: d.decode() for p, d in OLD.items()}

    untouched = [run for run in faulty if run["left"].items() >= old.items()]

    # Up to the journal, which comes after all files are beside their places.
    assert [run["at"] for run in untouched][:8] == list(range(1, 9))
    assert {tuple(marks(run["left"])) for run in untouched[:8]} == {()}
