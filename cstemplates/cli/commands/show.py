"""cstemplates show: one entry as stacked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import company_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from pathlib import Path


@click.command("show", help=_("Show one entry as all layers together make it."))
@click.argument("kind", metavar=_("KIND"))
@click.argument("name", metavar="ID")
@company_option()
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def command(*, kind: str, name: str, company: Path | None, as_json: bool) -> None:
    """Print the entry with its keys in plain words."""
    from cstemplates.cli.catalogs import entry_of  # noqa: PLC0415 - heavy

    entry = entry_of(kind, name, company)
    if as_json:
        value = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        click.echo(json.dumps({"id": name} | value, ensure_ascii=False, indent=2))
        return
    from cstemplates.cli.readable import readable  # noqa: PLC0415 - heavy

    click.echo("\n".join([f"{kind}/{name}", *readable(entry)]))
