"""A company: the facts of its own that documents print."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from cstemplates.model.base import Id, Line, Shape, Text
from cstemplates.model.pack import PackId

SYSTEMS = ("crm", "erp", "pm")
"""The systems that catalogue texts may name: customers, sales orders, property management."""


class Zone(Shape):
    """An area of a managed property and what customers need there."""

    id: Id = Field(title="标识")
    area: Text = Field(title="区域")
    function: Text = Field(title="功能")
    demands: tuple[Text, ...] = Field(default=(), title="客户服务需求")


class Project(Shape):
    """A managed property."""

    name: Line = Field(title="项目名称")
    office: Text = Field(title="管理处名称")
    zones: tuple[Zone, ...] = Field(default=(), title="区域")


class FileNames(Shape):
    """Patterns of file names, one for each kind of subject; they go before a document's own."""

    company: Line | None = Field(
        default=None, title="公司文件", description="如 ${document.code}-${document.title}"
    )
    department: Line | None = Field(
        default=None, title="部门文件", description="如 ${role.title}-${document.title}"
    )
    role: Line | None = Field(
        default=None, title="岗位文件", description="如 ${role.title}-${document.title}"
    )
    employee: Line | None = Field(
        default=None,
        title="个人文件",
        description="如 ${employee.id}-${employee.name}-${document.title}",
    )


class PasswordRule(Shape):
    """Where the password of each person's files stands: in a column of the roster."""

    column: Line = Field(title="列", description="花名册中作密码的一列，如 身份证号")
    last: int | None = Field(
        default=None, ge=6, le=40, title="末几位", description="只取末几位，如 6；不写取整格"
    )


class Company(Shape):
    """company.yaml."""

    name: Line = Field(title="公司全称")
    short_name: Line = Field(title="公司简称")
    brand: Line = Field(title="品牌名")
    legal_representative: Line = Field(title="法定代表人")
    address: Line | None = Field(default=None, title="住所")
    phone: Line | None = Field(default=None, title="联系电话")
    code: Line | None = Field(
        default=None, title="文件编号前缀", description="如 XH；文件编号＝前缀-文种编号"
    )
    catalog: Text = Field(title="目录版本", description="本资料编写时所用的目录版本")
    hr_dept: Line = Field(default="人力资源部", title="人力资源部门名称")
    top_executive: Line = Field(default="总经理", title="最高负责人")
    admin_dept: Line = Field(default="管理部", title="考勤留底部门")
    profit_basis: Text | None = Field(default=None, title="利润口径")
    safety_policy: Text | None = Field(default=None, title="安全方针")
    recruit_email: Text | None = Field(default=None, title="招聘邮箱")
    departments: dict[Id, Line] = Field(default_factory=dict, title="部门名称")
    systems: dict[Id, Line] = Field(
        default_factory=dict, title="信息系统名称", description="crm、erp、pm …"
    )
    channels: tuple[Text, ...] = Field(default=(), title="服务渠道")
    project: Project | None = Field(default=None, title="物业项目")
    parameters: dict[str, Decimal | Text] = Field(
        default_factory=dict, title="制度参数", description="参数键 → 本公司的值"
    )
    people: dict[Id, tuple[Text, ...]] = Field(
        default_factory=dict, title="花名册以外的人员", description="如 appraisal_group 考核小组"
    )
    packs: tuple[PackId, ...] = Field(default=(), title="要制作的文件包")
    file_names: FileNames = Field(
        default_factory=FileNames,
        title="文件名样式",
        description="按对象写样式，先于文种自己的样式；可含 ${document.title} 等路径",
    )
    password: PasswordRule | None = Field(
        default=None, title="个人文件密码", description="每人的 Word 和 PDF 用各自的密码打开"
    )
    layers: tuple[Text, ...] = Field(
        default=(), title="顾问层", description="相对本文件夹的路径，由下到上"
    )
    roster: Text | None = Field(
        default=None, title="花名册文件", description="两份并存时指明用哪一份"
    )
