"""cstemplates schema: JSON Schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cstemplates.cli.options import shown
from cstemplates.messages import _


@click.command("schema", help=_("Write the JSON Schemas that editors complete and check with."))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="DIR",
    help=_("The folder to write to; without it, one JSON object is printed."),
)  # fmt: skip
def command(*, out: Path | None) -> None:
    """Write one file a kind, and the overlay variants below ``overlay/``."""
    from cstemplates.model.schema import schemas, write_schemas  # noqa: PLC0415 - heavy
    from cstemplates.publish.atomic import not_writable  # noqa: PLC0415

    if out is None:
        click.echo(json.dumps(schemas(), ensure_ascii=False, indent=2))
        return
    try:
        write_schemas(out)
    except OSError as error:
        raise not_writable(shown(out), error) from error
    click.echo(shown(out))
