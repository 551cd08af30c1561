"""Words on the screen: results to stdout, progress and findings of a failure to stderr."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cstemplates.findings import Severity
from cstemplates.findings.formats import render_report
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cstemplates.findings import Report


def show_report(report: Report, form: str = "text", *, to_stderr: bool = False) -> None:
    """Print findings in a format; text ends with a count, other formats stay parseable."""
    text = render_report(report, form)
    if text:
        click.echo(text, err=to_stderr, nl=False)
    if form == "text" and len(report):
        click.echo(_count(report), err=True)


def _count(report: Report) -> str:
    return _("Errors: {errors}, warnings: {warnings}, notices: {notices}").format(
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        notices=report.count(Severity.INFO),
    )


def show_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that fits the terminal; columns line up with Chinese text too."""
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title in header:
        # Chinese has no blanks to break at; a path cut off with … would be of no use.
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else 160
    Console(file=sys.stdout, width=width, highlight=False, markup=False, soft_wrap=False).print(
        table
    )


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each stage on stderr; off a terminal, one line when a stage is done."""
    if sys.stderr.isatty():
        with _rich_bar() as tell:
            yield tell
        return
    yield _plain_line


def _plain_line(stage: str, done: int, total: int) -> None:
    if done == total:
        line = _("{stage}: {done}/{total}").format(stage=stage, done=done, total=total)
        click.echo(line, err=True)


@contextmanager
def _rich_bar() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, int] = {}
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(progress.task_ids[tasks[stage]], completed=done, total=total)

        yield tell
