"""cstemplates diff --catalog: what a change of the catalogue does to the documents."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def show_catalog_effect(  # noqa: PLR0913 - one parameter for each option
    base: Path,
    new: Path,
    companies: tuple[Path, ...],
    *,
    form: str,
    as_of: date | None,
    with_roster: bool,
    packs: Path | None,
) -> int:
    """Print values and documents that change; 1 if any do, or if something is wrong."""
    from cstemplates.cli.screen import progress_bar, show_report  # noqa: PLC0415 - heavy
    from cstemplates.findings import Report  # noqa: PLC0415
    from cstemplates.impact.effect import EffectOptions, catalog_effect  # noqa: PLC0415
    from cstemplates.impact.reports import render_effect  # noqa: PLC0415
    from cstemplates.produce.clock import as_of as today  # noqa: PLC0415

    options = EffectOptions(today(as_of), with_roster=with_roster, packs=packs)
    with progress_bar() as progress:
        effect = catalog_effect(
            base, new, tuple(dict.fromkeys(companies)), options, progress=progress
        )
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render_effect(effect, form, colour=colour), nl=False)
    if effect.findings:
        show_report(Report.of(effect.findings), to_stderr=True)
    return int(effect.differs)
