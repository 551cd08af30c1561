"""Upgrade: what a new catalogue does to the overlay of a customer, and mending it."""

from cstemplates.upgrade.catalogues import Catalogue, find_version, open_catalogue
from cstemplates.upgrade.override import ABSENT, Override, Verdict
from cstemplates.upgrade.report import as_json, as_text
from cstemplates.upgrade.view import Upgrade, judge, read_company
from cstemplates.upgrade.writing import Written, write_upgrade

__all__ = [
    "ABSENT",
    "Catalogue",
    "Override",
    "Upgrade",
    "Verdict",
    "Written",
    "as_json",
    "as_text",
    "find_version",
    "judge",
    "open_catalogue",
    "read_company",
    "write_upgrade",
]
