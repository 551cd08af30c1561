"""A document type: title, number, subject, template, texts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cstemplates.model.base import Entry, Id, Item, Text
from cstemplates.model.form import Form
from cstemplates.model.texts import Section


class Attachment(Item):
    """A document attached to this one."""

    document: Id = Field(title="附件文种", description="documents 的 id")


Source = Annotated[
    str,
    StringConstraints(pattern=r"^(policies|procedures|plans|commitments|manuals)/[a-z][a-z0-9_]*$"),
]


class RoleGroup(Item):
    """Roles that a document shows together under one heading."""

    title: Text = Field(title="组名")
    roles: tuple[Id, ...] = Field(title="岗位", description="roles 的 id", min_length=1)


class Document(Entry):
    """A document type that can be produced."""

    number: Annotated[str, StringConstraints(pattern=r"^(DOC|FM)-[0-9]{2}$")] = Field(
        title="文种编号"
    )
    kind: Literal[
        "agreement", "scorecard", "job_description", "calendar", "policy", "manual", "plan", "form"
    ] = Field(title="种类")
    subject: Literal["company", "department", "role", "employee"] = Field(title="对象")
    template: Text | None = Field(
        default=None,
        title="模板文件",
        description="templates/docx 下的文件名，不含扩展名；仅登记、不制作的表单省略",
    )
    roles: tuple[Id, ...] = Field(
        default=(), title="适用岗位", description="roles 的 id；空＝一切具备所需内容的岗位"
    )
    periods: tuple[Literal["month", "quarter", "year"], ...] = Field(
        default=(), title="适用考核周期", description="只用于这些周期的评分表；空＝一切周期"
    )
    file_name: Text | None = Field(
        default=None, title="文件名样式", description="可含 ${employee.name} 等路径；不制作的省略"
    )
    made_by: Text | None = Field(default=None, title="填制人", description="表单由谁填写")
    kept_by: Text | None = Field(default=None, title="保管与去向", description="交给谁、保存多久")
    columns: tuple[Text, ...] = Field(default=(), title="栏目", description="表单的栏目，按顺序")
    form: Form | None = Field(default=None, title="表样", description="表单的版面，自上而下的块")
    heading: Text | None = Field(
        default=None, title="标题样式", description="页面标题，可含 ${…}；省略时用名称"
    )
    preamble: Text | None = Field(default=None, title="引言")
    sections: tuple[Section, ...] = Field(default=(), title="章节")
    content: tuple[Source, ...] = Field(
        default=(),
        title="正文来源",
        description="所印条目，如 policies/attendance_policy；正文只在条目里写一次",
    )
    chart: tuple[Id, ...] = Field(
        default=(),
        title="架构图岗位",
        description="roles 的 id；图中为这些岗位、其全部下级和直接上级，省略时为本岗位",
    )
    groups: tuple[RoleGroup, ...] = Field(
        default=(), title="岗位分组", description="按组列表的文件，如岗位工作目标表"
    )
    attachments: tuple[Attachment, ...] = Field(default=(), title="附件")
    signatories: tuple[Text, ...] = Field(default=(), title="签署方")
    stability: Literal["experimental", "beta", "stable"] = Field(default="stable", title="成熟度")
    version: Text = Field(default="1.0.0", title="文本版本", description="按法律含义递增")
