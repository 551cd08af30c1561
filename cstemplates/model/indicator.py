"""An indicator: what is measured, how, from which data, by whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from cstemplates.model.base import Entry, Id, Text


class Indicator(Entry):
    """An indicator; ``title`` is its name, written in the direction it counts."""

    perspective: Text | None = Field(default=None, title="维度")
    kind: Literal["quantitative", "qualitative", "veto", "bonus"] = Field(
        default="quantitative", title="类型"
    )
    unit: Text | None = Field(default=None, title="单位", description="%、分、小时、个工作日、元 …")
    direction: Literal["higher", "lower", "range"] = Field(default="higher", title="方向")
    formula: Text = Field(title="计算公式或判定方法", description="分子、分母、剔除项")
    source: Text = Field(title="数据来源")
    period: Literal["day", "week", "month", "quarter", "half_year", "year"] = Field(
        title="统计周期"
    )
    owner: Id = Field(title="归口岗位", description="roles 的 id")
    floor: Decimal | None = Field(default=None, title="门槛值")
    target: Decimal | None = Field(default=None, title="目标值")
    stretch: Decimal | None = Field(default=None, title="挑战值")
    strict: bool = Field(default=False, title="目标不含本数")
    target_text: Text | None = Field(default=None, title="文字目标", description="定性指标的目标")
    additive: bool = Field(default=False, title="可按期相加")
