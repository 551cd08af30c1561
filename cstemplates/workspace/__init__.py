"""Workspace: the catalogue, the company and its people, read together and ready to use."""

from cstemplates.workspace.opening import load_catalog, load_company, load_shipped
from cstemplates.workspace.sources import catalog_folder, templates_folder
from cstemplates.workspace.workspace import Workspace

__all__ = [
    "Workspace",
    "catalog_folder",
    "load_catalog",
    "load_company",
    "load_shipped",
    "templates_folder",
]
