"""cstemplates check: a snapshot against a fresh render."""

from __future__ import annotations

from pathlib import Path

import click

from cstemplates.cli.options import difference_format_option
from cstemplates.messages import _


@click.command("check", help=_("Compare a snapshot with what would be made of it today."))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help=_("Take the new texts into the snapshot."))
@difference_format_option()
def command(*, out: Path, update: bool, form: str) -> int:
    """Show what differs; nothing does once it has been accepted."""
    from cstemplates.cli.commands.diff import show_comparison  # noqa: PLC0415 - heavy
    from cstemplates.cli.screen import progress_bar  # noqa: PLC0415
    from cstemplates.impact.fresh import check_snapshot  # noqa: PLC0415

    with progress_bar() as progress:
        comparison = check_snapshot(out, update=update, progress=progress)
    show_comparison(comparison, form)
    return 1 if comparison.differs and not update else 0
