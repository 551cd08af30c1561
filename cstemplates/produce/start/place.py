"""Where a started entry goes: a company's overlay or a consultant's layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.workspace import COMPANY_FILES, load_company, load_layer

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.workspace import Workspace


class Place(NamedTuple):
    """A layer's folder, the company folder that it is part of, and everything below it."""

    layer: Path
    company: Path | None
    workspace: Workspace

    @property
    def home(self) -> Path:
        """The folder that a person keeps: the company's, or the layer's own."""
        return self.company or self.layer


def find_place(folder: Path) -> Place:
    """Find out whether a folder is a company's, its overlay, or a layer.

    Faults in it do not matter here: a roster may well name the role that is to be started.

    Raises:
        WorkspaceError: It is neither.
    """
    for company in (folder, folder.parent) if folder.name == "overlay" else (folder,):
        if any((company / name).is_file() for name in COMPANY_FILES):
            return Place(company / "overlay", company, load_company(company))
    if not any((folder / kind).is_dir() for kind in KINDS):
        message = _("This is neither a company folder nor a layer.")
        hint = _("Name one with --in, or make one: cstemplates new company NAME.")
        raise WorkspaceError(finding("CST010", message, TextLocation(folder.as_posix()), hint))
    return Place(folder, None, load_layer(folder))


def need_new(place: Place, kind: str, name: str) -> None:
    """Refuse an id that is taken.

    Raises:
        WorkspaceError: There is such an entry; at its place.
    """
    entry = place.workspace.stack.entry(kind, name)
    if entry is not None:
        message = _("The entry “{id}” exists already in {path}.").format(
            id=name, path=entry.node.path
        )
        hint = _("Choose another id, or change that entry in an overlay.")
        raise WorkspaceError(finding("CST018", message, entry.locate(), hint))
