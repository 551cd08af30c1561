"""A plan: a work plan, or a breakdown of targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from cstemplates.model.base import Entry, Id, Item, Text
from cstemplates.model.role import Target
from cstemplates.model.texts import Section


class PlanTarget(Item):
    """One target of a plan: an indicator, its value, who answers for it.

    Shares of the quarters are given only for indicators that may be added up.
    """

    title: Text = Field(title="目标")
    indicator: Id | None = Field(default=None, title="指标", description="indicators 的 id")
    target: Target | None = Field(default=None, title="目标值", description="省略时取指标的目标值")
    owner: Text = Field(title="责任人", description="岗位或部门")
    basis_text: Text | None = Field(default=None, title="制定依据")
    quarters: tuple[Decimal, ...] = Field(
        default=(), title="季度分解", description="四季占全年的百分比，合计 100；仅用于可相加的指标",
        max_length=4,
    )  # fmt: skip
    quarter_text: Text | None = Field(
        default=None, title="季度口径", description="不可相加的指标写明各季如何考核"
    )


class Plan(Entry):
    """A work plan or a breakdown of targets."""

    kind: Literal["work_plan", "personal_plan", "target_breakdown", "indicator_breakdown"] = Field(
        title="种类"
    )
    subject: Text = Field(title="对象", description="部门或岗位")
    roles: tuple[Id, ...] = Field(default=(), title="适用岗位", description="roles 的 id")
    purpose: Text | None = Field(default=None, title="引言")
    sections: tuple[Section, ...] = Field(default=(), title="章节")
    targets: tuple[PlanTarget, ...] = Field(default=(), title="目标")
    closing: Text | None = Field(default=None, title="结语")
