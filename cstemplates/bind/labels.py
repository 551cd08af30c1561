"""The Chinese words for the paths of a context, from the titles of the models."""

from __future__ import annotations

from cstemplates.model import COLUMNS, Company
from cstemplates.model.company import Project

_OTHERS = {
    "employee.id": "工号",
    "employee.name": "姓名",
    "employee.role_title": "岗位",
    "manager.name": "直接上级",
    "agreement.year": "年度",
    "company.systems.crm": "客户关系管理系统名称",
    "company.systems.erp": "销售ERP系统名称",
    "company.systems.pm": "公司信息管理系统名称",
    "term.start": "任期起",
    "term.end": "任期止",
    "calendar.groups": "例行工作",
    "role.categories": "职责类别",
    "role.responsibilities": "岗位职责",
    "role.competency_groups": "胜任力要求",
    "scorecard": "评分表",
}


def label_of(path: str) -> str:
    """Name a context path as the person who must fill it knows it; else the path itself."""
    return _LABELS.get(path) or _LABELS.get(path.rpartition(".")[2]) or path


def _labels() -> dict[str, str]:
    company = {f"company.{key}": f.title or key for key, f in Company.model_fields.items()}
    project = {f"company.project.{key}": f.title or key for key, f in Project.model_fields.items()}
    roster = {c.field if "." in c.field else f"employee.{c.field}": c.header for c in COLUMNS}
    return company | project | roster | _OTHERS


_LABELS = _labels()
