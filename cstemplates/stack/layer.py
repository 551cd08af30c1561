"""Reading the folder of one layer: one entry a file, or small entries keyed by id."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.load import Node, read_yaml
from cstemplates.messages import _, listed
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cstemplates.load import KeyPath, Source

_ID = re.compile(r"[a-z0-9_]+")
_HYPHENED_ID = re.compile(r"[a-z0-9_]+(-[a-z0-9_]+)*")
_SUFFIXES = {".yaml", ".yml"}


class LayerEntry(NamedTuple):
    """An entry as one layer writes it, operators and all.

    ``top`` is its key path in its file: empty, or its id where a file holds several.
    """

    kind: str
    id: str
    node: Node
    top: KeyPath = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """Everything one folder says.

    Attributes:
        name: What people call the layer.
        entries: Its entries in the order of the files' names.
        findings: What is wrong with its files.
        inputs: Every file read, as shown to people, with the hash of its bytes.
    """

    name: str
    entries: tuple[LayerEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()


def read_layer(
    folder: Path,
    *,
    name: str,
    display: str,
    kinds: Mapping[str, bool],
    hyphened: Collection[str] = (),
) -> Layer:
    """Read all entries of a layer; a folder inside a kind's folder means nothing.

    Args:
        folder: The layer's folder.
        name: What people call the layer.
        display: How the folder is named in findings; may be empty.
        kinds: The kinds' folders, and whether a file of that kind holds several entries
            keyed by their ids.
        hyphened: The kinds whose ids may have hyphens between their words.
    """
    reading = _Reading(display, kinds, hyphened)
    for path in _files(folder):
        reading.read(path, path.relative_to(folder).parts)
    return Layer(
        name, tuple(reading.entries.values()), tuple(reading.findings), tuple(reading.inputs)
    )


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if path.suffix.lower() in _SUFFIXES and not name.startswith((".", "~")):
                yield path


class _Reading:
    def __init__(self, display: str, kinds: Mapping[str, bool], hyphened: Collection[str]) -> None:
        self._display = display
        self._kinds = kinds
        self._hyphened = hyphened
        self.entries: dict[tuple[str, str], LayerEntry] = {}
        self.findings: list[Finding] = []
        self.inputs: list[tuple[str, str]] = []

    def read(self, path: Path, parts: tuple[str, ...]) -> None:
        display = "/".join((self._display, *parts) if self._display else parts)
        kind = parts[0]
        if len(parts) == 1 or kind not in self._kinds:
            self._report_stray(display, kind if len(parts) > 1 else "")
            return
        if path.suffix != ".yaml":
            message = _("The name of this file must end in “.yaml”.")
            self._report("CST109", message, TextLocation(display))
            return
        source = read_yaml(path, display=display)
        self.inputs.append((display, source.sha256))
        self.findings.extend(source.findings)
        if self._is_map(source, source.root):
            self._take(kind, path.stem, source)

    def _take(self, kind: str, stem: str, source: Source) -> None:
        if not self._kinds[kind]:
            self._add(LayerEntry(kind, stem, source.root), source.root.location())
            return
        assert isinstance(source.root.content, dict)
        for key, node in source.root.content.items():
            if self._is_map(source, node):
                self._add(LayerEntry(kind, key, node, (key,)), node.location((key,)))

    def _is_map(self, source: Source, node: Node) -> bool:
        if isinstance(node.content, dict):
            return True
        if not source.findings:  # else the file has already said why it holds nothing
            message = _("Here must stand keys with values (“key: value”).")
            self._report("CST110", message, node.location())
        return False

    def _add(self, entry: LayerEntry, place: TextLocation) -> None:
        hyphened = entry.kind in self._hyphened
        if not (_HYPHENED_ID if hyphened else _ID).fullmatch(entry.id):
            message = _("“{id}” cannot be an id.").format(id=entry.id)
            hint = (
                _("An id is made of small letters a–z, digits, “_” and “-” between words.")
                if hyphened
                else _("An id is made of small letters a–z, digits and “_”.")
            )
            self._report("CST109", message, place, hint)
            return
        first = self.entries.setdefault((entry.kind, entry.id), entry)
        if first is not entry:
            message = _("The id “{id}” is already taken in {path}.").format(
                id=entry.id, path=first.node.path
            )
            self._report("CST113", message, place, _("Rename or remove one of the two."))

    def _report_stray(self, display: str, folder: str) -> None:
        message = _("This file stands in no folder of a known kind, so it would not be read.")
        hint = did_you_mean(folder, self._kinds) or _("Known folders: {names}.").format(
            names=listed(self._kinds)
        )
        self._report("CST114", message, TextLocation(display), hint)

    def _report(self, code: str, message: str, place: TextLocation, hint: str = "") -> None:
        self.findings.append(finding(code, message, place, hint))
