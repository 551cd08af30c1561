"""The documents of a large pack, made by several processes in the order of its plan."""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

from cstemplates import messages
from cstemplates.findings import CatalogError, EnvironmentFault, TextLocation, finding
from cstemplates.messages import _
from cstemplates.produce.batch.limits import confine, deadline
from cstemplates.produce.batch.order import Limits
from cstemplates.produce.batch.processes import Processes, memory_missing
from cstemplates.produce.press import Made, Press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from datetime import date

    from cstemplates.bind import Case
    from cstemplates.findings import Finding
    from cstemplates.workspace import Workspace

    _Done = tuple[list[Made], list[tuple[str, str]]]
    _Told = tuple[Workspace, date, bool, bool]
    _Start = Callable[[], Processes]

_PART = 25
_AHEAD = 2
_presses: list[Press] = []
"""The one press of a worker."""


def make_all(
    press: Press, cases: Sequence[Case], jobs: int, limits: Limits | None = None
) -> Iterator[Made]:
    """Make documents in order, by so many processes.

    Args:
        press: The press, which has opened every template.
        cases: What to make.
        jobs: How many processes.
        limits: What one document may cost where processes make it.

    Raises:
        CatalogError: A document took too much time or memory.
        EnvironmentFault: Processes cannot begin, or templates were changed meanwhile.
    """
    told = (press.workspace, press.as_of, press.draft, press.deep)
    limits = limits or Limits()
    start = partial(Processes, jobs, _begin, limits, told, messages.language())
    workers = start()
    try:
        for part, future in _handed_out(workers, cases, limits, jobs):
            try:
                made, read = workers.result(future)
            except BrokenExecutor:
                workers.end()
                _blame(start, press, part, limits)
            _check(press, read)
            yield from made
    finally:
        workers.end()


def _handed_out(
    workers: Processes, cases: Iterable[Case], limits: Limits, jobs: int
) -> Iterator[tuple[list[Case], Future[_Done]]]:
    """Hand parts out, a bounded number ahead of the one that is waited for."""
    waiting: deque[tuple[list[Case], Future[_Done]]] = deque()
    source = iter(cases)
    while True:
        while len(waiting) < jobs * _AHEAD and (part := list(islice(source, _PART))):
            waiting.append((part, workers.submit(_make_part, part, limits)))
        if not waiting:
            return
        yield waiting.popleft()


def _begin(limits: Limits, told: _Told, language: str) -> None:
    confine(limits)
    messages.use(language)
    _presses[:] = [Press(*told)]


def _make_part(cases: Sequence[Case], limits: Limits) -> _Done:
    (press,) = _presses
    made = []
    for case in cases:
        with deadline(limits):
            made.append(press.make(case))
    return made, press.inputs()


def _check(press: Press, read: Iterable[tuple[str, str]]) -> None:
    """Refuse what was made from other templates than those that were checked."""
    if not set(read) <= set(press.inputs()):
        raise EnvironmentFault(
            finding(
                "CST030",
                _("Templates were changed while the pack was made."),
                TextLocation(press.workspace.shown),
                _("Run it again."),
            )
        )


def _blame(start: _Start, press: Press, part: Sequence[Case], limits: Limits) -> NoReturn:
    """Find the document of which a worker died: each is made alone."""
    workers = start()
    try:
        _make_apart(workers, [], limits, memory_missing())
        for case in part:
            _make_apart(workers, [case], limits, _Culprit(case))
    except _Culprit as found:
        workers.end()
        raise CatalogError(_broken_off(press, found.case, workers.cause())) from None
    finally:
        workers.end()
    # Nobody died of it again: it was ended from outside.
    raise memory_missing()


class _Culprit(Exception):  # noqa: N818 - carries a decision, is no error of its own
    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


def _make_apart(
    workers: Processes, cases: list[Case], limits: Limits, otherwise: Exception
) -> None:
    try:
        workers.result(workers.submit(_make_part, cases, limits))
    except BrokenExecutor as error:
        raise otherwise from error


def _broken_off(press: Press, case: Case, reason: str) -> Finding:
    workspace = press.workspace
    place = workspace.locate("documents", case.document_id)
    if case.employee:
        place = TextLocation(workspace.roster_shown, case.employee.line)
    document = workspace.catalog.documents[case.document_id].title
    words = _("Making “{document}” broke off: {reason}.")
    return finding("CST031", words.format(document=document, reason=reason), place)
