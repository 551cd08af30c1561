"""Options and helpers for the whole suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person accept changed goldens; continuous integration never does."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")
