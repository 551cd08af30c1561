"""One run of the command line: language first, then the command, then the exit code."""

from __future__ import annotations

import errno
import gettext
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cstemplates import messages
from cstemplates.findings import CstemplatesError, EnvironmentFault, TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, FINDINGS, USAGE, BUG, ENVIRONMENT, INTERRUPTED = 0, 1, 2, 3, 4, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code (design.md §5)."""
    _open_streams()
    choose_language(arguments)
    from cstemplates.cli.app import app  # noqa: PLC0415 - its help texts need the language

    try:
        result = app.main(list(arguments), prog_name="cstemplates", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit:
        # Click and rich stop like this when the reader of a pipe has gone.
        _silence_stdout()
        return FINE
    except MemoryError as error:
        # Telling it needs a little of what the command has held until now.
        traceback.clear_frames(error.__traceback__)
        return _explain(error.with_traceback(None), debug="--debug" in arguments)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets words and a code
        return _explain(error, debug="--debug" in arguments)
    return result if isinstance(result, int) else FINE


def _explain(error: Exception, *, debug: bool) -> int:
    match error:
        case click.ClickException():
            error.show()
            return USAGE
        case CstemplatesError():
            from cstemplates.cli.screen import show_report  # noqa: PLC0415 - heavy

            show_report(error.report, to_stderr=True)
            return ENVIRONMENT if isinstance(error, EnvironmentFault) else FINDINGS
        case BrokenPipeError():
            _silence_stdout()
            return FINE
        case MemoryError() | OSError(errno=errno.ENOMEM):
            return _explain(_no_memory(), debug=debug)
        case OSError(filename=None):
            from cstemplates.publish.atomic import not_writable  # noqa: PLC0415 - heavy

            _silence_stdout()
            return _explain(not_writable("stdout", error), debug=debug)
        case _:
            return _bug(error, debug=debug)


def _no_memory() -> EnvironmentFault:
    message = _("There is not enough memory for this.")
    hint = _("Close other programs, or allow this one more memory, then try again.")
    return EnvironmentFault(finding("CST033", message, TextLocation("cstemplates"), hint))


def choose_language(arguments: Sequence[str]) -> None:
    """Set the language before any help text is made: ``--lang``, else the locale.

    Click finds its own words through the gettext domain ``messages``.
    """
    language = _asked_language(arguments) or messages.from_environment()
    messages.use(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(messages.LOCALE_DIR))


def _asked_language(arguments: Sequence[str]) -> str:
    for position, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if name == "--lang":
            asked = value or next(iter(arguments[position + 1 :]), "")
            return asked if asked in messages.LANGUAGES else ""
    return ""


def _open_streams() -> None:
    # A stream that was closed before the start (``>&-``) is None.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


def _silence_stdout() -> None:
    # Nobody can read it any more; without this Python complains again when it shuts down.
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open to the end
    os.dup2(sys.stdout.fileno(), 1)


def _bug(error: Exception, *, debug: bool) -> int:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    click.echo(
        _("This is a fault of cstemplates ({place}), not of your files.").format(place=place),
        err=True,
    )
    if debug:
        traceback.print_exception(error)
    else:
        click.echo(_("Run the command again with --debug and report what it prints."), err=True)
    return BUG
