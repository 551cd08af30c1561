"""A disk that is full, a disk that cannot be written to, too little memory: said in plain words."""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from faults.command import Done, batch, made, pack, results, run, tree

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Files = dict[str, bytes]
MIB = 1024**2
FREE_SPACE = "Free some space, or choose another folder"


def _may_mount() -> bool:
    command = "unshare --mount mount -t tmpfs -o size=16k tmpfs /tmp"
    try:
        done = subprocess.run(shlex.split(command), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


needs_mounts = pytest.mark.skipif(
    sys.platform != "linux" or not _may_mount(), reason="no disk can be mounted here"
)

needs_limits = pytest.mark.skipif(not shutil.which("prlimit"), reason="needs prlimit")


def _on_disk(folder: Path, options: str, arguments: list[str], *, read_only: bool = False) -> Done:
    """Run a command while the folder lies on a disk of its own; bring back what it left."""
    folder.mkdir(exist_ok=True)
    place, back = shlex.quote(str(folder)), shlex.quote(f"{folder}-back")
    steps = [
        f"cp -a {place} {back}",
        f"mount -t tmpfs -o {options} tmpfs {place}",
        f"cp -a {back}/. {place}",
        f"mount -o remount,ro {place}" if read_only else "true",
        # The words of the command come as arguments of the shell.
        f'{{ "$@"; code=$?; rm -r {back} && cp -a {place} {back}; exit "$code"; }}',
    ]
    done = run(arguments, wrapped=("unshare", "--mount", "sh", "-c", " && ".join(steps), "sh"))
    shutil.rmtree(folder)
    folder.with_name(f"{folder.name}-back").rename(folder)
    return done


def _assert_clear(done: Done, remedy: str) -> None:
    assert done.code == 4, done
    assert "CST025" in done.said
    assert remedy in done.said
    assert done.temporary == ()


@needs_mounts
@pytest.mark.parametrize(
    "size", [40, pytest.param(8, marks=pytest.mark.slow), pytest.param(64, marks=pytest.mark.slow)]
)
def test_a_batch_on_a_full_disk_leaves_whole_files_and_goes_on_when_there_is_room(
    company: Path, whole_batch: Files, size: int
) -> None:
    disk = company.parent / "disk"

    done = _on_disk(disk, f"size={size}k", batch(disk / "out", company=company))

    _assert_clear(done, FREE_SPACE)
    left = tree(disk)
    there = made(left)
    assert {p.removeprefix("out/") for p in results(left)} <= whole_batch.keys()
    assert there < made(whole_batch)
    again = run(batch(disk / "out", "--resume", company=company))
    assert again.counts == (made(whole_batch) - there, 0, there)
    assert tree(disk / "out") == whole_batch


@needs_mounts
@pytest.mark.slow
@pytest.mark.parametrize("size", [8, 24, 40])
def test_a_pack_on_a_full_disk_changes_nothing(company: Path, whole_pack: Files, size: int) -> None:
    disk = company.parent / "disk"

    done = _on_disk(disk, f"size={size}k", pack(disk / "out", company=company))

    _assert_clear(done, FREE_SPACE)
    assert tree(disk) == {}


@needs_mounts
@pytest.mark.parametrize("order", [batch, pytest.param(pack, marks=pytest.mark.slow)])
def test_a_disk_that_cannot_be_written_to_is_told_and_left_as_it_is(
    company: Path, order: Callable[..., list[str]]
) -> None:
    disk = company.parent / "disk"
    (disk / "out").mkdir(parents=True)
    (disk / "out/notes.txt").write_text("mine")

    done = _on_disk(disk, "size=1m", order(disk / "out", company=company), read_only=True)

    _assert_clear(done, "Choose a folder on another disk")
    assert tree(disk) == {"out/notes.txt": b"mine"}


@needs_limits
@pytest.mark.parametrize(
    "size",
    [100, *(pytest.param(n, marks=pytest.mark.slow) for n in (60, 80, 90, 110, 120, 130))],
)
def test_a_pack_with_too_little_memory_says_so_and_leaves_nothing(company: Path, size: int) -> None:
    out = company.parent / "out"

    done = run(pack(out, company=company), wrapped=("prlimit", f"--as={size * MIB}"))

    # A library written in Rust ends the process itself where it gets no memory, in its own words.
    ended_by_library = done.code == -signal.SIGABRT and "memory allocation of" in done.said
    assert ended_by_library or (done.code, "CST033" in done.said) == (4, True), done
    assert done.temporary == ()
    assert not out.exists()
