"""The files of a layer as they are, with what is to be done to them, and as they will be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from posixpath import normpath
from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, TextLocation, finding
from cstemplates.load import read_yaml_bytes
from cstemplates.load.file import read_bytes
from cstemplates.load.yaml_file import MAX_BYTES
from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.stack import Layer, LayerEntry
from cstemplates.upgrade.edits import FileEdits
from cstemplates.upgrade.yaml_text import TextUnfitError, edit_text
from cstemplates.workspace.naming import below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cstemplates.load import Source

_MARK = b"\xef\xbb\xbf"


@dataclass
class EditedFile:
    """A file of the customer's and what is to be done to it.

    Attributes:
        place: The file.
        shown: How it is named in findings.
        before: Its bytes.
        entries: The entries it holds.
        edits: What is to be done to it.
        by_hand: Whether its text is written so that only a person can edit it.
    """

    place: Path
    shown: str
    before: bytes
    entries: tuple[LayerEntry, ...] = ()
    edits: FileEdits = field(default_factory=FileEdits)
    by_hand: bool = False

    @property
    def new_place(self) -> Path:
        """Where the file stands afterwards."""
        return self.place.with_stem(self.edits.stem) if self.edits.stem else self.place

    @property
    def new_shown(self) -> str:
        """How the file is named afterwards."""
        return self.shown.removesuffix(self.place.name) + self.new_place.name

    def after(self) -> bytes | None:
        """Return the file's bytes afterwards; None when nothing is left of it.

        What cannot be edited safely stays as it is and is marked for a person.
        """
        source = read_yaml_bytes(self.before, display=self.shown)
        self.edits.close(source.value)
        wanted = self.edits.result(source.value)
        if wanted is None:
            return None
        try:
            data = self._edited()
        except TextUnfitError:
            data = b""
        result = read_yaml_bytes(data, display=self.shown)
        # Whatever the text looks like, it has to say exactly what was meant.
        if result.findings or repr(result.value) != repr(wanted):
            self.by_hand, self.edits = True, FileEdits()
            return self.before
        return data

    def _edited(self) -> bytes:
        mark = _MARK if self.before.startswith(_MARK) else b""
        text = self.before.removeprefix(_MARK).decode()
        return mark + edit_text(text, self.edits).encode()


def edited_file(place: Path, shown: str, digest: str) -> EditedFile:
    """Take a file that has been read already into editing.

    Raises:
        CatalogError: It is not as it was read.
    """
    data = read_bytes(place, display=shown, limit=MAX_BYTES)
    if hashlib.sha256(data).hexdigest() != digest:
        message = _("The file was changed while it was being read.")
        raise CatalogError(finding("CST030", message, TextLocation(shown), _("Try again.")))
    return EditedFile(place, shown, data)


def files_of(layer: Layer, company: Path, shown: str) -> list[EditedFile]:
    """Take the files of a company's layer into editing."""
    top = normpath(below(shown, layer.name))
    files = []
    for name, digest in layer.inputs:
        inside = name.removeprefix(top).lstrip("/")
        file = edited_file(company / layer.name / inside, name, digest)
        file.entries = tuple(entry for entry in layer.entries if entry.node.path == name)
        files.append(file)
    return files


def mended(layer: Layer, files: list[EditedFile]) -> Layer:
    """Return a layer as its files will say."""
    return Layer(layer.name, tuple(entry for file in files for entry in _entries(file)))


def _entries(file: EditedFile) -> Iterator[LayerEntry]:
    if not file.edits:
        yield from file.entries
        return
    data = file.after()
    if data is None:
        return
    kind = file.entries[0].kind
    source: Source = read_yaml_bytes(data, display=file.new_shown)
    content = source.root.content
    assert isinstance(content, dict)
    if not KINDS[kind].keyed:
        yield LayerEntry(kind, file.new_place.stem, source.root)
        return
    for key, node in content.items():
        yield LayerEntry(kind, key, node, (key,))
