"""An undisturbed run to compare with, made once for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from faults.command import batch, make_company, pack, run, tree
from support.shared import made_once

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 5


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Write a small company."""
    return make_company(tmp_path, PEOPLE)


def _undisturbed(factory: pytest.TempPathFactory, name: str) -> dict[str, bytes]:
    def make() -> dict[str, bytes]:
        folder = factory.mktemp(name)
        make_company(folder, PEOPLE)
        arguments = {"batch": batch, "pack": pack}[name](folder / "out")
        done = run(arguments)
        assert (done.code, done.temporary) == (0, ()), done
        return tree(folder / "out")

    return made_once(factory, f"faults-{name}", make)


@pytest.fixture(scope="session")
def whole_batch(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Make the batch of the small company."""
    return _undisturbed(tmp_path_factory, "batch")


@pytest.fixture(scope="session")
def whole_pack(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Make the pack of the small company."""
    return _undisturbed(tmp_path_factory, "pack")
