"""How a long run goes on: how much is done, how fast, how long it still takes."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def pace(stage: str) -> Iterator[Callable[[int, int], None]]:
    """Show done, rate and time left on stderr: a bar on a terminal, else a line now and then."""
    if sys.stderr.isatty():
        with _bar(stage) as tell:
            yield tell
        return
    yield _Lines(stage).tell


class _Lines:
    def __init__(self, stage: str) -> None:
        self._stage = stage
        self._began = self._told = time.monotonic()

    def tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and (not done or now - self._told < _SECONDS_BETWEEN_LINES):
            return
        self._told = now
        rate = done / max(now - self._began, 0.001)
        left = (total - done) / rate if rate else 0
        text = _("{stage}: {done}/{total}, {rate} a second, {left} s left").format(
            stage=self._stage, done=done, total=total, rate=round(rate), left=round(left)
        )
        click.echo(text, err=True)


@contextmanager
def _bar(stage: str) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    console = Console(stderr=True)
    with Progress(*columns, console=console, refresh_per_second=5) as progress:
        task = progress.add_task(stage, total=None, rate="")
        began = time.monotonic()

        def tell(done: int, total: int) -> None:
            rate = done / max(time.monotonic() - began, 0.001)
            words = _("{rate} a second").format(rate=round(rate))
            progress.update(task, completed=done, total=total, rate=words)

        yield tell
