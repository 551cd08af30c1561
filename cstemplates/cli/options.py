"""Options that several commands share, so that they read alike everywhere."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = ("text", "json", "github", "sarif")
DIFFERENCE_FORMATS = ("text", "json", "html", "markdown", "github")


class Day(click.ParamType[date]):
    """A date typed as 2026-01-15."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date or say how to type it."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(_("“{value}” is no date such as 2026-01-15.").format(value=value), param, ctx)


def company_option(*, required: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--company DIR``."""
    return click.option(
        "--company",
        type=click.Path(path_type=Path),
        required=required,
        metavar="DIR",
        help=_("The company folder."),
    )


def as_of_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--as-of DATE``."""
    return click.option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        help=_("Today's date in the documents; the clock's when left out."),
    )


def password_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--password-column NAME``."""
    return click.option(
        "--password-column",
        default="",
        metavar="NAME",
        help=_("The roster's column with the password of each person's files."),
    )


def format_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format text|json|github|sarif``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help=_("How findings are printed."),
    )


def difference_format_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format text|json|html|markdown|github``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(DIFFERENCE_FORMATS),
        default="text",
        show_default=True,
        help=_("How the differences are printed."),
    )


def strict_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--strict``."""
    return click.option("--strict", is_flag=True, help=_("Warnings fail too."))


def trace_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--trace``."""
    return click.option(
        "--trace",
        is_flag=True,
        help=_("Write beside each Word file where its words come from (*.trace.json)."),
    )


def shown(path: Path) -> str:
    """Name a path as the user typed it, with ``/``."""
    return path.as_posix()
