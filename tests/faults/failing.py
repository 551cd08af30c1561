"""A disk that fails at the Nth call: every change of a file below some folders is counted.

Counted are the calls that reach the operating system, in all processes of a run together:
opening for writing, writing, syncing, renaming, making and removing. The Nth raises, or
kills its process; a write has then written half.
"""

from __future__ import annotations

import builtins
import errno
import inspect
import io
import json
import os
import signal
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLE = "FAULTS_OF_THE_DISK"
KILL = "kill"
_RECORD = 32
_PATHS = {"os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1}


@dataclass(frozen=True, slots=True)
class Fault:
    """Which call fails, and how.

    Attributes:
        folders: Where calls are counted.
        log: A file outside these folders that gets a record for each call.
        at: The number of the call that fails; 0 for none.
        how: ``kill``, or the name of a number of the module ``errno``.
        lasts: Whether all later calls that need room fail too.
    """

    folders: tuple[str, ...]
    log: str
    at: int = 0
    how: str = "ENOSPC"
    lasts: bool = False

    def as_text(self) -> str:
        """Write it for the environment."""
        return json.dumps(asdict(self))


def install_from_environment() -> None:
    """Let the calls of this process fail as the environment says."""
    if text := os.environ.get(VARIABLE):
        install(Fault(**json.loads(text)))


def kinds(log: str) -> list[str]:
    """Tell the kinds of all calls that were counted, in order."""
    with open(log, encoding="ascii") as stream:  # noqa: PTH123 - patched here
        return stream.read().split()


def install(fault: Fault) -> None:
    """Let the calls of this process fail; there is no way back."""
    disk = _Disk(fault)
    sys.addaudithook(disk.watch)
    write, fsync, opened = os.write, os.fsync, io.open
    signature = inspect.signature(opened)

    def failing_write(handle: int, data: bytes) -> int:
        disk.count("write", _path_of(handle), lambda: write(handle, data[: len(data) // 2]))
        return write(handle, data)

    def failing_fsync(handle: int) -> None:
        disk.count("fsync", _path_of(handle))
        fsync(handle)

    class File(io.FileIO):
        def write(self, data: Any) -> int:
            half = memoryview(data)[: len(data) // 2]
            disk.count("write", _path_of(self.fileno()), lambda: super(File, self).write(half))
            return super().write(data)

    def failing_open(*positional: Any, **named: Any) -> Any:
        given = signature.bind(*positional, **named)
        given.apply_defaults()
        asked = given.arguments
        mode = asked["mode"]
        if not set(mode) & set("wax+"):
            return opened(*positional, **named)
        kind = mode.replace("b", "").replace("t", "")
        raw = File(asked["file"], kind, asked["closefd"], asked["opener"])
        if not asked["buffering"]:
            return raw
        data = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        text = (asked[name] for name in ("encoding", "errors", "newline"))
        return data if "b" in mode else io.TextIOWrapper(data, *text)

    os.write, os.fsync = failing_write, failing_fsync  # type: ignore[assignment]
    io.open = builtins.open = failing_open


class _Disk:
    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._log = os.open(fault.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._write = os.write

    def count(self, kind: str, path: str, half: Callable[[], object] = lambda: None) -> None:
        fault = self._fault
        if not any(path == top or path.startswith(top + os.sep) for top in fault.folders):
            return
        self._write(self._log, kind.ljust(_RECORD - 1).encode() + b"\n")
        number = os.lseek(self._log, 0, os.SEEK_CUR) // _RECORD
        needs_room = kind not in {"os.remove", "os.rmdir"}
        if number != fault.at and not (fault.lasts and 0 < fault.at < number and needs_room):
            return
        half()
        if fault.how == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        code = getattr(errno, fault.how)
        raise OSError(code, os.strerror(code))

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if not isinstance(path, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.count("open", os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 - no file
        elif event in _PATHS and arguments[-1] == -1:
            self.count(event, os.path.abspath(os.fsdecode(arguments[_PATHS[event] - 1])))  # noqa: PTH100


def _path_of(handle: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115 - a number, no path
    except OSError:
        return ""
