"""When a routine task is due, as data a machine can expand."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from cstemplates.model.base import Shape, Text

Every = Literal["day", "week", "month", "quarter", "half_year", "year"]
Third = Literal["early", "middle", "late"]


class Timing(Shape):
    """The point or the deadline inside the period; all keys may be left out.

    ``{week: 4}`` is the fourth week, ``{week: -1}`` the last one of the period;
    ``{month: 7, third: early}`` is 7月上旬; ``{day: 28, by: true}`` is 28日前.
    """

    weekday: int | None = Field(
        default=None, ge=1, le=7, title="星期", description="1＝周一 … 7＝周日"
    )
    week: int | None = Field(default=None, ge=-1, le=5, title="第几周", description="-1＝最后一周")
    day: int | None = Field(default=None, ge=-1, le=31, title="几日", description="-1＝月末")
    month: int | None = Field(
        default=None, ge=1, le=12, title="月份", description="仅用于年度与半年"
    )
    third: Third | None = Field(
        default=None, title="旬", description="early 上旬，middle 中旬，late 下旬"
    )
    by: bool = Field(default=False, title="截止", description="true＝在此之前完成")
    times: int | None = Field(default=None, ge=1, title="至少次数", description="周期内至少做几次")
    at: Text | None = Field(default=None, title="时刻", description="如：上班前、下班前、9:00")
    on: Text | None = Field(default=None, title="触发", description="如：内容有变时；计划所列日期")

    @model_validator(mode="after")
    def _zero_means_nothing(self) -> Timing:
        if self.week == 0 or self.day == 0:
            msg = "0 is no week and no day"
            raise ValueError(msg)
        return self
