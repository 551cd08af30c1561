"""The whole catalogue as one value: every kind, every entry by its id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cstemplates.model.base import Entry
    from cstemplates.model.commitment import Commitment
    from cstemplates.model.competency import Competency, Scale
    from cstemplates.model.document import Document
    from cstemplates.model.glossary import Term
    from cstemplates.model.indicator import Indicator
    from cstemplates.model.manual import Manual
    from cstemplates.model.pack import Pack
    from cstemplates.model.plan import Plan
    from cstemplates.model.policy import Policy
    from cstemplates.model.procedure import Procedure
    from cstemplates.model.role import Role
    from cstemplates.model.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Catalog:
    """All entries after stacking; one field for each kind of :data:`~cstemplates.model.KINDS`."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    scorecards: Mapping[str, Scorecard] = field(default_factory=dict)
    competencies: Mapping[str, Competency] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    manuals: Mapping[str, Manual] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    packs: Mapping[str, Pack] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)

    def of(self, kind: str) -> Mapping[str, Entry]:
        """Return the entries of a kind by id.

        Raises:
            AttributeError: There is no such kind.
        """
        return cast("Mapping[str, Entry]", getattr(self, kind))
