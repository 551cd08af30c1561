"""The two states that are compared: a catalogue, its templates, the companies on top."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.impact.stand_ins import with_stand_ins
from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.stack import stack
from cstemplates.workspace import load_company, load_shipped, templates_folder
from cstemplates.workspace.reading import read_catalog_layer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cstemplates.stack import Stack
    from cstemplates.workspace import Workspace

_CATALOG = "catalog"


@dataclass(frozen=True, slots=True)
class Side:
    """One state: a folder that is a catalogue, or a checkout that holds one.

    Attributes:
        root: The folder as it was named.
        catalog: The folder of its entries.
        templates: The folder of its Word templates; the shipped one without its own.
    """

    root: Path
    catalog: Path
    templates: Path

    def own(self, company: Path) -> Path | None:
        """The folder of a company that belongs to this state, None when it has none."""
        place = self.root / company
        return place if _is_below(place, self.root) and place.is_dir() else None


def find_side(folder: Path) -> Side:
    """Find catalogue and templates in a folder.

    Raises:
        WorkspaceError: If there is no such folder, or it holds no catalogue.
    """
    shown = folder.as_posix()
    if not folder.is_dir():
        message = (
            _("A file stands where a folder has to go.")
            if folder.exists()
            else _("There is no such folder.")
        )
        raise WorkspaceError(finding("CST015", message, TextLocation(shown)))
    catalog = folder / "catalog"
    if not catalog.is_dir():
        catalog = folder
    if not any((catalog / kind).is_dir() for kind in KINDS):
        message = _("This folder holds no catalogue.")
        hint = _("Name a catalogue, or a checkout with the folder “catalog”.")
        raise WorkspaceError(finding("CST034", message, TextLocation(shown), hint))
    own = folder / "templates" / "docx"
    return Side(folder, catalog, own if own.is_dir() else templates_folder())


def company_folders(company: Path, sides: tuple[Side, Side]) -> tuple[Path | None, Path | None]:
    """Find a company on both sides; one that belongs to neither is the same on both.

    Raises:
        WorkspaceError: If there is no such folder anywhere.
    """
    name = next(
        (_below(company, side.root) for side in sides if _is_below(company, side.root)), company
    )
    old, new = (side.own(name) for side in sides)
    if old is None and new is None:
        if not company.is_dir():
            message = _("There is no such folder.")
            raise WorkspaceError(finding("CST015", message, TextLocation(company.as_posix())))
        return company, company
    return old, new


def read_entries(side: Side) -> Stack:
    """Read the entries of a side's catalogue alone, as they are written."""
    return stack([read_catalog_layer(side.catalog, name=_CATALOG, display=_CATALOG)])


def open_side(side: Side, company: Path | None, as_of: date, *, with_roster: bool) -> Workspace:
    """Read a side as :func:`open_workspace` does, with its own catalogue and templates.

    Raises:
        WorkspaceError: If a folder is missing.
    """
    opened = open_workspace(company, as_of, with_roster=with_roster, catalog=side.catalog)
    own = (f for f in opened.template_folders if company and f.is_relative_to(company))
    return replace(opened, template_folders=(*own, side.templates))


def open_workspace(
    company: Path | None, as_of: date, *, with_roster: bool, catalog: Path | None = None
) -> Workspace:
    """Read a company, or make one up, with made-up people unless the real ones are asked for.

    Raises:
        WorkspaceError: If a folder is missing.
    """
    if company is None:
        return with_stand_ins(load_shipped(catalog), as_of)
    opened = load_company(company, catalog_folder=catalog, with_people=with_roster)
    return opened if with_roster else with_stand_ins(opened, as_of)


def _is_below(place: Path, root: Path) -> bool:
    return place.resolve().is_relative_to(root.resolve())


def _below(place: Path, root: Path) -> Path:
    return place.resolve().relative_to(root.resolve())
