"""Who does the work: processes of this machine, or a cluster; what survives their deaths."""

from __future__ import annotations

import json
from collections import deque
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from cstemplates.findings import EnvironmentFault, TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.produce.batch.limits import confine
from cstemplates.produce.batch.order import LOCAL
from cstemplates.produce.batch.processes import Processes, memory_missing
from cstemplates.produce.batch.worker import FAILED, Outcome, broken_off, make_group, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cstemplates.produce.batch.order import BatchOrder, Settings

_T = TypeVar("_T")
Group = tuple[bytes, ...]
_AHEAD = 4
"""Groups that wait for each process, so that it need not wait for the one that hands out."""


class Workers(Protocol):
    """Who runs calls somewhere else."""

    def submit(self, fn: Callable[..., _T], /, *args: object) -> Future[_T]:
        """Hand a call to a worker."""

    def result(self, future: Future[_T]) -> _T:
        """Wait for the result of a call; a worker's death is raised."""

    def end(self) -> None:
        """End the workers."""

    def cause(self) -> str:
        """Say of what a worker died."""


class Crew:
    """Runs groups on workers that can be started anew.

    Args:
        start: Starts the workers.
        size: How many workers there are.
        deaths: What waiting for a result raises when its worker has died.
    """

    def __init__(
        self, start: Callable[[], Workers], size: int, deaths: tuple[type[Exception], ...]
    ) -> None:
        self._start = start
        self._size = size
        self._deaths = deaths
        self._workers = start()
        self._waiting: deque[tuple[Group, Future[list[Outcome]]]] = deque()

    def prepare(self, order: BatchOrder, language: str) -> None:
        """Let the workers load the catalogue; whatever is wrong with it, the plan tells."""
        company = order.company.absolute()
        for _worker in range(self._size):
            self._workers.submit(warm, company, order.as_of, language, order.documents)

    def results(self, settings: Settings, groups: Iterable[Group]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each group, in order, with a bounded number under way."""
        waiting = self._waiting
        source = iter(groups)
        while True:
            while len(waiting) < self._size * (1 + _AHEAD):
                group = next(source, None)
                if group is None:
                    break
                waiting.append((group, self._submit(settings, group)))
            if not waiting:
                return
            group, future = waiting.popleft()
            try:
                yield self._workers.result(future)
            except self._deaths:
                left = [group, *(g for g, _f in waiting)]
                waiting.clear()
                yield from self._one_by_one(settings, left)

    def close(self) -> None:
        """End the workers; what has not begun is not done."""
        for _group, future in self._waiting:
            future.cancel()
        self._workers.end()

    def _submit(self, settings: Settings, group: Sequence[bytes]) -> Future[list[Outcome]]:
        try:
            return self._workers.submit(make_group, settings, group)
        except self._deaths as error:
            # The pool broke since the last look at it; the one who waits finds out.
            broken: Future[list[Outcome]] = Future()
            broken.set_exception(error)
            return broken

    def _one_by_one(self, settings: Settings, groups: Iterable[Group]) -> Iterator[list[Outcome]]:
        """Do again what was under way, one group at a time; find whom a worker dies of."""
        self._restart()
        for group in groups:
            try:
                yield self._workers.result(self._submit(settings, group))
            except self._deaths:
                self._restart()
                yield [done for line in group for done in self._alone(settings, line)]

    def _alone(self, settings: Settings, line: bytes) -> list[Outcome]:
        try:
            return self._workers.result(self._submit(settings, (line,)))
        except self._deaths:
            reason = self._workers.cause()
            self._restart()
            self._make_sure_they_live(settings)
        person = json.loads(line)
        number = person["employee"]["employee_id"]
        return [
            Outcome(d["id"], FAILED, (), (broken_off(reason, person["row"], number, d["id"]),))
            for d in person["documents"]
        ]

    def _make_sure_they_live(self, settings: Settings) -> None:
        """Blame nobody's documents for workers that cannot even begin."""
        try:
            begun = self._workers.submit(warm, settings.company, settings.as_of, settings.language)
            self._workers.result(begun)
        except self._deaths as error:
            raise memory_missing() from error

    def _restart(self) -> None:
        self.close()
        self._workers = self._start()


@contextmanager
def crew_for(order: BatchOrder) -> Iterator[Crew]:
    """Engage the workers that an order asks for; they go when it is done.

    Raises:
        WorkspaceError: If there is no such executor.
        EnvironmentFault: If the cluster cannot be reached, or its library is missing.
    """
    if order.executor == LOCAL:
        crew = Crew(
            lambda: Processes(order.jobs, confine, order.limits), order.jobs, (BrokenExecutor,)
        )
        try:
            yield crew
        finally:
            crew.close()
        return
    scheme, _colon, address = order.executor.partition("://")
    if scheme != "dask" or not address:
        message = _("“{executor}” is no executor.").format(executor=order.executor)
        hint = _("Write local, or dask://ADDRESS of a scheduler.")
        raise WorkspaceError(finding("CST011", message, TextLocation("--executor"), hint))
    with _cluster(address) as crew:
        yield crew


class _Cluster:
    """The workers of a cluster; of what one died, its scheduler does not tell."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, fn: Callable[..., _T], /, *args: object) -> Future[_T]:
        return self._executor.submit(fn, *args)

    def result(self, future: Future[_T]) -> _T:
        return future.result()

    def end(self) -> None:
        self._executor.shutdown(wait=True)

    def cause(self) -> str:
        return _("its worker was lost several times")


@contextmanager
def _cluster(address: str) -> Iterator[Crew]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = _("The library for clusters is not installed.")
        hint = _("Install it: pip install 'cstemplates[cluster]'")
        place = TextLocation("--executor")
        raise EnvironmentFault(finding("CST032", message, place, hint)) from error
    _check_address(address)
    try:
        client = Client(address, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError) as error:
        message = _("The scheduler of the cluster cannot be reached.")
        raise EnvironmentFault(
            finding("CST032", message, TextLocation(f"dask://{address}"))
        ) from error
    with client:
        size = max(1, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]

        def start() -> Workers:
            return _Cluster(client.get_executor(pure=False))  # type: ignore[no-untyped-call]

        crew = Crew(start, size, (KilledWorker,))
        try:
            yield crew
        finally:
            crew.close()


def _check_address(address: str) -> None:
    """Refuse what the library would stumble over and then wait for."""
    from distributed import Security  # noqa: PLC0415 - an extra
    from distributed.comm.addressing import parse_address  # noqa: PLC0415
    from distributed.comm.registry import get_backend  # noqa: PLC0415

    try:
        scheme, _place = parse_address(address, strict=":" not in address)
        get_backend(scheme)
    except ValueError as error:
        message = _("“{executor}” is no executor.").format(executor=f"dask://{address}")
        hint = _("Write local, or dask://ADDRESS of a scheduler.")
        raise WorkspaceError(
            finding("CST011", message, TextLocation("--executor"), hint)
        ) from error
    arguments = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    if scheme == "tls" and not arguments["ssl_context"]:
        message = _("The certificates for the cluster are missing.")
        hint = _("Name them in Dask's own settings, under distributed.comm.tls.")
        raise EnvironmentFault(finding("CST032", message, TextLocation("--executor"), hint))
