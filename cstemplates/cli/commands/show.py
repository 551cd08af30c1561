"""cstemplates show: one entry as stacked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
    value = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if as_json:
        click.echo(json.dumps({"id": name} | value, ensure_ascii=False, indent=2))
        return
    click.echo(f"{kind}/{name}")
    click.echo("\n".join(_lines(value, 0)))


def _lines(value: Any, depth: int) -> list[str]:
    pad = "  " * depth
    if isinstance(value, dict):
        return [line for key, v in value.items() for line in _keyed(pad, key, v, depth)]
    return [line for v in value for line in _listed(pad, v, depth)]


def _keyed(pad: str, key: str, value: Any, depth: int) -> list[str]:
    if isinstance(value, dict | list) and value:
        return [f"{pad}{key}:", *_lines(value, depth + 1)]
    return [f"{pad}{key}: {value}"]


def _listed(pad: str, value: Any, depth: int) -> list[str]:
    if not isinstance(value, dict):
        return [f"{pad}- {value}"]
    first, *rest = _lines(value, depth + 1)
    return [f"{pad}- {first.strip()}", *rest]
