"""A LibreOffice that stays, and is told over UNO which file to lay out next."""

from __future__ import annotations

import contextlib
import functools
import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from cstemplates.pdf.batch import Ending
from cstemplates.pdf.isolation import (
    EXPORT_FILTER,
    EXPORT_OPTIONS,
    IMPORT_FILTER,
    SWITCHES,
    kill_all,
    pipe_name,
    start,
    write_profile,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYSTEM_PYTHON = Path("/usr/bin/python3")
_OWN_PYTHONS = ("python", "python.exe", "../Resources/python", "../Resources/python3")
_PROBE_SECONDS = 20
_SECONDS_TO_END = 6
# LibreOffice grows a little with every document.
_FILES_A_PROCESS = 300


class NotDrivenError(Exception):
    """LibreOffice does not let itself be driven here; one call for many files may do."""


def uno_python(program: Path) -> Path | None:
    """Find a Python that can drive a LibreOffice: the system's, else the one it brings."""
    return _uno_python(program.resolve())


@functools.cache
def _uno_python(program: Path) -> Path | None:
    return next(filter(_has_uno, _pythons(program.parent)), None)


def _pythons(folder: Path) -> Iterator[Path]:
    candidates = (_SYSTEM_PYTHON, *(folder / name for name in _OWN_PYTHONS))
    return (python for python in candidates if python.is_file())


def _has_uno(python: Path) -> bool:
    try:
        probe = subprocess.run(  # noqa: S603 - our own arguments, no shell
            [python, "-s", "-B", "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PROBE_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.returncode == 0


class Office:
    """One LibreOffice with the Python that drives it; started when there is work.

    Args:
        program: The LibreOffice executable.
        python: A Python that has the module ``uno``.
        room: Private folder for profile, temporary files and pages.
        patience: Seconds that starting, or one document, may take before it is killed.
    """

    def __init__(self, program: Path, python: Path, room: Path, patience: float) -> None:
        self._program = program
        self._python = python
        self._room = room
        self._patience = patience
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._files = 0
        self._refuses = False

    def lay_out(self, data: bytes) -> bytes | Ending:
        """Return the PDF of a Word file, or why there is none.

        After a hang or a crash the next file finds a new process.

        Raises:
            NotDrivenError: LibreOffice cannot be started or does not answer.
        """
        if self._child is None or self._files % _FILES_A_PROCESS == 0:
            self._start()
        self._files += 1
        stem = self._room / "pages" / f"{self._files:06}"
        word, pdf = stem.with_suffix(".docx"), stem.with_suffix(".pdf")
        try:
            word.write_bytes(data)
            match self._ask(str(stem)):
                case "done":
                    return pdf.read_bytes() if pdf.is_file() else Ending.NOTHING
                case "failed":
                    return Ending.NOTHING
                case answer:
                    self.kill()
                    return Ending.TOO_SLOW if answer is None else Ending.STOPPED
        finally:
            word.unlink(missing_ok=True)
            pdf.unlink(missing_ok=True)

    def close(self) -> None:
        """Let LibreOffice end in order, or else kill it."""
        if self._child is None:
            return
        self._send("end")
        try:
            self._child.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self.kill()

    def kill(self) -> None:
        """End LibreOffice and its driver at once."""
        child, self._child = self._child, None
        if child is not None:
            kill_all(child)
            for stream in (child.stdin, child.stdout):
                _close(stream)

    def _start(self) -> None:
        self.close()
        if self._refuses:
            raise NotDrivenError
        # What a killed one left: its profile, and the document it had unpacked.
        shutil.rmtree(self._room, ignore_errors=True)
        (self._room / "pages").mkdir(parents=True, exist_ok=True)
        script = self._room / "uno_child.py"
        # Beside our other modules it would take them for the standard library's.
        shutil.copyfile(Path(__file__).with_name("uno_child.py"), script)
        command = [str(self._program), write_profile(self._room), *SWITCHES]
        settings = {
            "command": command,
            "pipe": pipe_name(self._room),
            "import_filter": IMPORT_FILTER,
            "export_filter": EXPORT_FILTER,
            "export_options": EXPORT_OPTIONS,
        }
        driver = [str(self._python), "-s", "-B", str(script), json.dumps(settings)]
        try:
            self._child = start(driver, self._room, talks=True)
        except OSError as error:
            raise NotDrivenError from error
        self._answers = queue.SimpleQueue()
        threading.Thread(
            target=_listen, args=(self._child.stdout, self._answers), daemon=True
        ).start()
        if self._answer() != "ready":
            self.kill()
            self._refuses = True
            raise NotDrivenError

    def _ask(self, order: str) -> str | None:
        self._send(order)
        return self._answer()

    def _send(self, order: str) -> None:
        assert self._child is not None
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(f"{order}\n".encode())
            self._child.stdin.flush()
        except OSError:
            # It is gone; the answer, which never comes, tells.
            pass

    def _answer(self) -> str | None:
        """Wait for a word; empty when the driver is gone, None when it takes too long."""
        try:
            return self._answers.get(timeout=self._patience)
        except queue.Empty:
            return None


def _listen(stream: IO[bytes] | None, answers: queue.SimpleQueue[str]) -> None:
    assert stream is not None
    try:
        for line in stream:
            answers.put(line.decode("ascii", "replace").strip())
    except (OSError, ValueError):
        pass  # closed under our hands when the process was killed
    answers.put("")


def _close(stream: IO[bytes] | None) -> None:
    # What was not sent is lost with its reader.
    with contextlib.suppress(OSError):
        if stream is not None:
            stream.close()
