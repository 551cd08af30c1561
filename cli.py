"""Run the command line from a checkout: ``python cli.py pack examples/xinghe``."""

from cstemplates.cli import main

if __name__ == "__main__":
    main()
