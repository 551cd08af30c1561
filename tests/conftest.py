"""Options and helpers for the whole suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person accept changed goldens; continuous integration never does."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")
