"""cstemplates check-template: everything that is wrong with Word templates."""

from __future__ import annotations

from pathlib import Path

import click

from cstemplates.cli.options import format_option, shown, strict_option
from cstemplates.messages import _


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
    from cstemplates.publish import write_file  # noqa: PLC0415
    from cstemplates.word.annotate import annotate as annotated  # noqa: PLC0415

    if annotate and len(files) != 1:
        raise click.UsageError(_("--annotate takes exactly one FILE."))
    findings = [f for file in files for f in review_template(file, shown(file))]
    report = Report.of(findings)
    show_report(report, form)
    if annotate:
        write_file(annotate, annotated(files[0].read_bytes(), report), shown=shown(annotate))
        click.echo(shown(annotate), err=True)
    if form == "text" and not len(report):
        click.echo(_("Nothing found."))
    return int(report.fails_at(Severity.WARNING if strict else Severity.ERROR))
