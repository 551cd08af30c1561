"""cstemplates snapshot: the texts of all documents, to commit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import as_of_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from datetime import date


@click.command("snapshot", help=_("Write the text of every document into a folder to commit."))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--company", "companies", multiple=True, metavar="DIR", type=click.Path(path_type=Path),
    help=_("A company folder; may be given again. A made-up company when left out."),
)  # fmt: skip
@click.option(
    "--pack", "packs", multiple=True, metavar="ID", help=_("Only this pack and those in it.")
)
@click.option(
    "--with-roster", is_flag=True, help=_("The real people of the roster, not made-up ones.")
)
@as_of_option()
def command(
    *,
    out: Path,
    companies: tuple[Path, ...],
    packs: tuple[str, ...],
    with_roster: bool,
    as_of: date | None,
) -> None:
    """Write the snapshot, then say how many documents are in it."""
    from cstemplates.cli.screen import progress_bar  # noqa: PLC0415 - heavy
    from cstemplates.impact.fresh import write_snapshot  # noqa: PLC0415
    from cstemplates.impact.snapshot import Recipe  # noqa: PLC0415
    from cstemplates.produce.clock import as_of as today  # noqa: PLC0415

    recipe = Recipe.of(
        out, companies, as_of=today(as_of), packs=packs, with_roster=with_roster and bool(companies)
    )
    with progress_bar() as progress:
        published = write_snapshot(out, recipe, progress=progress)
    count = len(published.written) + len(published.unchanged)
    message = _("Documents: {count}, in {folder}.")
    click.echo(message.format(count=count, folder=out.as_posix()))
