"""The gate: the one place that opens archives and parses XML, ours included."""

from cstemplates.gate.kind import not_word
from cstemplates.gate.markup import Visitor, check_well_formed, parse_xml, walk_xml
from cstemplates.gate.package import Package, Relationship, open_package
from cstemplates.gate.profile import MIB, OUTPUT, SPREADSHEET, TEMPLATE, Profile
from cstemplates.gate.refusals import refusals

__all__ = [
    "MIB",
    "OUTPUT",
    "SPREADSHEET",
    "TEMPLATE",
    "Package",
    "Profile",
    "Relationship",
    "Visitor",
    "check_well_formed",
    "not_word",
    "open_package",
    "parse_xml",
    "refusals",
    "walk_xml",
]
