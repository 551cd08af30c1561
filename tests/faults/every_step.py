"""Run as a program: let every step of publishing fail in turn, each in a process of its own.

For each run it prints a line of JSON: how it ended, the files it left, what the next run
made of them.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from faults.failing import Fault, install, kinds

from cstemplates.findings import CstemplatesError, EnvironmentFault
from cstemplates.publish import OutputFile, publish, sha256
from cstemplates.publish.growing import Grown, growing_folder, stage_file
from cstemplates.publish.standing import Choices, State, look_at

if TYPE_CHECKING:
    from collections.abc import Callable

FACTS = {"inputs": [], "as_of": "2026-01-15", "versions": {}}
OLD = {"a/1.txt": b"old 1", "a/2.txt": b"the same", "b/3.txt": b"old 3"}
NEW = {"a/1.txt": b"new 1", "a/2.txt": b"the same", "c/4.txt": b"new 4"}
FINE, ENVIRONMENT, OTHER = 0, 4, 3


def pack(folder: Path, files: dict[str, bytes] = NEW) -> None:
    """Publish as `pack` does."""
    publish(folder, [OutputFile(p, d) for p, d in files.items()], facts=FACTS, shown="out")


def batch(folder: Path, files: dict[str, bytes] = NEW) -> None:
    """Publish as `batch --resume` does, in two commits."""
    with growing_folder(folder, "out") as growing:
        keys = {path: sha256(data) for path, data in files.items()}
        standing = look_at(folder, keys, Choices(resume=True), shown="out")
        growing.begin()
        rows = []
        for path, data in files.items():
            row = {"path": path, "sha256": sha256(data), "key": keys[path]}
            waits = standing.states[path][0] is State.MAKE
            if waits:
                stage_file(folder, path, data)
            rows.append(Grown(path, json.dumps(row).encode(), waits=waits))
        growing.commit(rows[:1])
        growing.commit(rows[1:])
        growing.finish(FACTS, [json.dumps(row).encode() for row in standing.carried])


def apart(work: Callable[[Path], None], folder: Path, fault: Fault) -> int:
    """Do it in a child that the fault can kill; return how it ended, negative if killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = OTHER
    try:
        install(fault)
        work(folder)
        code = FINE
    except EnvironmentFault as error:
        code = ENVIRONMENT if [f.code for f in error.report] == ["CST025"] else OTHER
    except CstemplatesError:
        pass
    finally:
        os._exit(code)


def tree(folder: Path) -> dict[str, str]:
    """Read all files of a folder; they are ASCII here."""
    found = folder.rglob("*") if folder.exists() else ()
    return {p.relative_to(folder).as_posix(): p.read_text() for p in found if p.is_file()}


def main(name: str, how: str, lasts: str, *, base: Path) -> None:
    """Fail at the first call, the second, and so on until a run has no call left to fail at."""
    work = {"pack": pack, "batch": batch}[name]
    folder, log = base / "out", base / "calls.txt"
    at, calls = 0, 1
    while at <= calls:
        shutil.rmtree(folder, ignore_errors=True)
        log.unlink(missing_ok=True)
        work(folder, OLD)
        end = apart(work, folder, Fault((str(folder),), str(log), at, how, lasts == "lasts"))
        left = tree(folder)
        work(folder)
        calls = len(kinds(str(log))) if at == 0 else calls
        row = {"at": at, "end": end, "left": left, "next": tree(folder)}
        sys.stdout.write(json.dumps(row) + "\n")
        at += 1


if __name__ == "__main__":
    _program, *words, place = sys.argv
    main(*words, base=Path(place))
