"""The command line: options, words on the screen, exit codes."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with the arguments of this process."""
    from cstemplates.cli.run import run  # noqa: PLC0415 - the language is chosen first

    sys.exit(run(sys.argv[1:]))
