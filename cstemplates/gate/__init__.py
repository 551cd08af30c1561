"""The gate: the one place that opens archives and parses XML, ours included."""

from cstemplates.gate.markup import check_well_formed, parse_xml
from cstemplates.gate.package import Package, Relationship, open_package
from cstemplates.gate.profile import OUTPUT, SPREADSHEET, TEMPLATE, Profile
from cstemplates.gate.refusals import refusals

__all__ = [
    "OUTPUT",
    "SPREADSHEET",
    "TEMPLATE",
    "Package",
    "Profile",
    "Relationship",
    "check_well_formed",
    "open_package",
    "parse_xml",
    "refusals",
]
