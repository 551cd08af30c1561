"""The process that workers are copied from: it loads the program while its parent does."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_LONGEST_FOLDER = 60
"""A socket's path has at most 107 bytes; a fork server's stands in the temporary folder."""


def context() -> BaseContext:
    """How processes of this machine begin."""
    folder = os.fsencode(tempfile.gettempdir())
    if sys.platform != "linux" or len(folder) > _LONGEST_FOLDER:
        return multiprocessing.get_context("spawn")
    # Workers begin as copies of a process that has loaded the program and nothing else.
    chosen = multiprocessing.get_context("forkserver")
    chosen.set_forkserver_preload(["cstemplates.produce.batch.worker"])
    return chosen


def begin() -> None:
    """Let it begin before it is needed; what keeps it from that is told when it is needed."""
    with suppress(OSError):
        if context().get_start_method() == "forkserver":
            from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - not on Windows

            ensure_running()
