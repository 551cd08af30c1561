"""Limits of a worker process: what it may use, and that it ends with the one who started it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.produce.batch.order import Limits

_TIMERS = hasattr(signal, "setitimer")
_START_SECONDS = 60.0


def confine(limits: Limits) -> None:
    """Prepare a worker process: memory, interrupts, and an end when its parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(limits.memory)
    end_with_parent()


def end_with_parent() -> None:
    """Let this process end when its parent is killed; its pipes alone would not tell it."""
    parent = parent_process()
    if parent is not None:
        watch = threading.Thread(target=_outlive_not, args=(parent.sentinel,), daemon=True)
        # Without memory a thread may never come to life, nor tell the one who waits for it.
        with _alarm(_START_SECONDS):
            watch.start()


@contextmanager
def deadline(limits: Limits) -> Iterator[None]:
    """Let the system kill this process when what is done here takes too long.

    Nothing that runs here could put a kill off; elsewhere than in a worker's main thread,
    such as on a cluster, it does nothing.
    """
    with _alarm(limits.seconds, limits.processor_seconds):
        yield


@contextmanager
def _alarm(seconds: float, processor_seconds: float = 0) -> Iterator[None]:
    if not _TIMERS or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, processor_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _outlive_not(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _limit_memory(more: int) -> None:
    """Allow so many bytes more than the process has now."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on Windows

    with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - no file of ours
        pages = int(stream.read().split()[0])
    most = pages * resource.getpagesize() + more
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
