"""The group of commands; a command's module is imported when it is needed."""

from __future__ import annotations

from importlib import import_module

import click

from cstemplates import __version__
from cstemplates.messages import LANGUAGES, _

_COMMANDS = {
    "pack": "pack",
    "batch": "batch",
    "render": "render",
    "list": "list_",
    "show": "show",
    "lint": "lint",
    "explain": "explain",
    "check-template": "check_template",
    "text": "text",
    "diff": "diff",
    "snapshot": "snapshot",
    "check": "check",
    "upgrade": "upgrade",
    "schema": "schema",
    "new": "new",
    "doctor": "doctor",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"cstemplates.cli.commands.{module}").command
        command.options_metavar = _("[OPTIONS]")
        return command


@click.group(
    cls=_Commands,
    help=_("HR paperwork for customer service: catalogue and company data in, Word packs out."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the messages."))
@click.option("--debug", is_flag=True, help=_("Show tracebacks and check results deeply."))
@click.version_option(__version__, "--version", help=_("Show the version."))
@click.pass_context
def app(ctx: click.Context, lang: str | None, *, debug: bool) -> None:  # noqa: ARG001 - read earlier
    """Hold the options that all commands share."""
    ctx.obj = {"debug": debug}
