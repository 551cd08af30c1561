"""Python loads this when it starts, in the program under test and in all it starts."""

from faults.failing import install_from_environment

install_from_environment()
