"""The typed catalogue: roles, indicators, scorecards, documents …, all frozen."""

from __future__ import annotations

from typing import NamedTuple

from cstemplates.model.base import Decision, Entry, Item, Shape
from cstemplates.model.commitment import Commitment
from cstemplates.model.company import SYSTEMS, Company, Project, Zone
from cstemplates.model.competency import Competency, Scale
from cstemplates.model.document import Document
from cstemplates.model.employee import COLUMNS, Column, Employee
from cstemplates.model.glossary import Term
from cstemplates.model.indicator import Indicator
from cstemplates.model.manual import Manual
from cstemplates.model.pack import Pack, PackItem
from cstemplates.model.parse import Fault, parse
from cstemplates.model.plan import Plan
from cstemplates.model.policy import Parameter, PayItem, Policy
from cstemplates.model.procedure import Procedure
from cstemplates.model.role import Goal, Responsibility, Role, Routine
from cstemplates.model.scorecard import Measure, Scorecard, best_score
from cstemplates.model.texts import Clause, Section, TextTable
from cstemplates.model.timing import Timing


class Kind(NamedTuple):
    """A kind of entry: its model, whether one file holds several entries keyed by id.

    Ids that people type, such as those of packs, may be ``hyphened``.
    """

    model: type[Entry]
    keyed: bool = False
    hyphened: bool = False


KINDS: dict[str, Kind] = {
    "roles": Kind(Role),
    "indicators": Kind(Indicator, keyed=True),
    "scorecards": Kind(Scorecard),
    "competencies": Kind(Competency),
    "scales": Kind(Scale),
    "policies": Kind(Policy),
    "procedures": Kind(Procedure),
    "plans": Kind(Plan),
    "commitments": Kind(Commitment),
    "manuals": Kind(Manual),
    "documents": Kind(Document),
    "packs": Kind(Pack, hyphened=True),
    "glossary": Kind(Term, keyed=True),
}

__all__ = [
    "COLUMNS",
    "KINDS",
    "SYSTEMS",
    "Clause",
    "Column",
    "Commitment",
    "Company",
    "Competency",
    "Decision",
    "Document",
    "Employee",
    "Entry",
    "Fault",
    "Goal",
    "Indicator",
    "Item",
    "Kind",
    "Manual",
    "Measure",
    "Pack",
    "PackItem",
    "Parameter",
    "PayItem",
    "Plan",
    "Policy",
    "Procedure",
    "Project",
    "Responsibility",
    "Role",
    "Routine",
    "Scale",
    "Scorecard",
    "Section",
    "Shape",
    "Term",
    "TextTable",
    "Timing",
    "Zone",
    "best_score",
    "parse",
]
