"""A procedure: work instruction, requirement section, standard, process table or guide."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cstemplates.model.base import Entry, Id, Item, Shape, Text
from cstemplates.model.texts import Section


class Owner(Item):
    """Who answers for what in this procedure."""

    who: Text = Field(title="责任人", description="岗位或部门名称，可含 ${roles.ID.title}")
    text: Text = Field(title="职责")


class Branch(Shape):
    """Where the flow goes under a condition."""

    when: Text = Field(title="条件", description="如：通过、未通过")
    to: Id = Field(title="去向", description="本流程步骤的 id；end 表示结束")


class Step(Item):
    """One step: who does what by when, and what it leaves behind."""

    title: Text = Field(title="步骤名称")
    owner: Text = Field(title="责任人")
    action: Text = Field(title="工作内容")
    limit: Text = Field(title="时限")
    record: Text = Field(title="输出记录")
    forms: tuple[Id, ...] = Field(default=(), title="所用表单", description="documents 的 id")
    branches: tuple[Branch, ...] = Field(default=(), title="分支", description="省略时接下一步")


class Exceptional(Item):
    """What to do when the normal way does not fit."""

    case: Text = Field(title="例外情形")
    text: Text = Field(title="处理")


class Procedure(Entry):
    """A procedure with steps, owners, limits, records and exceptions."""

    kind: Literal["work_instruction", "requirement", "standard", "process", "guide"] = Field(
        title="种类", description="作业指导书／管理要求／服务规范／流程／管理指引"
    )
    number: Text | None = Field(default=None, title="编号")
    purpose: Text = Field(title="目的")
    scope: Text = Field(title="适用范围")
    owners: tuple[Owner, ...] = Field(default=(), title="职责")
    sections: tuple[Section, ...] = Field(default=(), title="要求")
    steps: tuple[Step, ...] = Field(default=(), title="步骤")
    exceptions: tuple[Exceptional, ...] = Field(default=(), title="例外")
    forms: tuple[Id, ...] = Field(default=(), title="所用表单", description="documents 的 id")
