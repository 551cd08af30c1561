"""One call of LibreOffice for many files, where it cannot be driven over UNO."""

from __future__ import annotations

import contextlib
import subprocess
import time
from typing import TYPE_CHECKING

from cstemplates.pdf.batch import Ending
from cstemplates.pdf.isolation import (
    IMPORT_FILTER,
    SWITCHES,
    export_filter,
    kill_all,
    start,
    write_profile,
)
from cstemplates.pdf.workroom import workroom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cstemplates.pdf.batch import Batch

_POLL_SECONDS = 0.05
_FRUITLESS_RUNS = 2


def lay_out_by_calls(program: Path, batch: Batch, pending: list[int], patience: float) -> None:
    """Lay out what is pending, in as many calls as it takes.

    After an ordinary end every file without a PDF has failed. After a kill only the
    first one is to blame, unless call after call brings nothing.
    """
    fruitless = 0
    while pending:
        ending, made = _run_once(program, batch, pending, patience)
        for position, data in made.items():
            batch.take(position, data)
        left = [position for position in pending if position not in made]
        fruitless = 0 if made else fruitless + 1
        hopeless = ending is Ending.NOTHING or fruitless == _FRUITLESS_RUNS
        blamed = left if hopeless else left[:1]
        for position in blamed:
            batch.blame(position, ending, patience)
        pending = left[len(blamed) :]


def _run_once(
    program: Path, batch: Batch, pending: list[int], patience: float
) -> tuple[Ending, dict[int, bytes]]:
    with workroom() as room:
        folder = room / "pages"
        folder.mkdir()
        # Beside its PDF, so that a link to a file of the same pack stays relative.
        files = [folder / f"{position:06}.docx" for position in pending]
        for position, file in zip(pending, files, strict=True):
            file.write_bytes(batch.sources[position].data)
        ending = run(program, files, room=room, patience=patience, on_made=batch.tell)
        return ending, {int(file.stem): file.read_bytes() for file in folder.glob("*.pdf")}


def run(
    program: Path,
    sources: Sequence[Path],
    *,
    room: Path,
    patience: float,
    on_made: Callable[[int], None],
) -> Ending:
    """Let LibreOffice convert files into PDFs beside them, alone in a profile of its own.

    Args:
        program: The LibreOffice executable.
        sources: Word files with neutral names, all in one folder.
        room: Private folder for profile and temporary files.
        patience: Seconds that may pass without another PDF before it is killed.
        on_made: Told how many PDFs there are, whenever there is one more.

    Returns:
        How it ended. Its exit code is worth nothing: look at the files.
    """
    target = sources[0].parent
    command = [str(program), write_profile(room), *SWITCHES]
    # Without the filter's name a damaged file is set as plain text.
    command += [f"--infilter={IMPORT_FILTER}", "--convert-to", export_filter()]
    command += ["--outdir", str(target), *map(str, sources)]
    try:
        child = start(command, room)
    except OSError:
        return Ending.STOPPED
    try:
        return _watch(child, target, patience, on_made)
    finally:
        kill_all(child)


def _watch(
    child: subprocess.Popen[bytes],
    target: Path,
    patience: float,
    on_made: Callable[[int], None],
) -> Ending:
    made, deadline = 0, time.monotonic() + patience
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = child.wait(_POLL_SECONDS)
            return Ending.NOTHING if code in (0, 1) else Ending.STOPPED
        now_made = sum(1 for _file in target.glob("*.pdf"))
        if now_made > made:
            made, deadline = now_made, time.monotonic() + patience
            on_made(made)
        if time.monotonic() > deadline:
            return Ending.TOO_SLOW
