"""Catalogue files as a test writes them, read the way the program reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.check import Facts
from cstemplates.model import KINDS, parse
from cstemplates.model.catalog import Catalog
from cstemplates.stack import Stack, read_layer, stack

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from cstemplates.check.facts import Locate
    from cstemplates.findings import TextLocation


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write text files under a folder and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def read_facts(folder: Path, known_paths: Collection[str] | None = None) -> Facts:
    """Read a catalogue of one layer that must be free of faults the rules are not about."""
    kinds = {name: kind.keyed for name, kind in KINDS.items()}
    stacked = stack([read_layer(folder, name="catalog", display="", kinds=kinds)])
    assert stacked.findings == ()
    catalog = Catalog(**{name: _entries(stacked, name) for name in KINDS})
    known = None if known_paths is None else known_paths.__contains__
    return Facts(catalog, _locator(stacked), known_path=known)


def _entries(stacked: Stack, kind: str) -> dict[str, Any]:
    entries = {}
    for each in stacked.entries(kind):
        entry, faults = parse(KINDS[kind].model, each.value)
        assert faults == (), f"{kind}/{each.id}: {faults}"
        entries[each.id] = entry
    return entries


def _locator(stacked: Stack) -> Locate:
    def locate(kind: str, entry_id: str, key_path: tuple[str | int, ...]) -> TextLocation:
        entry = stacked.entry(kind, entry_id)
        assert entry is not None
        return entry.locate(key_path)

    return locate
