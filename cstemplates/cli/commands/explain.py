"""cstemplates explain: a finding's page, or where a value comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import company_option
from cstemplates.messages import _

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.workspace import Explanation

_CODE = re.compile(r"CST\d{3}", re.IGNORECASE)
_LONGEST = 400


@click.command("explain", help=_("Explain a finding's code, or where a value comes from."))
@click.argument("subject", metavar="CODE|KIND/ID[.path]")
@company_option()
def command(*, subject: str, company: Path | None) -> None:
    """Print the page of a code, or a value with its file, line, layer and history."""
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
