"""Workspace: the catalogue, the company and its people, read together and ready to use."""

from cstemplates.workspace.company import COMPANY_FILES, ROSTERS
from cstemplates.workspace.explain import Explanation, explain_value
from cstemplates.workspace.opening import load_catalog, load_company, load_layer, load_shipped
from cstemplates.workspace.sources import catalog_folder, templates_folder
from cstemplates.workspace.workspace import Workspace

__all__ = [
    "COMPANY_FILES",
    "ROSTERS",
    "Explanation",
    "Workspace",
    "catalog_folder",
    "explain_value",
    "load_catalog",
    "load_company",
    "load_layer",
    "load_shipped",
    "templates_folder",
]
