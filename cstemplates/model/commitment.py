"""A commitment: a letter of targets, or a responsibility agreement."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from cstemplates.model.base import Entry, Id, Item, Text
from cstemplates.model.role import Target
from cstemplates.model.texts import ClauseItem, LegalReview, Section


class CommitmentGoal(Item):
    """One goal: what is promised, how it is measured, what is done for it."""

    title: Text = Field(title="目标")
    indicator: Id = Field(title="指标", description="indicators 的 id")
    target: Target | None = Field(default=None, title="目标值", description="省略时取指标的目标值")
    weight: Decimal | None = Field(default=None, title="权重", ge=0, le=100)
    deduction: Text | None = Field(default=None, title="扣分标准")
    measures: tuple[ClauseItem, ...] = Field(default=(), title="举措")


class Commitment(Entry):
    """A letter or an agreement in which somebody answers for targets."""

    kind: Literal["letter", "agreement"] = Field(title="种类")
    role: Id = Field(title="责任岗位", description="roles 的 id")
    counterpart: Text = Field(title="受文方／签订方")
    opening: Text = Field(title="引言")
    goals: tuple[CommitmentGoal, ...] = Field(title="目标", min_length=1)
    sections: tuple[Section, ...] = Field(default=(), title="章节")
    closing: Text | None = Field(default=None, title="结语")
    legal_review: tuple[LegalReview, ...] = Field(default=(), title="法务复核")
