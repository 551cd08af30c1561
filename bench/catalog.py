"""How long the catalogue takes: load, stack and lint all of it, as a ratio to a YAML parser.

Run ``python -m bench.catalog``.
The peer reads the same files with PyYAML's C loader and does nothing else with them.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from typing import TYPE_CHECKING

import yaml

from cstemplates.produce.review import review
from cstemplates.workspace import load_shipped
from cstemplates.workspace.sources import catalog_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 9
MOST = 3.0


def ours() -> None:
    review(load_shipped())


def peer(files: list[Path]) -> Callable[[], None]:
    def read() -> None:
        for file in files:
            yaml.load(file.read_bytes(), yaml.CSafeLoader)

    return read


def seconds(work: Callable[[], None]) -> float:
    """Processor time of one run, so that busy neighbours do not count.

    What the run before has left for the collector is cleared first and not counted.
    """
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    files = sorted(catalog_folder().rglob("*.yaml"))
    read = peer(files)
    ours()  # compiles the models once, as every run of the program does once
    taken: list[tuple[float, float]] = [(seconds(ours), seconds(read)) for _ in range(ROUNDS)]
    own, other = (statistics.median(column) for column in zip(*taken, strict=True))
    size = sum(file.stat().st_size for file in files) / 1024
    print(f"{len(files)} files, {size:.0f} KB; medians of {ROUNDS} interleaved rounds")
    print(f"load, stack and lint   {own * 1000:7.0f} ms")
    print(f"PyYAML's C loader      {other * 1000:7.0f} ms")
    print(f"ratio                  {own / other:7.2f}   (reach: at most {MOST:g})")
    return int(own / other > MOST)


if __name__ == "__main__":
    sys.exit(main())
