"""cstemplates upgrade: what a new catalogue does to a company's overlay."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import company_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from cstemplates.upgrade import Catalogue
    from cstemplates.workspace.company import CompanyFolder


@click.command("upgrade", help=_("Tell what a new catalogue does to a company's overlay."))
@click.option(
    "--from",
    "old",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help=_("The old catalogue, a folder or a wheel; the version in company.yaml when left out."),
)
@click.option(
    "--to",
    "new",
    type=click.Path(path_type=Path),
    metavar="NEW",
    help=_("The new catalogue, a folder or a wheel; the installed one when left out."),
)
@company_option(required=True)
@click.option(
    "--write", is_flag=True, help=_("Mend the overlay; a copy of what changes is kept beside it.")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=_("How the report is printed."),
)
def command(*, old: Path | None, new: Path | None, company: Path, write: bool, form: str) -> int:
    """Print the report; exit 1 when something needs a look."""
    from cstemplates.produce.review import review  # noqa: PLC0415 - heavy
    from cstemplates.upgrade import (  # noqa: PLC0415 - heavy
        as_json,
        as_text,
        judge,
        open_catalogue,
        read_company,
        write_upgrade,
    )

    reading = read_company(company)
    with TemporaryDirectory(prefix="cstemplates-") as room:
        target = open_catalogue(new, Path(room, "new"))
        found = judge(reading, _old(reading, old, new, target, Path(room)), target, review)
        written = write_upgrade(found) if write else None
    click.echo((as_json if form == "json" else as_text)(found, written), nl=False)
    return int(found.needs_a_look if write else not found.changes_nothing)


def _old(
    reading: CompanyFolder, given: Path | None, new: Path | None, target: Catalogue, room: Path
) -> Catalogue:
    """Open the catalogue that the company was written for."""
    from cstemplates.upgrade import open_catalogue  # noqa: PLC0415 - heavy
    from cstemplates.upgrade.catalogues import version_beside  # noqa: PLC0415 - heavy

    if given is None:
        assert reading.company is not None
        if reading.company.catalog == target.version:
            return target
        given = version_beside(reading, new)
    return open_catalogue(given, room / "old")
