"""cstemplates diff: what a reader sees differently in two Word files or two folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.commands.diff_redline import (
    AUTHOR,
    check_author,
    check_place,
    write_redline,
)
from cstemplates.cli.options import Day, as_of_option, difference_format_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from datetime import date

    from cstemplates.compare import Comparison


@click.command("diff", help=_("Compare two Word files, or two folders of them."))
@click.argument("old", metavar=_("OLD"), type=click.Path(path_type=Path))
@click.argument("new", metavar=_("NEW"), type=click.Path(path_type=Path))
@difference_format_option()
@click.option(
    "--catalog", is_flag=True,
    help=_("OLD and NEW are catalogues, or checkouts: show values and documents that change."),
)  # fmt: skip
@click.option(
    "--company", "companies", multiple=True, metavar="DIR", type=click.Path(path_type=Path),
    help=_("With --catalog: a company folder; may be given again. A made-up one when left out."),
)  # fmt: skip
@click.option(
    "--with-roster", is_flag=True,
    help=_("With --catalog: the real people of the roster, not made-up ones."),
)  # fmt: skip
@click.option(
    "--packs", metavar="OUT", type=click.Path(path_type=Path),
    help=_("With --catalog: write the packs of both sides to OUT/base and OUT/new."),
)  # fmt: skip
@click.option(
    "--redline", metavar="OUT", type=click.Path(path_type=Path),
    help=_("Write the differences as tracked changes: a Word file, for two folders a folder."),
)  # fmt: skip
@click.option(
    "--author", metavar="NAME", help=_("With --redline: whose name stands at the changes."),
)  # fmt: skip
@click.option(
    "--date", "when", type=Day(), metavar="DATE",
    help=_("With --redline: the day of the changes; --as-of, else today, when left out."),
)  # fmt: skip
@as_of_option()
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    old: Path,
    new: Path,
    form: str,
    catalog: bool,
    companies: tuple[Path, ...],
    with_roster: bool,
    packs: Path | None,
    redline: Path | None,
    author: str | None,
    when: date | None,
    as_of: date | None,
) -> int:
    """Print the differences; the exit code tells whether there are any."""
    if (author or when) and not redline:
        raise click.UsageError(_("--author and --date go with --redline."))
    if redline and catalog:
        raise click.UsageError(_("--redline goes with two Word files or two folders."))
    if catalog:
        from cstemplates.cli.commands.diff_catalog import show_catalog_effect  # noqa: PLC0415 - heavy

        return show_catalog_effect(
            old, new, companies, form=form, as_of=as_of, with_roster=with_roster, packs=packs
        )
    if companies or with_roster or packs or (as_of and not redline):
        message = _("--company, --with-roster, --packs and --as-of go with --catalog.")
        raise click.UsageError(message)
    if redline:
        check_place(old, new, redline)
        check_author(author or AUTHOR)
    comparison = _compared(old, new)
    show_comparison(comparison, form)
    if redline:
        write_redline(comparison, old, new, redline, author=author or AUTHOR, when=when or as_of)
    return int(comparison.differs)


def show_comparison(comparison: Comparison, form: str) -> None:
    """Print a comparison in a format; what could not be read goes to stderr as well."""
    from cstemplates.cli.screen import show_report  # noqa: PLC0415 - heavy
    from cstemplates.compare.reports import FORMATS, render_text  # noqa: PLC0415
    from cstemplates.findings import Report  # noqa: PLC0415

    if form == "text":
        # Click takes colours out where they would be of no use.
        text = render_text(comparison, colour=_wants_colour())
    else:
        text = FORMATS[form](comparison)
    click.echo(text, nl=False)
    if comparison.findings:
        show_report(Report.of(comparison.findings), to_stderr=True)


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _compared(old: Path, new: Path) -> Comparison:
    from cstemplates.cli.screen import progress_bar  # noqa: PLC0415 - heavy
    from cstemplates.compare import compare_paths  # noqa: PLC0415

    with progress_bar() as tell:
        return compare_paths(
            old,
            new,
            jobs=os.cpu_count() or 1,
            tell=lambda done, total: tell(_("Compared"), done, total),
        )
