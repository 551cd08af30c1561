"""A company folder to change at will, and all documents of the shipped example laid out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from produce.test_goldens import REFERENCE
from support.reference import DAY, EXAMPLE, LaidOut, lay_out, reference_cases
from support.shared import made_once

from cstemplates.produce.press import Press
from cstemplates.workspace import load_company


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Copy the example company into a folder of its own."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "xinghe"))


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> LaidOut:
    """Make and lay out every document for its reference subject, once for all workers."""

    def make() -> LaidOut:
        workspace = load_company(EXAMPLE)
        return lay_out(Press(workspace, DAY), reference_cases(workspace, REFERENCE))

    return made_once(tmp_path_factory, "reference", make)
