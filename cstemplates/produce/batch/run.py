"""Run a batch: plan, hand out, journal, give files their names, and say what became of it."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import BrokenExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates import messages
from cstemplates.findings import EnvironmentFault, TextLocation, finding
from cstemplates.messages import _
from cstemplates.pdf.workroom import workroom
from cstemplates.produce.batch.crew import crew_for
from cstemplates.produce.batch.failures import Failures
from cstemplates.produce.batch.order import GROUP, Settings
from cstemplates.produce.batch.pages import Pressroom
from cstemplates.produce.batch.plan_file import CARRIED, FAULTS, PEOPLE, groups, lines, read_faults
from cstemplates.produce.batch.planning import plan_batch
from cstemplates.produce.batch.processes import call_apart
from cstemplates.publish.growing import Grown, growing_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from cstemplates.produce.batch.crew import Crew
    from cstemplates.produce.batch.order import BatchOrder
    from cstemplates.produce.batch.plan_file import Head
    from cstemplates.produce.batch.worker import Outcome
    from cstemplates.publish.growing import GrowingFolder

_COMMIT_SECONDS = 0.5
_COMMIT_FILES = 2000


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch did: for each document type, how many documents came to which end.

    Ends are ``make``, ``done`` (made by an earlier run), ``kept`` (edited by hand) and
    ``failed``; ``failures`` counts the rows of failed.csv.
    """

    head: Head
    counts: dict[str, Counter[str]]
    failures: int


@dataclass(slots=True)
class Listener:
    """Who is told how a batch goes on."""

    on_plan: Callable[[Head], None] = lambda _head: None
    on_progress: Callable[[int, int], None] = lambda _done, _total: None


def make_batch(order: BatchOrder, listener: Listener | None = None) -> BatchResult:
    """Make every document that can be made, and name the people whose could not.

    Files appear group by group, each whole; after a kill at any moment the same order with
    ``resume`` ends with the same bytes as without the kill.

    Raises:
        CatalogError: If anything but single rows of the roster is wrong; nothing was made.
        WorkspaceError: If something stands in the way in the target folder.
        EnvironmentFault: If LibreOffice, the cluster, memory or disk are missing.
    """
    told = listener or Listener()
    with growing_folder(order.out, order.shown) as folder, workroom() as spool:
        with crew_for(order) as crew, _pressroom(order) as pressroom:
            crew.prepare(order, messages.language())
            head = _planned(order, spool)
            told.on_plan(head)
            run = _Run(order, head, folder, spool, told)
            run.carry_out(crew, pressroom)
        return run.finish()


def _pressroom(order: BatchOrder) -> AbstractContextManager[Pressroom | None]:
    return Pressroom(order.out, order.as_of) if order.pdf else nullcontext()


def _planned(order: BatchOrder, spool: Path) -> Head:
    try:
        return call_apart(plan_batch, order, spool, messages.language())
    except BrokenExecutor as error:
        message = _("Planning broke off: there is not enough memory for this roster.")
        raise EnvironmentFault(finding("CST031", message, TextLocation(order.shown))) from error


@dataclass(slots=True)
class _Run:
    order: BatchOrder
    head: Head
    folder: GrowingFolder
    spool: Path
    told: Listener
    counts: dict[str, Counter[str]] = field(init=False)
    failures: Failures = field(init=False)
    _pending: list[Grown] = field(init=False, default_factory=list)
    _committed: float = field(init=False, default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.counts = {name: Counter() for name in self.head.documents}
        self.failures = Failures(self.order.out, self.spool)
        self.failures.add(read_faults(self.spool / FAULTS))

    def carry_out(self, crew: Crew, pressroom: Pressroom | None) -> None:
        """Take the outcomes as they come, in the order of the plan."""
        self.folder.begin()
        done = 0
        self.told.on_progress(done, self.head.total)
        for outcomes in crew.results(self._settings(), groups(self.spool / PEOPLE, GROUP)):
            for outcome in pressroom.with_pdfs(outcomes) if pressroom else outcomes:
                self._take(outcome)
            done += len(outcomes)
            self._commit_when_due()
            self.told.on_progress(done, self.head.total)
        self._commit()

    def finish(self) -> BatchResult:
        """Write manifest and failed.csv."""
        self.failures.publish()
        self.folder.finish(self.head.facts, lines(self.spool / CARRIED))
        return BatchResult(self.head, self.counts, self.failures.count)

    def _settings(self) -> Settings:
        order, head = self.order, self.head
        return Settings(
            order.documents,
            order.company.absolute(),
            order.out.absolute(),
            order.as_of,
            messages.language(),
            order.limits,
            head.run,
            head.colleagues,
            order.secret,
        )

    def _take(self, outcome: Outcome) -> None:
        self.counts[outcome.document][outcome.state] += 1
        self.failures.add(outcome.faults)
        self._pending += outcome.files

    def _commit_when_due(self) -> None:
        late = time.monotonic() - self._committed > _COMMIT_SECONDS
        if late or len(self._pending) > _COMMIT_FILES:
            self._commit()

    def _commit(self) -> None:
        self.folder.commit(self._pending)
        self._pending.clear()
        self._committed = time.monotonic()
