from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cstemplates.stack import Layer, Stack, read_layer, stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KINDS = {"roles": False, "policies": False, "indicators": True}


@pytest.fixture
def layer(tmp_path: Path) -> Callable[..., Layer]:
    """Write a layer's files into a folder of its own and read it."""

    def write(name: str, files: dict[str, str]) -> Layer:
        folder = tmp_path / name
        folder.mkdir()
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return read_layer(folder, name=name, display=name, kinds=KINDS)

    return write


@pytest.fixture
def overlaid(layer: Callable[..., Layer]) -> Callable[[str, str], Stack]:
    """Lay one role of an overlay over the same role of the catalogue."""

    def lay(base: str, over: str) -> Stack:
        return stack(
            [
                layer("catalog", {"roles/general/cs.yaml": base}),
                layer("overlay", {"roles/cs.yaml": over}),
            ]
        )

    return lay
