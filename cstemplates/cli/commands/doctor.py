"""cstemplates doctor: what this machine can do."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import click

from cstemplates import __version__
from cstemplates.messages import _

if TYPE_CHECKING:
    from pathlib import Path


@click.command("doctor", help=_("Say what this machine can do: Word, PDF, fonts."))
def command() -> int:
    """Print one line a capability; exit 4 when PDFs cannot be made."""
    from cstemplates.cli.screen import show_report, show_table  # noqa: PLC0415 - heavy
    from cstemplates.findings import Report  # noqa: PLC0415
    from cstemplates.pdf import (  # noqa: PLC0415
        find_libreoffice,
        font_findings,
        fonts_found,
        uno_python,
    )
    from cstemplates.workspace import catalog_folder, templates_folder  # noqa: PLC0415

    office = find_libreoffice()
    fonts = fonts_found()
    show_table(
        [_("What"), _("Result")],
        [
            ["cstemplates", __version__],
            ["Python", platform.python_version()],
            [_("Catalogue"), str(catalog_folder())],
            [_("Templates"), str(templates_folder())],
            [_("Word files"), _("yes")],
            [_("PDF"), str(office) if office else _("no: LibreOffice is missing")],
            *([[_("PDF, many files"), _how_many(uno_python(office))]] if office else []),
            *[[_("Font {name}").format(name=f.wanted), f.used] for f in fonts],
        ],
    )
    show_report(Report.of(font_findings(fonts)), to_stderr=True)
    if office is None:
        click.echo(
            _(
                "To make PDFs, install LibreOffice Writer: sudo apt-get install libreoffice-writer-nogui"
            ),
            err=True,
        )
        return 4
    return 0


def _how_many(python: Path | None) -> str:
    if python is None:
        return _("one call of LibreOffice for all; faster with the package python3-uno")
    return _("processes that keep running ({python})").format(python=python)
