"""cstemplates list: the entries of a kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from cstemplates.cli.options import company_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cstemplates.model import Entry

_EXTRA = {
    "documents": ("number", "kind", "subject", "template"),
    "roles": ("kind", "family", "reports_to"),
}


@click.command("list", help=_("List the entries of a kind: roles, documents, packs …"))
@click.argument("kind", metavar=_("KIND"))
@company_option()
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def command(*, kind: str, company: Path | None, as_json: bool) -> None:
    """Print ids and titles."""
    from cstemplates.cli.catalogs import entries_of  # noqa: PLC0415 - heavy
    from cstemplates.cli.screen import show_table  # noqa: PLC0415

    rows = [_row(kind, name, entry) for name, entry in entries_of(kind, company).items()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    columns = ["id", "title", *_EXTRA.get(kind, ())]
    show_table(
        [_heading(c) for c in columns], [[str(row[c] or "") for c in columns] for row in rows]
    )


def _row(kind: str, name: str, entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {"id": name, "title": entry.title, "spec": list(entry.spec)}
    return row | {key: getattr(entry, key) for key in _EXTRA.get(kind, ())}


# Called when the table is printed: a heading is in the language of the moment.
_HEADINGS: dict[str, Callable[[], str]] = {
    "title": lambda: _("title"),
    "number": lambda: _("number"),
    "kind": lambda: _("kind"),
    "subject": lambda: _("subject"),
    "template": lambda: _("template"),
    "family": lambda: _("family"),
    "reports_to": lambda: _("reports to"),
}


def _heading(column: str) -> str:
    say = _HEADINGS.get(column)
    return say() if say else column
