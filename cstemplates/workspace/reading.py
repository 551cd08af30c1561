"""From a stack of layers to the typed catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.model import KINDS, parse
from cstemplates.model.catalog import Catalog
from cstemplates.stack import read_layer
from cstemplates.workspace.collector import collector_paused
from cstemplates.workspace.faults import fault_findings

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.findings import Finding
    from cstemplates.stack import Layer, Stack


@collector_paused()
def read_catalog_layer(folder: Path, *, name: str, display: str) -> Layer:
    """Read a layer with the kinds that the model knows."""
    kinds = {kind: info.keyed for kind, info in KINDS.items()}
    hyphened = [kind for kind, info in KINDS.items() if info.hyphened]
    return read_layer(folder, name=name, display=display, kinds=kinds, hyphened=hyphened)


@collector_paused()
def typed_catalog(stack: Stack) -> tuple[Catalog, tuple[Finding, ...]]:
    """Read every entry into its model; an entry with faults is left out and its faults told."""
    findings: list[Finding] = []
    entries: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for kind, info in KINDS.items():
        for stacked in stack.entries(kind):
            entry, faults = parse(info.model, stacked.value)
            findings += fault_findings(info.model, faults, stacked.node, stacked.locate)
            if entry is not None:
                entries[kind][stacked.id] = entry
    return Catalog(**entries), tuple(findings)
