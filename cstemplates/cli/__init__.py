"""The command line: options, words on the screen, exit codes."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with the arguments of this process."""
    try:
        from cstemplates.cli.run import run  # noqa: PLC0415 - the language is chosen first

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
