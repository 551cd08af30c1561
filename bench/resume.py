"""Whether a batch that is killed and gone on with ends like one that nobody disturbed.

Run ``python -m bench.resume``, or give a number of people, to take fewer. The parent is
killed when two fifths of the files stand in their places. Then nothing may be made again
that was there, and every byte must be that of an undisturbed run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.batch import AGREEMENT, PEOPLE, arguments, roster

SHARE = 0.4
JOBS = 2


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        names = roster(folder, people)
        whole, out = folder / "whole", folder / "out"
        undisturbed = timed(arguments(AGREEMENT, names, whole, JOBS))
        order = arguments(AGREEMENT, names, out, JOBS)
        killed = kill(order, out, int(people * SHARE))
        before = stamps(out)
        resumed = timed([*order, "--resume"])
        after = stamps(out)
        assert digests(out) == digests(whole), "the files are not those of an undisturbed run"
        redone = sum(after[path] != stamp for path, stamp in before.items())
        assert not redone, "files that were there were made again"
    print(f"{people} people, {JOBS} jobs; every byte as in an undisturbed run")
    print(f"  undisturbed                {undisturbed:7.1f} s")
    print(f"  killed after               {killed:7.1f} s, with {len(before)} files in place")
    print(f"  resumed                    {resumed:7.1f} s, {len(after) - len(before)} files made")
    print(f"  files there made again     {redone:7}")
    print(f"  killed + resumed ÷ whole   {(killed + resumed) / undisturbed:7.2f}")


def start(order: list[str]) -> subprocess.Popen[bytes]:
    program = str(Path(sys.executable).with_name("cstemplates"))
    silent = subprocess.DEVNULL
    return subprocess.Popen([program, *order], stdout=silent, stderr=silent)


def timed(order: list[str]) -> float:
    begin = time.perf_counter()
    code = start(order).wait()
    assert code == 0, code
    return time.perf_counter() - begin


def kill(order: list[str], out: Path, files: int) -> float:
    begin = time.perf_counter()
    child = start(order)
    while child.poll() is None and sum(1 for _file in out.glob("*/*.docx")) < files:
        time.sleep(0.2)
    child.kill()
    assert child.wait() < 0, "the batch was done before it was killed"
    return time.perf_counter() - begin


def stamps(out: Path) -> dict[str, int]:
    """Tell when each finished file was written."""
    with os.scandir(next(p for p in out.iterdir() if p.is_dir())) as entries:
        return {e.name: e.stat().st_mtime_ns for e in entries if e.name.endswith(".docx")}


def digests(out: Path) -> dict[str, str]:
    """Hash every file of a folder, hidden ones too."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    main()
