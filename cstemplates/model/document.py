"""A document type: title, number, subject, template, texts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cstemplates.model.base import Entry, Id, Item, Text


class ClauseItem(Item):
    """A point under a clause, printed （1） （2） …."""

    text: Text = Field(title="文字")


class Clause(Item):
    """A clause, numbered by its style."""

    text: Text = Field(title="条款")
    items: tuple[ClauseItem, ...] = Field(default=(), title="分项")


class Section(Item):
    """A section with heading and clauses; ``block`` names what the template adds to it."""

    title: Text = Field(title="标题")
    clauses: tuple[Clause, ...] = Field(default=(), title="条款")
    block: Id | None = Field(
        default=None, title="版块", description="模板在本节附加的版块，如 pay 薪酬表"
    )


class Attachment(Item):
    """A document attached to this one."""

    document: Id = Field(title="附件文种", description="documents 的 id")


class Document(Entry):
    """A document type that can be produced."""

    number: Annotated[str, StringConstraints(pattern=r"^(DOC|FM)-[0-9]{2}$")] = Field(
        title="文种编号"
    )
    kind: Literal[
        "agreement", "scorecard", "job_description", "calendar", "policy", "manual", "plan", "form"
    ] = Field(title="种类")
    subject: Literal["company", "department", "role", "employee"] = Field(title="对象")
    template: Text = Field(title="模板文件", description="templates/docx 下的文件名，不含扩展名")
    roles: tuple[Id, ...] = Field(
        default=(), title="适用岗位", description="roles 的 id；空＝一切具备所需内容的岗位"
    )
    file_name: Text = Field(title="文件名样式", description="可含 ${employee.name} 等路径")
    heading: Text | None = Field(
        default=None, title="标题样式", description="页面标题，可含 ${…}；省略时用名称"
    )
    preamble: Text | None = Field(default=None, title="引言")
    sections: tuple[Section, ...] = Field(default=(), title="章节")
    attachments: tuple[Attachment, ...] = Field(default=(), title="附件")
    signatories: tuple[Text, ...] = Field(default=(), title="签署方")
    stability: Literal["experimental", "beta", "stable"] = Field(default="stable", title="成熟度")
    version: Text = Field(default="1.0.0", title="文本版本", description="按法律含义递增")
