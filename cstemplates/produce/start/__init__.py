"""Starts: a folder, an entry or a rule that works at once and says what to do next."""

from cstemplates.produce.start.company import start_company
from cstemplates.produce.start.document import LIKE, start_document
from cstemplates.produce.start.layer import start_layer
from cstemplates.produce.start.naming import named_folder
from cstemplates.produce.start.role import start_role
from cstemplates.produce.start.rule import start_rule
from cstemplates.produce.start.writing import Started

__all__ = [
    "LIKE",
    "Started",
    "named_folder",
    "start_company",
    "start_document",
    "start_layer",
    "start_role",
    "start_rule",
]
