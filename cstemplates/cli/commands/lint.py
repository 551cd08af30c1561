"""cstemplates lint: everything that is wrong with catalogue, layers and company data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import company_option, format_option, strict_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from pathlib import Path


@click.command("lint", help=_("Check the catalogue, a company's layers and its data."))
@company_option()
@format_option()
@strict_option()
def command(*, company: Path | None, form: str, strict: bool) -> int:
    """Print all findings; exit 1 on errors, with --strict on warnings too."""
    from cstemplates.cli.screen import show_report  # noqa: PLC0415 - heavy
    from cstemplates.findings import Severity  # noqa: PLC0415
    from cstemplates.produce.review import review, review_templates  # noqa: PLC0415
    from cstemplates.workspace import load_company, load_shipped  # noqa: PLC0415

    workspace = load_company(company) if company else load_shipped()
    report = review_templates(workspace, review(workspace))
    show_report(report, form)
    if form == "text" and not len(report):
        click.echo(_("Nothing found."))
    return int(report.fails_at(Severity.WARNING if strict else Severity.ERROR))
