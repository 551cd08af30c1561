"""The workbooks of a company folder: every cell a text, equal bytes every time."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the writer wants a date without a zone
_EXAMPLE = "示例，请改写"
_FACTS = (
    ("公司全称", "§name", "必填。印在封面、页眉和落款"),
    ("公司简称", "§name", f"必填。{_EXAMPLE}"),
    ("品牌名", "§name", f"必填。{_EXAMPLE}"),
    ("法定代表人", "林见山", f"必填。{_EXAMPLE}"),
    ("目录版本", "§version", "必填，照抄"),
    ("文件编号前缀", "QC", f"如 QC 得到 QC-DOC-10。{_EXAMPLE}"),
    ("住所", "", "可空"),
    ("联系电话", "", "可空"),
    ("招聘邮箱", "", "可空"),
    ("人力资源部门名称", "", "可空，不填为人力资源部"),
    ("最高负责人", "", "可空，不填为总经理"),
    ("考勤留底部门", "", "可空，不填为管理部"),
    ("利润口径", "企业核算账（经年度审计）", f"利润分红按哪本账计算。{_EXAMPLE}"),
    ("安全方针", "", "可空"),
    ("信息系统名称.crm", "客户关系管理系统", f"客户系统在贵公司的名称。{_EXAMPLE}"),
    ("信息系统名称.erp", "业务管理系统", f"业务系统在贵公司的名称。{_EXAMPLE}"),
    ("信息系统名称.pm", "物业信息管理系统", f"物业系统在贵公司的名称；没有物业业务也照留。{_EXAMPLE}"),
    ("部门名称.customer_service", "", "可空。再加部门就加行，点号后写部门的标识"),
    ("服务渠道", "", "可空。几个渠道用顿号隔开，如：服务热线、微信公众号"),
    ("物业项目.项目名称", "", "没有物业业务的，物业项目各行都空着"),
    ("物业项目.管理处名称", "", ""),
    ("物业项目.区域.lobby.区域", "", "再加区域就加三行，把 lobby 换成别的标识"),
    ("物业项目.区域.lobby.功能", "", ""),
    ("物业项目.区域.lobby.客户服务需求", "", "几项需求用顿号隔开"),
    ("制度参数.pay.profit_share_rate", "", "可空，不填用目录里的默认值。再改参数就加行，点号后写参数的键"),
    ("花名册以外的人员.appraisal_group", "", "可空。考核小组成员，用顿号隔开"),
    ("要制作的文件包", "director、department", "用顿号隔开；全空着就制作所有文件包"),
    ("顾问层", "", "可空。顾问给的文件夹，由下到上，用顿号隔开"),
    ("花名册文件", "", "可空。同时有两份花名册时写用哪一份"),
    ("文件名样式.个人文件", "", "可空，如 ${employee.id}-${employee.name}-${document.title}"),
    ("个人文件密码.列", "", "可空。个人文件用花名册这一列的文字作密码"),
)  # fmt: skip


def company_workbook(name: str, version: str) -> bytes:
    """Return 公司资料.xlsx with every fact that a company can state."""
    gaps = {"§name": name, "§version": version}
    rows = [(item, gaps.get(content, content), note) for item, content, note in _FACTS]
    return _workbook("公司资料", [("项目", "内容", "说明"), *rows], (32, 36, 60))


def roster_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a roster whose columns are text, so that 001 stays 001 when typed."""
    return _workbook("花名册", rows, [14] * len(rows[0]))


def _workbook(title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": title, "created": _CREATED})
    text: Any = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    bold: Any = book.add_format({"num_format": "@", "bold": True, "bottom": 1})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, text)
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            # A name that begins with “=” must never become a formula.
            sheet.write_string(line, column, cell, text if line else bold)
    book.close()
    return data.getvalue()
