"""The command line in a process of its own, begun as a copy of one that is warm.

Starting Python, importing everything and reading the shipped catalogue takes longer than
most commands do. One process a test worker does that once; for every command it makes a
copy of itself that has its own arguments, folder, environment, streams and exit code. The
copy runs ``main`` like the installed command. It is a program without threads, so that a
copy finds no lock held.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
AS_OF = date(2027, 1, 1)


def run_command(
    *arguments: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``cstemplates`` with arguments and return its code and what it printed.

    Args:
        arguments: The words after the command's name.
        cwd: The folder it works in.
        environment: All its variables; those of the tests when left out.
    """
    with tempfile.TemporaryDirectory() as room:
        streams = [os.path.join(room, name) for name in ("stdout", "stderr")]  # noqa: PTH118 - names
        order = {
            "arguments": arguments,
            "cwd": str(cwd),
            "environment": dict(os.environ if environment is None else environment),
            "streams": streams,
        }
        code = _ask(order)
        printed = [Path(stream).read_text("utf-8") for stream in streams]
    return subprocess.CompletedProcess(["cstemplates", *arguments], code, *printed)


def _ask(order: dict[str, Any]) -> int:
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps(order) + "\n")
    server.stdin.flush()
    return int(server.stdout.readline())


@cache
def _server() -> subprocess.Popen[str]:
    """The warm process; it ends when the tests close its input by ending."""
    return subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _warm_up() -> None:
    """Import what commands import and read what they read; no help text, which has a language."""
    import cstemplates.produce.batch  # noqa: PLC0415 - only the warm process needs it
    import cstemplates.produce.pack  # noqa: PLC0415
    import cstemplates.produce.single  # noqa: F401, PLC0415
    from cstemplates.check.discovery import rules  # noqa: PLC0415
    from cstemplates.produce.press import Press  # noqa: PLC0415
    from cstemplates.workspace import load_company  # noqa: PLC0415

    rules()
    workspace = load_company(ROOT / "examples" / "xinghe")
    packs = (workspace.catalog.packs[name] for name in workspace.company.packs)
    documents = (item.document for pack in packs for item in pack.items)
    Press(workspace, AS_OF).faults(dict.fromkeys(documents))


def _serve() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(order)
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(order: dict[str, Any]) -> NoReturn:
    """Turn this copy into the command; never return to the loop."""
    code: object = 1
    try:
        os.chdir(order["cwd"])
        os.environ.clear()
        os.environ.update(order["environment"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, path in enumerate(order["streams"], 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - its own
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv = ["cstemplates", *order["arguments"]]
        from cstemplates.cli import main  # noqa: PLC0415 - its words have a language

        main()
    except SystemExit as stop:
        code = stop.code
    finally:
        with contextlib.suppress(BrokenPipeError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        _end_like_a_process(code if isinstance(code, int) else int(code is not None))
    raise AssertionError


def _end_like_a_process(code: int) -> NoReturn:
    import atexit  # noqa: PLC0415 - only here

    atexit._run_exitfuncs()
    os._exit(code)


if __name__ == "__main__":
    _warm_up()
    _serve()
