"""A plan as its document prints it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from cstemplates.bind.figures import percent
from cstemplates.bind.ranges import target_text
from cstemplates.bind.sections import ended, sections_context
from cstemplates.bind.worded import worded

if TYPE_CHECKING:
    from cstemplates.bind.role import Say
    from cstemplates.model import Indicator, Plan
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.plan import PlanTarget

PERIODS = {
    "day": "每日",
    "week": "每周",
    "month": "每月",
    "quarter": "每季",
    "half_year": "每半年",
    "year": "每年",
}


def plan_context(plan: Plan, catalog: Catalog, say: Say) -> dict[str, Any]:
    """Bind a plan; ``groups`` are its targets by who answers for them, in the plan's order."""
    targets = [_target(t, n, catalog, say) for n, t in enumerate(plan.targets, 1)]
    return {
        "title": plan.title,
        "subject": say(plan.subject),
        "purpose": ended(say(plan.purpose)) if plan.purpose else None,
        "sections": sections_context(plan.sections, say),
        "targets": targets,
        "groups": [
            {"no": n, "title": owner, "targets": list(group)}
            for n, (owner, group) in enumerate(groupby(targets, lambda t: t["owner"]), 1)
        ],
        "closing": ended(say(plan.closing)) if plan.closing else None,
    }


def _target(target: PlanTarget, number: int, catalog: Catalog, say: Say) -> dict[str, Any]:
    indicator = catalog.indicators.get(target.indicator or "")
    return {
        "no": number,
        "id": target.id,
        "title": say(target.title),
        "value": _value(target, indicator, say),
        "owner": say(target.owner),
        "basis": say(target.basis_text) if target.basis_text else None,
        "quarters": [percent(share) for share in target.quarters],
        "quarter_text": say(target.quarter_text) if target.quarter_text else None,
        "indicator": indicator_context(indicator, say) if indicator else None,
    }


def _value(target: PlanTarget, indicator: Indicator | None, say: Say) -> str | None:
    if indicator is not None:
        return say(target_text(indicator, target.target)) or None
    return say(target.target.text) if target.target and target.target.text else None


def indicator_context(indicator: Indicator, say: Say) -> dict[str, Any]:
    """Bind an indicator: how it is measured, how often, from which data."""
    return {
        "title": indicator.title,
        "unit": indicator.unit,
        "formula": say(indicator.formula),
        "source": say(indicator.source),
        "period": worded(PERIODS[indicator.period], indicator.period),
        "target": say(target_text(indicator)) or None,
    }
