"""A scorecard: parts with shares, measures with weights, scoring, ratings."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from cstemplates.model.base import Entry, Id, Item, Shape, Text


class Band(Shape):
    """A half-open range ``[from, to)`` of the achieved value; an open end is left out."""

    start: Decimal | None = Field(default=None, alias="from", title="起（含）")
    end: Decimal | None = Field(default=None, alias="to", title="止（不含）")
    score: Decimal = Field(title="得分")
    text: Text | None = Field(default=None, title="文字说明", description="省略时由区间生成")


class Bands(Shape):
    """Score by the band the value falls into."""

    kind: Literal["bands"]
    bands: tuple[Band, ...] = Field(title="评分档", min_length=1)


class Linear(Shape):
    """Score in proportion between two values."""

    kind: Literal["linear"]
    zero_at: Decimal = Field(title="零分值")
    full_at: Decimal = Field(title="满分值")
    best: Decimal = Field(title="满分")


class AllOrNothing(Shape):
    """Full score when met, none otherwise."""

    kind: Literal["all_or_nothing"]
    met: Text = Field(title="达成的条件")
    best: Decimal = Field(title="满分")


class Deduction(Item):
    """One condition whose failure costs points."""

    text: Text = Field(title="条件", description="不满足时扣分")
    points: Decimal = Field(title="扣分", gt=0)


class Deduct(Shape):
    """Start from the best score, subtract for each failed condition, never below 0."""

    kind: Literal["deduct"]
    best: Decimal = Field(title="满分")
    deductions: tuple[Deduction, ...] = Field(title="扣分项", min_length=1)


class Level(Item):
    """One described level and its score."""

    score: Decimal = Field(title="得分")
    text: Text = Field(title="行为描述")


class Levels(Shape):
    """Score by described level, the lowest first."""

    kind: Literal["levels"]
    levels: tuple[Level, ...] = Field(title="等级", min_length=2)


class Veto(Shape):
    """A condition that spoils the whole result."""

    kind: Literal["veto"]
    text: Text = Field(title="否决条件")


Scoring = Annotated[
    Bands | Linear | AllOrNothing | Deduct | Levels | Veto, Field(discriminator="kind")
]


class Measure(Item):
    """One row: an indicator with weight, requirement and scoring.

    Points model: within a part weights total 100 and the best score equals the
    weight, so points already carry the weight (spec DF-005).
    """

    title: Text = Field(title="考核项目")
    indicator: Id | None = Field(
        default=None, title="指标", description="indicators 的 id；行为项可省略"
    )
    weight: Decimal = Field(title="权重", ge=0, le=100)
    requirement: Text | None = Field(default=None, title="指标要求")
    scoring: Scoring = Field(title="评分方法")


class Part(Item):
    """A part of the result, such as 业绩考核 and 行为考核."""

    title: Text = Field(title="名称")
    share: Decimal = Field(title="占总成绩", description="%，各部分合计 100", ge=0, le=100)
    measures: tuple[Measure, ...] = Field(title="考核项目", min_length=1)


class Rating(Item):
    """A grade of the total, half-open ``[from, to)``."""

    title: Text = Field(title="等级")
    start: Decimal | None = Field(default=None, alias="from", title="起（含）")
    end: Decimal | None = Field(default=None, alias="to", title="止（不含）")
    use: Text = Field(title="结果应用")


class Rater(Item):
    """Who scores, and with which share."""

    title: Text = Field(title="考核人")
    share: Decimal = Field(title="占比", description="%，合计 100", ge=0, le=100)


class Scorecard(Entry):
    """A scorecard of one role for one period."""

    role: Id = Field(title="岗位", description="roles 的 id")
    period: Literal["month", "quarter", "year"] = Field(title="考核周期")
    parts: tuple[Part, ...] = Field(title="组成部分", min_length=1)
    raters: tuple[Rater, ...] = Field(default=(), title="考核人")
    ratings: tuple[Rating, ...] = Field(default=(), title="等级")
    notes: tuple[TextNote, ...] = Field(default=(), title="说明")


class TextNote(Item):
    """A numbered note under the form."""

    text: Text = Field(title="文字")


Scorecard.model_rebuild()


def best_score(scoring: Scoring) -> Decimal:
    """Return the highest score a measure can earn; a veto earns none."""
    match scoring:
        case Bands(bands=bands):
            return max(band.score for band in bands)
        case Levels(levels=levels):
            return max(level.score for level in levels)
        case Veto():
            return Decimal(0)
        case _:
            return scoring.best
