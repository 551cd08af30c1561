"""cstemplates check: a snapshot against a fresh render."""

from __future__ import annotations

from pathlib import Path

import click

from cstemplates.messages import _


@click.command("check", help=_("Compare a snapshot with what would be made today."))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help=_("Take the new texts into the snapshot."))
def command(*, out: Path, update: bool) -> int:
    """Show what differs; nothing differs once it has been accepted."""
    from cstemplates.cli.screen import progress_bar  # noqa: PLC0415 - heavy
    from cstemplates.impact.fresh import check_snapshot  # noqa: PLC0415

    with progress_bar() as progress:
        comparison = check_snapshot(out, update=update, progress=progress)
    return 1 if comparison.differs and not update else 0
