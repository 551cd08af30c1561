"""Finding and opening the two catalogues of an upgrade: a folder, a wheel, or a version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates import __version__
from cstemplates.findings import CatalogError, Severity, TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.stack import stack
from cstemplates.upgrade.wheel import unpack_catalogue
from cstemplates.workspace import catalog_folder
from cstemplates.workspace.naming import shown_path
from cstemplates.workspace.reading import read_catalog_layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.stack import Layer
    from cstemplates.workspace.company import CompanyFolder

_INSIDE = (Path("catalog"), Path("cstemplates/data/catalog"), Path())
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+!_-]{0,40}")
_STATED = re.compile(r'^__version__ = "([^"]+)"', re.MULTILINE)
_IN_NAME = re.compile(r"-([0-9]+(?:\.[0-9A-Za-z]+)+)$")
_SHELVES = ("", "wheels", "dist", "catalogs")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One of the two catalogues.

    Attributes:
        folder: Where its entries are.
        version: Its version; empty when nothing says it.
        layer: Its entries.
    """

    folder: Path
    version: str
    layer: Layer


def open_catalogue(given: Path | None, room: Path) -> Catalogue:
    """Open a catalogue; the installed one when none is given.

    Args:
        given: A folder of entries, a folder that holds one, or a wheel.
        room: An empty folder of ours where a wheel may be unpacked.

    Raises:
        WorkspaceError: There is no catalogue.
        CatalogError: It has faults that keep it from being read; with all of them.
    """
    if given is None:
        return _read(catalog_folder(), __version__)
    if given.suffix == ".whl":
        version = unpack_catalogue(given, room, shown=shown_path(given))
        folder = _entries_of(room)
    else:
        folder = _entries_of(given)
        version = _version_of(given, folder) if folder else ""
    if folder is None:
        raise _no_catalogue(given)
    return _read(folder, version)


def version_beside(reading: CompanyFolder, new: Path | None = None) -> Path:
    """Look for the catalogue that a company was written for: a wheel or a folder of its version.

    Args:
        reading: The company folder; looked through with the folder above it.
        new: The new catalogue, looked beside as well as in the current folder.

    Raises:
        WorkspaceError: It is in none of these places.
    """
    assert reading.company is not None
    version = reading.company.catalog
    beside = [reading.folder, reading.folder.resolve().parent, Path()]
    found = find_version(version, [*beside, new.parent] if new else beside)
    if found is None:
        message = _("The catalogue {version}, for which this was written, is not at hand.")
        hint = _("Give it with --from: its folder, or its wheel (pip download --no-deps).")
        place = reading.locate(("catalog",))
        raise WorkspaceError(finding("CST034", message.format(version=version), place, hint))
    return found


def find_version(version: str, beside: Iterable[Path]) -> Path | None:
    """Look for the wheel or the folder of a version in some folders; None when there is none."""
    if not _VERSION.fullmatch(version):
        return None
    folders = [folder / shelf for folder in beside for shelf in _SHELVES]
    return next((found for folder in folders for found in _named(folder, version)), None)


def _named(folder: Path, version: str) -> Iterator[Path]:
    yield from sorted(folder.glob(f"cstemplates-{version}-*.whl"))
    for name in (f"cstemplates-{version}", f"catalog-{version}"):
        if _entries_of(folder / name):
            yield folder / name


def _entries_of(given: Path) -> Path | None:
    candidates = (given / inside for inside in _INSIDE)
    return next((folder for folder in candidates if _holds_entries(folder)), None)


def _holds_entries(folder: Path) -> bool:
    return any((folder / kind).is_dir() for kind in KINDS)


def _version_of(given: Path, folder: Path) -> str:
    if folder.samefile(catalog_folder()):
        return __version__
    for home in (folder.parent / "cstemplates", folder.parent.parent):
        place = home / "__init__.py"
        stated = _STATED.search(place.read_text("utf-8")) if place.is_file() else None
        if stated:
            return stated[1]
    in_name = _IN_NAME.search(given.resolve().name)
    return in_name[1] if in_name else ""


def _read(folder: Path, version: str) -> Catalogue:
    layer = read_catalog_layer(folder, name="catalog", display="catalog")
    faults = [f for f in stack([layer]).findings if f.severity is Severity.ERROR]
    if faults:
        raise CatalogError(*faults)
    return Catalogue(folder, version, layer)


def _no_catalogue(given: Path) -> WorkspaceError:
    message = _("Here is no catalogue.")
    hint = _("Give a folder with roles, indicators and so on in it, or a wheel of cstemplates.")
    return WorkspaceError(finding("CST034", message, TextLocation(shown_path(given)), hint))
