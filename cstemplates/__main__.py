"""Run the command line: ``python -m cstemplates``."""

from cstemplates.cli import main

if __name__ == "__main__":
    main()
