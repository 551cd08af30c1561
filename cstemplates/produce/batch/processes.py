"""Processes of this machine: whoever waits for one learns of its end, and of what it died."""

from __future__ import annotations

import errno
import signal
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from cstemplates.findings import EnvironmentFault, TextLocation, finding
from cstemplates.messages import _
from cstemplates.produce.batch.limits import end_with_parent
from cstemplates.produce.fork_server import context

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess

_T = TypeVar("_T")
_P = ParamSpec("_P")
_LOOK_SECONDS = 1.0
_TIME = ("SIGALRM", "SIGPROF")
_TERMINATED = "SIGTERM"
"""How the pool ends those that did nothing wrong."""


class Processes(ProcessPoolExecutor):
    """A pool whose ends are all noticed, even where memory is too short to notice them.

    Args:
        size: How many processes.
        initializer: What each of them does first.
        arguments: For the initializer.
    """

    def __init__(self, size: int, initializer: Callable[..., None], *arguments: object) -> None:
        super().__init__(size, context(), initializer, arguments)
        # The pool forgets them when it ends.
        self._known: dict[int, BaseProcess] = self._processes  # type: ignore[assignment]

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Hand a call to a process.

        Raises:
            BrokenExecutor: If a process has died.
            EnvironmentFault: If there is no memory for processes.
        """
        try:
            return super().submit(fn, *args, **kwargs)
        except BrokenExecutor:
            raise
        except Exception as error:
            self.end()
            if _means_no_memory(error):
                raise memory_missing() from error
            raise

    def result(self, future: Future[_T]) -> _T:
        """Wait for the result of a call.

        Raises:
            BrokenExecutor: If its process has died, or nobody is left who would say so.
        """
        while True:
            try:
                return future.result(_LOOK_SECONDS)
            except TimeoutError:
                if future.done():
                    return future.result()
                if not self._is_managed():
                    raise BrokenProcessPool from None

    def end(self) -> None:
        """End all processes once they have done what they do; at once if nobody manages them."""
        if self._is_managed():
            self.shutdown(wait=True)
            return
        for process in self._known.values():
            process.kill()
            process.join()
        if queue := vars(self).get("_call_queue"):
            queue.cancel_join_thread()
        self.shutdown(wait=False)

    def cause(self) -> str:
        """Say of what a process died, as the reason of a fault."""
        died = {_signal_name(process.exitcode) for process in self._known.values()}
        if died & set(_TIME):
            return _("it took too long, and its worker was ended")
        if "SIGKILL" in died:
            return _("the system ended its worker, most likely for want of memory")
        names = sorted(died - {"", _TERMINATED})
        if names:
            return _("its worker crashed ({signal})").format(signal=", ".join(names))
        return _("its worker ended too early")

    def _is_managed(self) -> bool:
        # Without memory the pool's thread may not begin, or break off in silence.
        thread: Any = self._executor_manager_thread
        return thread is not None and thread.is_alive()


def call_apart(function: Callable[..., _T], *arguments: object) -> _T:
    """Call a function in a process of its own, so that its memory goes with it.

    Raises:
        BrokenExecutor: If the process has died.
        EnvironmentFault: If there is no memory for it.
    """
    child = Processes(1, end_with_parent)
    try:
        return child.result(child.submit(function, *arguments))
    finally:
        child.end()


def memory_missing() -> EnvironmentFault:
    """Say that the machine has too little memory for what is asked of it."""
    message = _("There is not enough memory for this.")
    hint = _("Close other programs, or allow this one more memory, then try again.")
    return EnvironmentFault(finding("CST033", message, TextLocation("cstemplates"), hint))


def _means_no_memory(error: Exception) -> bool:
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return error.errno in (errno.ENOMEM, errno.EAGAIN)
    # A thread that cannot begin is a RuntimeError; a fork server that died hangs up.
    return isinstance(error, (MemoryError, RuntimeError, EOFError, ConnectionError))


def _signal_name(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return ""
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return str(-exit_code)
