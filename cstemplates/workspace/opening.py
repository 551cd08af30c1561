"""Opening a workspace: the catalogue alone, or with a company on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, Severity, TextLocation, WorkspaceError
from cstemplates.findings import finding as make_finding
from cstemplates.load import Table
from cstemplates.messages import _
from cstemplates.stack import stack
from cstemplates.workspace.company import CompanyFolder
from cstemplates.workspace.naming import shown_path
from cstemplates.workspace.passwords import PASSWORD
from cstemplates.workspace.passwords import password_column as column_of
from cstemplates.workspace.posts import Posts
from cstemplates.workspace.reading import read_catalog_layer, typed_catalog
from cstemplates.workspace.roster import MAX_FINDINGS, MAX_ROW_FAULTS, field_of, read_employees
from cstemplates.workspace.sources import catalog_folder, templates_folder
from cstemplates.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cstemplates.model.catalog import Catalog
    from cstemplates.stack import Layer

_SHIPPED = "catalog"


def load_catalog(folders: Sequence[Path] | None = None) -> Catalog:
    """Read the catalogue, typed and complete.

    Args:
        folders: Layers, the lowest first; the shipped catalogue when left out.

    Raises:
        CatalogError: Something is wrong with it; with all findings.
        WorkspaceError: A folder does not exist.
    """
    workspace = load_shipped() if folders is None else _open(list(map(_named, folders)))
    if workspace.report.fails_at(Severity.ERROR):
        raise CatalogError(*workspace.findings)
    return workspace.catalog


def load_shipped(folder: Path | None = None) -> Workspace:
    """Read the shipped catalogue without a company; whatever is wrong is in the findings.

    Args:
        folder: Another catalogue to read in its place.

    Raises:
        WorkspaceError: The folder does not exist.
    """
    return _open([_shipped(folder)])


def load_layer(folder: Path) -> Workspace:
    """Read a consultant's layer on top of the shipped catalogue, without a company.

    Raises:
        WorkspaceError: The folder does not exist.
    """
    return _open([_shipped(), _named(folder)])


def _open(layers: Sequence[Layer]) -> Workspace:
    stacked = stack(layers)
    catalog, faults = typed_catalog(stacked)
    return Workspace(
        catalog=catalog,
        stack=stacked,
        findings=(*stacked.findings, *faults),
        inputs=stacked.inputs,
        template_folders=(templates_folder(),),
    )


def load_company(
    folder: Path,
    *,
    catalog_folder: Path | None = None,
    password_column: str = "",
    roster: Path | None = None,
    with_people: bool = True,
    every_fault: bool = False,
) -> Workspace:
    """Read a company folder on top of the catalogue; whatever is wrong is in the findings.

    Args:
        folder: The company folder.
        catalog_folder: Another catalogue than the shipped one.
        password_column: The roster's column that holds the passwords of people's files;
            it goes before the company's own rule.
        roster: Another roster than the company folder's.
        with_people: Whether the roster is read at all.
        every_fault: Whether all rows are read, however many have faults, up to a limit.

    Raises:
        WorkspaceError: The folder does not exist.
    """
    _need_folder(folder)
    base = _shipped(catalog_folder)
    reading = CompanyFolder(folder, shown_path(folder))
    reading.read_company()
    stacked = stack([base, *reading.layers()])
    catalog, faults = typed_catalog(stacked)
    most = MAX_ROW_FAULTS if every_fault else MAX_FINDINGS
    table = reading.roster(roster, most=most) if with_people else Table("")
    secret = column_of(password_column, reading.company, reading.locate(("password", "column")))
    people = read_employees(table, Posts(stacked), secret, most=most)
    own = folder / "templates"
    house = folder / "house.docx"
    return Workspace(
        catalog=catalog,
        stack=stacked,
        findings=(*reading.findings, *stacked.findings, *faults, *people.findings),
        inputs=tuple(sorted((*reading.inputs, *base.inputs))),
        template_folders=(*([own] if own.is_dir() else ()), templates_folder()),
        folder=folder,
        shown=reading.shown,
        company_or_none=reading.company,
        employees=people.employees,
        passwords=people.passwords,
        roster_shown=table.path,
        roster_rows=len(table.rows),
        roster_lines=people.lines,
        roster_columns=tuple(
            (c.name, PASSWORD if secret and secret.is_called(c.name) else field_of(c.name))
            for c in table.header
        ),
        roster_header_line=table.header_line,
        house=house if house.is_file() else None,
        _company_source=reading.source,
    )


def _shipped(folder: Path | None = None) -> Layer:
    if folder is not None:
        _need_folder(folder)
    return read_catalog_layer(folder or catalog_folder(), name=_SHIPPED, display=_SHIPPED)


def _named(folder: Path) -> Layer:
    _need_folder(folder)
    return read_catalog_layer(folder, name=folder.name, display=shown_path(folder))


def _need_folder(folder: Path) -> None:
    if not folder.is_dir():
        message = _("There is no such folder.")
        raise WorkspaceError(make_finding("CST015", message, TextLocation(shown_path(folder))))
