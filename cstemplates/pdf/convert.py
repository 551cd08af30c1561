"""Word files to PDF, by LibreOffices that stay or by one call; every PDF looked into."""

from __future__ import annotations

import contextlib
import os
import queue
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, Self

from cstemplates.pdf.batch import Batch, Conversion, Ending, PdfSource
from cstemplates.pdf.call import lay_out_by_calls
from cstemplates.pdf.libreoffice import require_libreoffice
from cstemplates.pdf.office import NotDrivenError, Office, uno_python
from cstemplates.pdf.workroom import workroom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

PATIENCE_SECONDS = 90.0
_MOST_PROCESSES = 2
_LOSSES_IN_A_ROW = 4
_LOSSES = (Ending.STOPPED, Ending.TOO_SLOW)
_Outcome = bytes | Ending | None
"""A PDF, or why there is none; None when LibreOffice does not let itself be driven."""


def convert(
    sources: Sequence[PdfSource],
    *,
    as_of: date | None = None,
    patience: float = PATIENCE_SECONDS,
    on_made: Callable[[int], None] | None = None,
    processes: int | None = None,
) -> Conversion:
    """Lay documents out as PDF, in memory.

    Equal documents give equal bytes on one machine, however many processes make them. A
    document on which LibreOffice hangs or stops is named, and the others are made in a
    new process.

    Args:
        sources: The Word files; each passes the gate before LibreOffice sees it.
        as_of: The date the PDFs say they were made on; none without it.
        patience: Seconds for one document after which LibreOffice is killed.
        on_made: Told how many documents are laid out so far, for a progress bar.
        processes: See `Typesetter`.

    Raises:
        EnvironmentFault: CST050, LibreOffice is not on this machine.
    """
    with Typesetter(patience=patience, processes=processes) as typesetter:
        return typesetter.convert(sources, as_of=as_of, on_made=on_made)


class Typesetter:
    """LibreOffice held ready for several conversions, such as before and after page numbers.

    As a context manager it ends its processes and removes what they wrote. Where no Python
    has the module ``uno`` (Debian: python3-uno), and where LibreOffice does not let itself
    be driven, each conversion is one call of LibreOffice; the PDFs are the same.

    Args:
        patience: Seconds for one document after which LibreOffice is killed.
        processes: How many LibreOffices to keep running at most; by default one for each
            processor, two at most. 0 makes one call for many files.

    Raises:
        EnvironmentFault: CST050, LibreOffice is not on this machine.
    """

    def __init__(self, *, patience: float = PATIENCE_SECONDS, processes: int | None = None) -> None:
        self._program = require_libreoffice()
        self._patience = patience
        self._most = _usual_processes() if processes is None else processes
        self._python = uno_python(self._program) if self._most else None
        self._offices: list[Office] = []
        self._leaving = contextlib.ExitStack()
        self._room: Path | None = None

    def __enter__(self) -> Self:
        """Return itself; processes start with the first document."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the processes and remove what they wrote."""
        self._leaving.close()
        self._offices.clear()
        self._room = None

    @property
    def is_driven(self) -> bool:
        """Whether LibreOffices are kept running, as far as is known yet."""
        return self._python is not None

    def convert(
        self,
        sources: Sequence[PdfSource],
        *,
        as_of: date | None = None,
        on_made: Callable[[int], None] | None = None,
    ) -> Conversion:
        """Lay documents out as PDF, in memory; see the function of this name."""
        batch = Batch(sources, as_of, on_made)
        if self._python is not None:
            pending = self._drive(batch, self._python)
        else:
            pending = list(filter(batch.admits, range(len(sources))))
        lay_out_by_calls(self._program, batch, pending, self._patience)
        return batch.conversion()

    def _drive(self, batch: Batch, python: Path) -> list[int]:
        """Lay out over UNO what can be; return what LibreOffice must be called for."""
        if not batch.sources:
            return []
        idle = self._idle_offices(len(batch.sources), python)
        executor = ThreadPoolExecutor(max_workers=idle.qsize())
        try:
            jobs = {
                executor.submit(_lay_out, idle, batch.sources[position].data): position
                for position in filter(batch.admits, range(len(batch.sources)))
            }
            return self._collect(batch, jobs)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            for office in self._offices:
                office.kill()
            raise
        finally:
            executor.shutdown()

    def _idle_offices(self, documents: int, python: Path) -> queue.SimpleQueue[Office]:
        if self._room is None:
            self._room = self._leaving.enter_context(workroom())
        for number in range(len(self._offices), min(self._most, documents)):
            room = self._room / f"office-{number}"
            office = Office(self._program, python, room, self._patience)
            self._leaving.callback(office.close)
            self._offices.append(office)
        idle: queue.SimpleQueue[Office] = queue.SimpleQueue()
        for office in self._offices:
            idle.put(office)
        return idle

    def _collect(self, batch: Batch, jobs: dict[Future[_Outcome], int]) -> list[int]:
        """Take what comes in, while the offices go on with the next documents.

        When they do not let themselves be driven, or lose document after document, what
        has not begun shares the fate of the document that showed it.
        """
        pending: list[int] = []
        lost = 0
        fate: _Outcome = None
        for job in as_completed(jobs):
            position = jobs[job]
            outcome = fate if job.cancelled() else job.result()
            if outcome is None:
                pending.append(position)
            elif isinstance(outcome, Ending):
                batch.blame(position, outcome, self._patience)
            else:
                batch.take(position, outcome)
                batch.tell()
            lost = lost + 1 if outcome in _LOSSES else 0
            if outcome is None or lost == _LOSSES_IN_A_ROW:
                fate = outcome
                _cancel(jobs)
        if pending:
            self._python = None
        return sorted(pending)


def _lay_out(idle: queue.SimpleQueue[Office], data: bytes) -> _Outcome:
    office = idle.get()
    try:
        return office.lay_out(data)
    except NotDrivenError:
        return None
    finally:
        idle.put(office)


def _cancel(jobs: Iterable[Future[_Outcome]]) -> None:
    for job in jobs:
        job.cancel()


def _usual_processes() -> int:
    return min(_MOST_PROCESSES, os.cpu_count() or 1)
