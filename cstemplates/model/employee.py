"""An employee, and the roster columns that describe one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from pydantic import Field

from cstemplates.model.base import Id, Line, Shape, Text


class Column(NamedTuple):
    """A roster column: field path, Chinese header, kind of value, whether it must be filled."""

    field: str
    header: str
    kind: Literal["text", "date", "money", "percent"]
    required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("employee_id", "工号", "text", required=True),
    Column("name", "姓名", "text", required=True),
    Column("role", "岗位", "text", required=True),
    Column("department", "部门", "text"),
    Column("manager_id", "直接上级", "text"),
    Column("hired_on", "入职日期", "date"),
    Column("term_start", "任期起", "date"),
    Column("term_end", "任期止", "date"),
    Column("pay.fixed", "固定工资", "money"),
    Column("pay.performance", "绩效工资", "money"),
    Column("pay.orphan_commission", "孤儿客户提成", "money"),
    Column("pay.profit_share", "利润分红", "money"),
    Column("pay.year_end_bonus", "年终奖金", "money"),
    Column("pay.profit_share_rate", "利润分红比例", "percent"),
)


class Employee(Shape):
    """One person of the roster. ``role`` is the id of a role of the catalogue.

    ``pay`` maps pay items to yuan; ``profit_share_rate`` is in percent.
    """

    employee_id: Line = Field(title="工号")
    name: Line = Field(title="姓名")
    role: Id = Field(title="岗位")
    department: Text | None = Field(default=None, title="部门")
    manager_id: Text | None = Field(default=None, title="直接上级", description="上级的工号")
    hired_on: date | None = Field(default=None, title="入职日期")
    term_start: date | None = Field(default=None, title="任期起")
    term_end: date | None = Field(default=None, title="任期止")
    pay: dict[str, Decimal] = Field(default_factory=dict, title="薪酬")
    extra: dict[str, Text] = Field(default_factory=dict, title="其他列")
    line: int = Field(default=0, title="花名册行号")
