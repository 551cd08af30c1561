"""cstemplates render: one document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import (
    as_of_option,
    company_option,
    password_option,
    shown,
    trace_option,
)
from cstemplates.messages import _

if TYPE_CHECKING:
    from datetime import date

    from cstemplates.produce.single import Single


@click.command("render", help=_("Make one document."))
@click.argument("document", metavar=_("DOCUMENT"))
@company_option(required=True)
@click.option("--role", metavar="ID", help=_("The role that the document is about."))
@click.option("--employee", metavar="ID", help=_("The person that the document is about."))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FILE",
    help=_("The Word file to write."),
)  # fmt: skip
@password_option()
@as_of_option()
@trace_option()
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    document: str,
    company: Path,
    role: str | None,
    employee: str | None,
    out: Path,
    password_column: str,
    as_of: date | None,
    trace: bool,
) -> None:
    """Make the document and write it."""
    if out.suffix.lower() != ".docx":
        raise click.UsageError(_("-o takes the name of a Word file that ends in .docx."))
    from cstemplates.produce.clock import as_of as today  # noqa: PLC0415 - heavy
    from cstemplates.produce.single import make_single  # noqa: PLC0415
    from cstemplates.publish import write_file  # noqa: PLC0415
    from cstemplates.workspace import load_company  # noqa: PLC0415

    workspace = load_company(company, password_column=password_column)
    one = make_single(workspace, document, role=role, employee=employee, as_of=today(as_of))
    write_file(out, one.protected(), shown=shown(out))
    click.echo(shown(out))
    if trace:
        _write_trace(one, out)


def _write_trace(one: Single, out: Path) -> None:
    from cstemplates.cli.screen import show_report  # noqa: PLC0415 - heavy
    from cstemplates.findings import Report  # noqa: PLC0415
    from cstemplates.publish import OutputFile, write_file  # noqa: PLC0415
    from cstemplates.trace import side_files  # noqa: PLC0415

    if one.password:
        click.echo(_("No trace is written beside a file that opens with a password."))
        return
    made, findings = side_files(one.press, [(one.case, OutputFile(out.name, one.data))])
    for file in made:
        place = out.with_name(file.path)
        write_file(place, file.data, shown=shown(place))
        click.echo(shown(place))
    show_report(Report.of(findings), to_stderr=True)
