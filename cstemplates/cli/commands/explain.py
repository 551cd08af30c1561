"""cstemplates explain: a finding's page, where a value comes from, or a text of a document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import company_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from cstemplates.workspace import Explanation

_CODE = re.compile(r"CST\d{3}", re.IGNORECASE)
_LONGEST = 400


@click.command(
    "explain",
    help=_("Explain a finding's code, where a value comes from, or a text of a document."),
)
@click.argument("subject", metavar=_("CODE|KIND/ID[.path]|FILE.docx"))
@click.argument("text", metavar=_("[TEXT]"), default="")
@company_option()
@click.option(
    "--comments", type=click.Path(path_type=Path), metavar="OUT.docx",
    help=_("Write a copy of FILE.docx with its sources as comments."),
)  # fmt: skip
def command(*, subject: str, text: str, company: Path | None, comments: Path | None) -> None:
    """Print the page of a code, a value with its history, or where a text comes from."""
    if subject.lower().endswith(".docx"):
        _explain_file(Path(subject), text, company, comments)
        return
    if text or comments:
        raise click.UsageError(_("TEXT and --comments go with a Word file: FILE.docx."))
    if _CODE.fullmatch(subject):
        click.echo(_page(subject.upper()), nl=False)
        return
    from cstemplates.workspace import (  # noqa: PLC0415 - heavy
        explain_value,
        load_company,
        load_shipped,
    )

    workspace = load_company(company) if company else load_shipped()
    click.echo("\n".join(_lines(explain_value(workspace, subject))))


def _explain_file(file: Path, text: str, company: Path | None, comments: Path | None) -> None:
    from cstemplates.cli.commands.explain_file import explain_file  # noqa: PLC0415 - heavy

    if not text.strip() and comments is None:
        raise click.UsageError(_("Say which text of the document: explain FILE.docx TEXT."))
    if comments and comments.suffix.lower() != ".docx":
        raise click.UsageError(_("--comments takes the name of a Word file that ends in .docx."))
    if comments and comments.resolve() == file.resolve():
        raise click.UsageError(_("--comments needs another file than the one explained."))
    explain_file(file, text.strip(), company, comments)


def _page(code: str) -> str:
    from cstemplates.check.reference import rule_page  # noqa: PLC0415 - heavy

    try:
        return rule_page(code).rstrip() + "\n"
    except KeyError as error:
        raise click.UsageError(_("There is no code {code}.").format(code=code)) from error


def _lines(explanation: Explanation) -> list[str]:
    found = explanation.provenance
    lines = [
        explanation.address,
        f"  {_short(explanation.value)}",
        _("  from {place}, layer {layer}").format(place=found.location, layer=found.layer),
    ]
    for old in found.replaced:
        lines += [
            _("  replaces {value}").format(value=_short(old.value)),
            _("    from {place}, layer {layer}").format(place=old.location, layer=old.layer),
        ]
    return lines


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
