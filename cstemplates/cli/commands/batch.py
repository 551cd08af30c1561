"""cstemplates batch: one set of documents a person."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import as_of_option, company_option, password_option, shown
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cstemplates.produce.batch import BatchOrder, BatchResult, Head


@click.command("batch", help=_("Make one set of documents a person, for many people."))
@click.argument("documents", metavar=_("DOCUMENT..."), nargs=-1, required=True)
@company_option(required=True)
@click.option(
    "--roster", type=click.Path(path_type=Path), metavar="FILE",
    help=_("Another roster than the company folder's, .csv or .xlsx."),
)  # fmt: skip
@click.option(
    "--department", "departments", multiple=True, metavar="NAME",
    help=_("Only the people of this department."),
)  # fmt: skip
@click.option(
    "--role", "roles", multiple=True, metavar="ID", help=_("Only the people in this role.")
)
@click.option("--employee", "employees", multiple=True, metavar="ID", help=_("Only this person."))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, metavar="OUT",
    help=_("The folder for the results."),
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N",
    help=_("How many processes; one for each processor when left out."),
)  # fmt: skip
@click.option(
    "--executor", default="local", show_default=True, metavar="local|dask://ADDRESS",
    help=_("Who does the work: this machine, or a Dask cluster that sees the same folders."),
)  # fmt: skip
@click.option("--pdf", is_flag=True, help=_("Make PDFs too."))
@click.option("--resume", is_flag=True, help=_("Make only what is missing or changed."))
@click.option("--keep-edited", is_flag=True, help=_("Leave files that were edited by hand."))
@click.option("--force", is_flag=True, help=_("Replace files that were edited by hand."))
@password_option()
@as_of_option()
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    company: Path,
    out: Path,
    jobs: int | None,
    as_of: date | None,
    resume: bool,
    keep_edited: bool,
    force: bool,
    **asked: object,
) -> int:
    """Make the batch, then say what was made and what was not."""
    from cstemplates.produce import fork_server  # noqa: PLC0415 - only for this command

    fork_server.begin()
    from cstemplates.produce.batch import BatchOrder  # noqa: PLC0415 - heavy
    from cstemplates.produce.clock import as_of as today  # noqa: PLC0415
    from cstemplates.publish.standing import Choices  # noqa: PLC0415

    order = BatchOrder(
        company=company,
        out=out,
        shown=shown(out),
        as_of=today(as_of),
        jobs=jobs or os.cpu_count() or 1,
        choices=Choices(resume, keep_edited, force),
        **asked,  # type: ignore[arg-type]  # the options that are called like its fields
    )
    result = _run(order)
    _show(result, order)
    return 1 if result.failures else 0


def _run(order: BatchOrder) -> BatchResult:
    from cstemplates.cli.pace import pace  # noqa: PLC0415 - heavy
    from cstemplates.produce.batch import Listener, make_batch  # noqa: PLC0415

    # What breaks off in a thread for want of memory is told as a finding.
    threading.excepthook = lambda _broken_off: None
    try:
        with pace(_("Documents")) as tell:
            return make_batch(order, Listener(_preview, tell))
    except KeyboardInterrupt:
        click.echo(_("Stopped. Go on with the same command and --resume."), err=True)
        raise


def _preview(head: Head) -> None:
    """Say how the roster was understood, before the first document."""
    click.echo(_("Rows read: {rows}. Columns:").format(rows=head.rows), err=True)
    for heading, column in head.columns:
        meaning = column or _("kept as employee.extra.{heading}").format(heading=heading)
        click.echo(f"  {heading} → {meaning}", err=True)
    if head.others:
        words = _("People for whose role none of these documents is: {count}")
        click.echo(words.format(count=head.others), err=True)


def _show(result: BatchResult, order: BatchOrder) -> None:
    from cstemplates.cli.screen import show_report, show_table  # noqa: PLC0415 - heavy
    from cstemplates.findings import Report  # noqa: PLC0415

    head = result.head
    show_report(Report.of(head.notices), to_stderr=True)
    show_table(
        [_("Document"), _("Done"), _("Failed"), _("Skipped"), _("Left as edited")],
        [[title, *_ends(result.counts[name])] for name, (title, _count) in head.documents.items()],
    )
    click.echo(
        _("People in the roster: {rows}. With documents: {people}. In {folder}.").format(
            rows=head.rows, people=head.people, folder=order.shown
        )
    )
    if result.failures:
        words = _("Rows of the roster with faults: {rows}. What to mend: {file}")
        file = f"{order.shown}/failed.csv"
        click.echo(words.format(rows=head.faulty_rows, file=file))


def _ends(counts: Mapping[str, int]) -> list[str]:
    return [str(counts[end]) for end in ("make", "failed", "done", "kept")]
