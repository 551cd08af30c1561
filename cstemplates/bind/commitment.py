"""A letter of targets or a responsibility agreement as its document prints it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from cstemplates.bind.figures import percent
from cstemplates.bind.numbered import numbered
from cstemplates.bind.ranges import target_text
from cstemplates.bind.sections import Keep, ended, sections_context

if TYPE_CHECKING:
    from cstemplates.bind.role import Say
    from cstemplates.model import Commitment
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.commitment import CommitmentGoal


def commitment_context(
    commitment: Commitment, catalog: Catalog, say: Say, keep: Keep
) -> dict[str, Any]:
    """Bind a commitment; the total of the weights is computed."""
    weights = [goal.weight for goal in commitment.goals if goal.weight is not None]
    return {
        "title": commitment.title,
        "role_title": catalog.roles[commitment.role].title,
        "counterpart": say(commitment.counterpart),
        "opening": ended(say(commitment.opening)),
        "goals": [
            keep(f"goal {goal.id}", partial(_goal, goal, number, catalog, say))
            for number, goal in enumerate(commitment.goals, 1)
        ],
        "weight_total": percent(sum(weights)) if weights else None,
        "sections": sections_context(commitment.sections, say, keep),
        "closing": ended(say(commitment.closing)) if commitment.closing else None,
    }


def _goal(goal: CommitmentGoal, number: int, catalog: Catalog, say: Say) -> dict[str, Any]:
    indicator = catalog.indicators[goal.indicator]
    return {
        "no": number,
        "id": goal.id,
        "title": say(goal.title),
        "indicator": indicator.title,
        "formula": say(indicator.formula),
        "source": say(indicator.source),
        "target": say(target_text(indicator, goal.target)) or None,
        "weight": percent(goal.weight) if goal.weight is not None else None,
        "deduction": say(goal.deduction) if goal.deduction else None,
        "measures": [
            measure | {"text": ended(measure["text"])} for measure in numbered(goal.measures, say)
        ],
    }
