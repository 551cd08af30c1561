"""A role: a position the company hires for, a department, or a body."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from cstemplates.model.base import Entry, Id, Item, Shape, Text
from cstemplates.model.timing import Every, Timing

Education = Literal["junior_high", "high_school", "college", "bachelor", "master", "doctor"]


class Category(Item):
    """A group of responsibilities, printed as [一] [二] …."""

    title: Text = Field(title="类别名称")


class Responsibility(Item):
    """One duty: verb, object, standard, result."""

    category: Id = Field(title="所属类别", description="本岗位 categories 中的 id")
    text: Text = Field(title="职责")
    points: tuple[TextItem, ...] = Field(
        default=(), title="分项", description="职责之下逐项列出的内容，如须上报的信息；印在冒号之后"
    )
    main: bool = Field(
        default=False,
        title="主要职责",
        description="综述版式中列为岗位职责，其余列在主要任务中；一条都不标时取每类的第一条",
    )
    outcomes: tuple[Text, ...] = Field(
        default=(), title="成果", description="留下的记录或交付物名称"
    )
    measured_by: tuple[Id, ...] = Field(
        default=(), title="衡量指标", description="indicators 的 id"
    )


class Target(Shape):
    """A target value in the unit of its indicator, or words where no figure fits."""

    value: Decimal | None = Field(default=None, title="目标值")
    strict: bool = Field(
        default=False, title="不含本数", description="true＝超过／不满，false＝以上／以下（含本数）"
    )
    text: Text | None = Field(default=None, title="文字目标", description="只用于没有数值的目标")


class Goal(Item):
    """One work goal."""

    category: Id | None = Field(default=None, title="所属类别")
    title: Text = Field(title="目标短词", description="如：知情度、处理及时")
    indicator: Id = Field(title="指标", description="indicators 的 id")
    target: Target | None = Field(default=None, title="目标值", description="省略时取指标的目标值")
    due: Text = Field(title="完成时限")
    evidence: Text = Field(title="衡量依据", description="哪张表、哪个系统")


class WorkDetail(Item):
    """One row of the work detail table."""

    area: Text = Field(title="工作大项")
    task: Text = Field(title="工作细项")
    output: Text = Field(title="输出/记录")
    time: Text = Field(title="时间要求")


class Routine(Item):
    """One routine task of the role's calendar."""

    every: Every = Field(title="周期")
    when: Timing = Field(default_factory=Timing, title="时点")
    task: Text = Field(title="工作内容")
    standard: Text = Field(title="工作要求", description="做到什么程度")
    record: Text = Field(title="输出/记录")
    forms: tuple[Id, ...] = Field(default=(), title="所用表单", description="documents 的 id")
    after: tuple[Text, ...] = Field(
        default=(),
        title="先后依赖",
        description="任务 id，别岗的写作 岗位id/任务id；本任务不得早于它们",
    )


class Qualifications(Shape):
    """What an applicant must prove."""

    education: Education | None = Field(default=None, title="最低学历")
    majors: Text | None = Field(default=None, title="专业")
    experience: tuple[TextItem, ...] = Field(default=(), title="工作经验")
    certificates: tuple[TextItem, ...] = Field(default=(), title="资格证书")
    skills: tuple[TextItem, ...] = Field(default=(), title="知识与技能")


class TextItem(Item):
    """A line of text with an id."""

    text: Text = Field(title="文字")


class RequiredCompetency(Item):
    """A competency of the shared dictionary and the level this role must reach."""

    competency: Id = Field(title="胜任力", description="competencies 的 id")
    level: Id = Field(title="达标等级", description="该胜任力所用刻度的等级 id")


class Contact(Item):
    """Whom the role talks to, and about what."""

    scope: Literal["external", "internal"] = Field(title="范围")
    who: Text = Field(title="接触对象")
    about: tuple[Text, ...] = Field(title="主要沟通内容", min_length=1)


class Role(Entry):
    """A role: a post, a department or a body."""

    aliases: tuple[Text, ...] = Field(default=(), title="别名")
    kind: Literal["post", "department", "body"] = Field(default="post", title="种类")
    family: Id = Field(title="岗位族")
    department: Text | None = Field(default=None, title="所在部门")
    reports_to: Id | None = Field(default=None, title="直接上级", description="roles 的 id")
    code: Text | None = Field(default=None, title="岗位编号")
    grade: Text | None = Field(default=None, title="职等")
    position_class: Literal["management", "professional", "operational"] | None = Field(
        default=None, title="职位分类", description="管理类／专业类／操作类"
    )
    authority: Text | None = Field(default=None, title="职权类型", description="如：中层-部门领导")
    post_type: Text | None = Field(default=None, title="岗位类别", description="如：正职")
    purpose: Text | None = Field(default=None, title="职位定位／设置目的")
    mission: tuple[TextItem, ...] = Field(default=(), title="职务使命")
    categories: tuple[Category, ...] = Field(default=(), title="职责类别")
    responsibilities: tuple[Responsibility, ...] = Field(default=(), title="岗位职责")
    goals: tuple[Goal, ...] = Field(default=(), title="工作目标")
    work_details: tuple[WorkDetail, ...] = Field(default=(), title="工作明细")
    routines: tuple[Routine, ...] = Field(default=(), title="例行工作")
    qualifications: Qualifications = Field(default_factory=Qualifications, title="任职资格")
    competencies: tuple[RequiredCompetency, ...] = Field(default=(), title="胜任力要求")
    contacts: tuple[Contact, ...] = Field(default=(), title="沟通要求")
    benefits: tuple[TextItem, ...] = Field(default=(), title="福利待遇")


Responsibility.model_rebuild()
Qualifications.model_rebuild()
