"""A policy: its parameters as data, its pay structure, its text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from cstemplates.model.base import Entry, Id, Item, Origin, Shape, SpecId, Text
from cstemplates.model.texts import LegalReview, Revision, Section

ParameterKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]


class Parameter(Shape):
    """A figure of a policy that a company may override under the same key."""

    id: ParameterKey = Field(title="参数键", description="如 pay.orphan_commission_rate")
    title: Text = Field(title="名称")
    value: Decimal | Text | None = Field(title="默认值", description="留空表示必须由企业填写")
    unit: Text | None = Field(default=None, title="单位")
    spec: tuple[SpecId, ...] = Field(default=(), title="材料编号")
    origin: Origin | None = Field(default=None, title="来源")
    basis: Text | None = Field(default=None, title="编写依据")


class PayItem(Item):
    """One component of pay; ``id`` is the roster column after ``pay.``."""

    title: Text = Field(title="项目")
    basis_text: Text = Field(title="计发依据")
    rule: Text = Field(title="计算办法")
    amount: bool = Field(default=False, title="约定金额", description="true＝协议写明金额与大写")


class Policy(Entry):
    """A policy: head, parameters, sections, revision table."""

    number: Text | None = Field(default=None, title="制度编号")
    version: Text = Field(default="1.0.0", title="版本", description="按法律含义递增")
    effective_date: date | None = Field(
        default=None, title="生效日期", description="留空由企业发布时填写"
    )
    prepared_by: Text | None = Field(default=None, title="编制")
    reviewed_by: Text | None = Field(default=None, title="审核")
    approved_by: Text | None = Field(default=None, title="批准")
    sections: tuple[Section, ...] = Field(default=(), title="章节")
    forms: tuple[Id, ...] = Field(default=(), title="所用表单", description="documents 的 id")
    revisions: tuple[Revision, ...] = Field(default=(), title="修订记录")
    legal_review: tuple[LegalReview, ...] = Field(default=(), title="法务复核")
    parameters: tuple[Parameter, ...] = Field(default=(), title="参数")
    pay_items: tuple[PayItem, ...] = Field(default=(), title="薪酬构成")
