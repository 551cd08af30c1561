"""The Nth change of a file fails, or the process dies there: the results are before or after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from faults.command import JOURNALS, LOCK, Done, batch, made, marks, pack, results, run, tree
from faults.failing import KILL, VARIABLE, Fault, kinds

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from pathlib import Path

Files = dict[str, bytes]
ONCE, LASTING, BROKEN, KILLED = ("ENOSPC", False), ("ENOSPC", True), ("EIO", True), (KILL, False)

SIGKILLED = -9


def _faulty(
    tmp_path: Path, arguments: list[str], at: int, how: tuple[str, bool]
) -> tuple[Done, list[str]]:
    log = tmp_path / "calls.txt"
    log.unlink(missing_ok=True)
    fault = Fault((str(tmp_path / "out"),), str(log), at, *how)
    return run(arguments, {VARIABLE: fault.as_text()}), kinds(str(log))


def _assert_plain(done: Done, how: tuple[str, bool]) -> None:
    """A run that a fault stopped says so in a finding; a killed one says nothing."""
    if how[0] == KILL:
        assert done.code in {0, 4, SIGKILLED}, done
    else:
        assert done.code in {0, 4}, done
        assert done.temporary == ()
    assert (done.code == 4) == ("CST0" in done.said), done


def _assert_tidy(files: Files, done: Done, how: tuple[str, bool]) -> None:
    """Only what a later run needs is left, where leaving nothing else was possible."""
    if how == ONCE:
        waiting = {path.rpartition("/")[2] for path in marks(files)} - JOURNALS - {LOCK}
        assert not waiting, (done, waiting)


def _batch_holds(
    company: Path, whole: Files, at: int, how: tuple[str, bool], log: list[str] | None = None
) -> None:
    out = company.parent / "out"
    done, calls = _faulty(company.parent, batch(out), at, how)
    (log if log is not None else []).extend(calls)
    files = tree(out) if out.exists() else {}
    _assert_plain(done, how)
    _assert_tidy(files, done, how)
    assert results(files).items() <= whole.items(), done
    there = made(files)
    again = run(batch(out, "--resume"))
    assert again.code == 0, (at, how, again)
    assert again.counts == (made(whole) - there, 0, there)
    assert tree(out) == whole


def _clear(out: Path) -> None:
    for path in sorted(out.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    out.rmdir()


@pytest.mark.parametrize(("part", "how"), [(0.3, ONCE), (0.55, KILLED)])
def test_a_batch_with_a_fault_is_finished_by_the_next(
    company: Path, whole_batch: Files, part: float, how: tuple[str, bool]
) -> None:
    # The number of calls of an undisturbed batch: four a document, and some for the folder.
    at = round(part * (4 * made(whole_batch) + 12))

    _batch_holds(company, whole_batch, at, how)


@pytest.mark.slow
@pytest.mark.parametrize("how", [ONCE, LASTING, BROKEN, KILLED], ids=str)
def test_a_batch_with_a_fault_at_any_call_is_finished_by_the_next(
    company: Path, whole_batch: Files, how: tuple[str, bool]
) -> None:
    out = company.parent / "out"
    done, calls = _faulty(company.parent, batch(out), 0, how)
    assert (done.code, tree(out)) == (0, whole_batch)
    assert {"open", "write", "fsync", "os.rename", "os.mkdir", "os.remove"} <= set(calls)
    for at in range(1, len(calls) + 1):
        _clear(out)
        _batch_holds(company, whole_batch, at, how)


def _pack_holds(company: Path, whole: Files, at: int, how: tuple[str, bool]) -> None:
    out = company.parent / "out"
    done, _calls = _faulty(company.parent, pack(out), at, how)
    files = tree(out) if out.exists() else {}
    _assert_plain(done, how)
    _assert_tidy(files, done, how)
    assert results(files).items() <= whole.items(), done
    if how[0] != KILL and "manifest.json" not in files:
        assert not results(files) or marks(files) & JOURNALS, done
    again = run(pack(out))
    assert again.code == 0, (at, how, again)
    assert tree(out) == whole


def test_a_pack_that_is_killed_between_its_files_is_finished_by_the_next(
    company: Path, whole_pack: Files
) -> None:
    # After the first of three has been moved into its place.
    _pack_holds(company, whole_pack, at=20, how=KILLED)


@pytest.mark.slow
@pytest.mark.parametrize("how", [ONCE, LASTING, BROKEN, KILLED], ids=str)
def test_a_pack_with_a_fault_at_any_call_leaves_whole_files_and_the_next_finishes(
    company: Path, whole_pack: Files, how: tuple[str, bool]
) -> None:
    out = company.parent / "out"
    done, calls = _faulty(company.parent, pack(out), 0, how)
    assert (done.code, tree(out)) == (0, whole_pack)
    for at in range(1, len(calls) + 1):
        _clear(out)
        _pack_holds(company, whole_pack, at, how)
