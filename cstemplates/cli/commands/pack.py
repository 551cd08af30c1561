"""cstemplates pack: the main job."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import as_of_option, password_option, shown, trace_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from datetime import date

    from cstemplates.produce.pack import Beside, PackResult


@click.command("pack", help=_("Make a company's pack of finished Word files."))
@click.argument("folder", metavar=_("DIR"), type=click.Path(path_type=Path))
@click.option(
    "--pack", "packs", multiple=True, metavar="ID", help=_("Only this pack and those in it.")
)
@click.option(
    "--role", "roles", multiple=True, metavar="ID", help=_("Only the documents of this role.")
)
@click.option(
    "--employee",
    "employees",
    multiple=True,
    metavar="ID",
    help=_("Only the documents of this person."),
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="OUT",
    help=_("The folder for the results; out/NAME when left out."),
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N",
    help=_("How many processes at most for a large pack; one for each processor when left out."),
)  # fmt: skip
@click.option("--pdf", is_flag=True, help=_("Make PDFs too, one a file and one of all."))
@click.option("--zip", "archive", is_flag=True, help=_("Make a zip of the folder too."))
@click.option("--draft", is_flag=True, help=_("Mark missing values instead of stopping."))
@click.option("--keep-edited", is_flag=True, help=_("Leave files that were edited by hand."))
@click.option("--force", is_flag=True, help=_("Replace files that were edited by hand."))
@password_option()
@as_of_option()
@trace_option()
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter for each option
    shared: dict[str, bool],
    *,
    folder: Path,
    packs: tuple[str, ...],
    roles: tuple[str, ...],
    employees: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    pdf: bool,
    archive: bool,
    draft: bool,
    keep_edited: bool,
    force: bool,
    password_column: str,
    as_of: date | None,
    trace: bool,
) -> int:
    """Make the pack, then say what was made."""
    from cstemplates.cli.screen import progress_bar  # noqa: PLC0415 - heavy
    from cstemplates.produce.clock import as_of as today  # noqa: PLC0415
    from cstemplates.produce.pack import PackOptions, make_pack  # noqa: PLC0415
    from cstemplates.produce.selection import Selection  # noqa: PLC0415
    from cstemplates.workspace import load_company  # noqa: PLC0415

    target = out or Path("out", folder.resolve().name)
    options = PackOptions(
        today(as_of),
        Selection(packs, roles, employees),
        draft=draft,
        pdf=pdf,
        archive=archive,
        keep_edited=keep_edited,
        force=force,
        deep=shared["debug"],
        jobs=jobs or os.cpu_count() or 1,
        beside=_side_files() if trace else None,
    )
    workspace = load_company(folder, password_column=password_column)
    with progress_bar() as progress:
        result = make_pack(workspace, target, options, shown=shown(target), progress=progress)
    _show(result, shown(target), people=len(workspace.employees))
    _show_protected(result.protected, pdf=pdf)
    return 1 if draft else 0


def _side_files() -> Beside:
    from cstemplates.trace import side_files  # noqa: PLC0415 - heavy

    return side_files


def _show(result: PackResult, target: str, *, people: int) -> None:
    from cstemplates.cli.screen import show_report, show_table  # noqa: PLC0415 - heavy

    show_report(result.report, to_stderr=True)
    # Pages are counted where PDFs are made, and nowhere else.
    counted = any(row.pages for row in result.rows)
    show_table(
        [_("Document"), _("For"), _("File"), *([_("Pages")] if counted else [])],
        [
            [row.document, row.subject, row.path, *([str(row.pages or "")] if counted else [])]
            for row in result.rows
        ],
    )
    done = result.published
    click.echo(
        _("People in the roster: {people}. Documents: {documents}, in {folder}.").format(
            people=people, documents=len(result.rows), folder=target
        )
    )
    for text, paths in (
        (_("Left as edited by hand: {count}"), done.kept),
        (_("Removed because no longer made: {count}"), done.removed),
    ):
        if paths:
            click.echo(text.format(count=len(paths)))
    if result.holes:
        click.echo(
            _(
                "This is a draft: {count} values are still to be filled in, see 00-待填清单.docx."
            ).format(count=len(result.holes))
        )


def _show_protected(count: int, *, pdf: bool) -> None:
    if not count:
        return
    click.echo(_("Files that open with the person's password only: {count}.").format(count=count))
    if pdf:
        click.echo(_("00-全部文件.pdf leaves these files out, because it has no password."))
