"""A copy of the repository's catalogue, templates and examples, to change and compare."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("catalog", "templates", "examples")


def copy_checkout(folder: Path) -> Path:
    """Copy what a comparison of catalogues reads into a folder that is not there yet."""
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name)
    return folder


def copy_small_checkout(folder: Path) -> Path:
    """Copy the same with one pack only, that of the director, so that little is to be made."""
    copy_checkout(folder)
    for pack in (folder / "catalog/packs").glob("*.yaml"):
        if pack.stem != "director":
            pack.unlink()
    edit(
        folder / "examples/xinghe/company.yaml",
        ("packs: [director, department]", "packs: [director]"),
    )
    return folder


def edit(file: Path, *replacements: tuple[str, str]) -> None:
    """Replace the first of each text in a file; it has to be there."""
    text = file.read_text("utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
