"""How long the program takes to start: ``cstemplates --help`` to an empty Python.

Run ``python -m bench.start``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 15
MOST = 8.0
OURS = (str(Path(sys.executable).with_name("cstemplates")), "--help")
EMPTY = (sys.executable, "-c", "pass")


def seconds(command: tuple[str, ...]) -> float:
    """Processor time of one run, so that busy neighbours do not count."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    seconds(OURS)  # compiles the modules once, as the first run after an installation does
    taken = [(seconds(OURS), seconds(EMPTY)) for _round in range(ROUNDS)]
    own, other = (statistics.median(column) for column in zip(*taken, strict=True))
    ratio = statistics.median(a / b for a, b in taken)
    print(f"cstemplates --help     {own * 1000:7.0f} ms")
    print(f"python -c pass         {other * 1000:7.0f} ms")
    print(f"ratio                  {ratio:7.2f}   (reach: at most {MOST:g})")


if __name__ == "__main__":
    main()
