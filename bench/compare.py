"""How long comparing two packs takes, as a ratio to the time their documents take to make.

Run ``python -m bench.compare``.
Both are whole commands, from their start to their last line. Two packs of more than two
hundred documents are made; between them one weight changes, so that the documents of
most people differ, or nothing changes, so that equal files are only skipped.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.batch import EXAMPLE, roster

PEOPLE = 65
ROUNDS = 3
MOST = 1.0
_AS_OF = "2026-01-15"
_OVERLAY = "overlay/scorecards/cs_director_annual.yaml"
_OTHER_WEIGHTS = (("weight: 25", "weight: 24"), ("score: 25}", "score: 24}"))
_REST = (("weight: 5", "weight: 6"), ("score: 5}", "score: 6}"))


def company(folder: Path, *, changed: bool) -> Path:
    """Copy the example with many directors; changed, two of their weights are others."""
    made = folder / ("changed" if changed else "plain")
    shutil.copytree(EXAMPLE, made)
    (made / "employees.xlsx").unlink(missing_ok=True)
    roster(folder, PEOPLE).replace(made / "employees.csv")
    if changed:
        overlay = made / _OVERLAY
        text = overlay.read_text(encoding="utf-8")
        for old, new in (*_OTHER_WEIGHTS, *_REST):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        overlay.write_text(text, encoding="utf-8")
    return made


def seconds(*arguments: str, expected: int = 0) -> float:
    """Time a command by the clock."""
    program = Path(sys.executable).with_name("cstemplates")
    begin = time.perf_counter()
    done = subprocess.run([str(program), *arguments], check=False, capture_output=True, text=True)
    elapsed = time.perf_counter() - begin
    assert done.returncode == expected, done.stderr
    return elapsed


def one_round(folder: Path) -> tuple[float, float, float, float]:
    """Make a pack and compare it; returns seconds (made, differing, equal) and files."""
    packs = {}
    made = 0.0
    for changed in (False, True):
        packs[changed] = folder / f"pack-{changed}"
        source = company(folder, changed=changed)
        made = seconds("pack", str(source), "-o", str(packs[changed]), "--as-of", _AS_OF)
        shutil.rmtree(source)
    count = sum(1 for _file in packs[True].rglob("*.docx"))
    assert count >= 200, count
    copy = shutil.copytree(packs[False], folder / "copy")
    found = (
        made,
        seconds("diff", str(packs[False]), str(packs[True]), expected=1),
        seconds("diff", str(packs[False]), str(copy)),
        count,
    )
    for pack in (*packs.values(), copy):
        shutil.rmtree(pack)
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        seen = [one_round(Path(folder)) for _round in range(ROUNDS)]
    made, differing, equal, count = (statistics.median(row) for row in zip(*seen, strict=True))
    ratio = statistics.median(row[1] / row[0] for row in seen)
    print(f"Two packs of {count:.0f} documents; medians of {ROUNDS} interleaved rounds")
    print(f"make one pack              {made:6.2f} s")
    print(f"compare, most differ       {differing:6.2f} s")
    print(f"compare, all are equal     {equal:6.2f} s")
    print(f"compare ÷ make             {ratio:6.2f}   (reach: at most {MOST:.1f})")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
