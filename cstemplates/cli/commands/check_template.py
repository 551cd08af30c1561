"""cstemplates check-template: everything that is wrong with Word templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import format_option, shown, strict_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from cstemplates.findings import Report


@click.command("check-template", help=_("Check Word templates before they are used."))
@click.argument(
    "files", metavar=_("FILE…"), nargs=-1, required=True, type=click.Path(path_type=Path)
)
@format_option()
@strict_option()
@click.option(
    "--annotate", type=click.Path(path_type=Path), metavar="OUT.docx",
    help=_("Write the template with every finding as a Word comment."),
)  # fmt: skip
def command(*, files: tuple[Path, ...], form: str, strict: bool, annotate: Path | None) -> int:
    """Print all findings of all files."""
    from cstemplates.cli.screen import show_report  # noqa: PLC0415 - heavy
    from cstemplates.findings import Report, Severity  # noqa: PLC0415
    from cstemplates.produce.template_review import review_template  # noqa: PLC0415

    if annotate and len(files) != 1:
        raise click.UsageError(_("--annotate takes exactly one FILE."))
    if annotate and annotate.resolve() == files[0].resolve():
        raise click.UsageError(_("--annotate takes another file than FILE."))
    findings = [f for file in files for f in review_template(file, shown(file))]
    report = Report.of(findings)
    show_report(report, form)
    if annotate:
        _annotate(files[0], report, annotate)
    if form == "text" and not len(report):
        click.echo(_("Nothing found."))
    return int(report.fails_at(Severity.WARNING if strict else Severity.ERROR))


def _annotate(file: Path, report: Report, out: Path) -> None:
    from cstemplates.findings import CstemplatesError  # noqa: PLC0415 - heavy
    from cstemplates.produce.files import read_bytes  # noqa: PLC0415
    from cstemplates.publish import write_file  # noqa: PLC0415
    from cstemplates.word.annotate import annotate  # noqa: PLC0415

    try:
        data = annotate(read_bytes(file), report)
    except CstemplatesError:
        # What cannot be opened cannot carry comments; its findings are printed already.
        return
    write_file(out, data, shown=shown(out))
    click.echo(shown(out), err=True)
