"""A company folder to change at will: a copy of the shipped example."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinghe"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Copy the example company into a folder of its own."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "xinghe"))
