"""cstemplates new: a working start of a company, a layer, an entry or a rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import shown
from cstemplates.messages import _, listed

if TYPE_CHECKING:
    from cstemplates.produce.start import Started

KINDS = ("company", "layer", "role", "document", "rule")
_TAKES = {
    "-o": ("company", "layer"),
    "--excel": ("company",),
    "--in": ("role", "document"),
    "--title": ("role", "document"),
    "--like": ("document",),
}


@click.command("new", help=_("Start a company, a layer, a role, a document or a rule."))
@click.argument("kind", metavar="company|layer|role|document|rule", type=click.Choice(KINDS))
@click.argument("name", metavar=_("NAME"))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="DIR",
    help=_("The new folder of a company or layer; NAME when left out."),
)  # fmt: skip
@click.option("--excel", is_flag=True, help=_("Workbooks in place of YAML and CSV (company)."))
@click.option(
    "--in", "folder", type=click.Path(path_type=Path), metavar="DIR",
    help=_("The company folder or layer that gets the role or document; the current one."),
)  # fmt: skip
@click.option("--title", metavar="TEXT", help=_("What the role or document is called."))
@click.option("--like", metavar="ID", help=_("The document that the new one starts from."))
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    kind: str,
    name: str,
    out: Path | None,
    excel: bool,
    folder: Path | None,
    title: str | None,
    like: str | None,
) -> None:
    """Make the start, then say what was made and what to do next."""
    given = {"-o": out, "--excel": excel, "--in": folder, "--title": title, "--like": like}
    for option, kinds in _TAKES.items():
        if given[option] and kind not in kinds:
            raise click.UsageError(_("{option} does not go with {kind}.").format(
                option=option, kind=kind
            ))  # fmt: skip
    from cstemplates.produce import start  # noqa: PLC0415 - heavy

    here = folder or Path()
    match kind:
        case "company":
            made = start.start_company(out or start.named_folder(name), name, excel=excel)
        case "layer":
            made = start.start_layer(out or start.named_folder(name), name)
        case "role":
            made = start.start_role(here, name, title=title or "")
        case "document":
            made = start.start_document(here, name, title=title or "", like=like or start.LIKE)
        case _:
            made = start.start_rule(name)
    _show(made)


def _show(started: Started) -> None:
    click.echo(_("Written:"))
    for path in started.files:
        click.echo(f"  {shown(path)}")
    if started.rewrite:
        click.echo(_("Examples to rewrite (请改写):"))
        for path, lines in started.rewrite:
            click.echo("  " + _("{file}: lines {lines}").format(
                file=shown(path), lines=listed(map(str, lines))
            ))  # fmt: skip
    click.echo(_("Next:"))
    for number, step in enumerate(started.steps, 1):
        click.echo(f"  {number}. {step}")
