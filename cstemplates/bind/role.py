"""A role as its documents print it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cstemplates.bind.charts import subordinates
from cstemplates.bind.duties import (
    duties_context,
    main_duties_context,
    other_duties_context,
    running_text,
    work_areas_context,
    work_details_context,
)
from cstemplates.bind.figures import numeral
from cstemplates.bind.numbered import numbered
from cstemplates.bind.people import goal_context
from cstemplates.bind.sections import ended
from cstemplates.bind.worded import worded

if TYPE_CHECKING:
    from cstemplates.model import Role
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.competency import Competency
    from cstemplates.model.role import Category, Qualifications, RequiredCompetency

Say = Callable[[str], str]
"""Resolves the ``${…}`` references of a text."""

EDUCATION = {
    "junior_high": "初中及以下",
    "high_school": "高中/中专/技校",
    "college": "大专",
    "bachelor": "本科",
    "master": "硕士",
    "doctor": "博士",
}
_CLASSES = {"management": "管理类", "professional": "专业类", "operational": "操作类"}
_SCOPES = {"external": "外部", "internal": "内部"}
_GROUPS = {"core": ("A", "核心能力"), "professional": ("B", "专业能力")}


def role_context(role: Role, role_id: str, catalog: Catalog, say: Say) -> dict[str, Any]:
    """Bind one role; lists that the role does not have are empty."""
    details = work_details_context(role.work_details, say)
    return {
        "title": role.title,
        "department": role.department,
        "code": role.code,
        "grade": role.grade,
        "authority": role.authority,
        "post_type": role.post_type,
        "position_class": _class_title(role),
        "position_classes": _choices(_CLASSES, role.position_class),
        "purpose": ended(say(role.purpose)) if role.purpose else None,
        "aliases": "、".join(role.aliases) or "无",
        "reports_to": _superior(role, catalog),
        "direct_reports": "、".join(_titles(subordinates(role_id, catalog), catalog)) or "无",
        "mission": numbered(role.mission, say),
        "categories": [_category(c, n, role, catalog, say) for n, c in enumerate(role.categories)],
        "responsibilities": duties_context(role, None, say),
        "main_duties": main_duties_context(role, say),
        "goals": [{"no": n} | goal_context(g, catalog, say) for n, g in enumerate(role.goals, 1)],
        "work_details": details,
        "work_areas": work_areas_context(details),
        "benefits": numbered(role.benefits, say),
        "contacts": _contacts(role, say),
        "competency_groups": _competency_groups(role, catalog),
    } | _qualifications(role, say)


def _choices(labels: dict[str, str], chosen: str | None) -> list[dict[str, str]]:
    return [
        {"label": label, "mark": worded("☑" if key == chosen else "☐", chosen)}
        for key, label in labels.items()
    ]


def _class_title(role: Role) -> str | None:
    title = _CLASSES.get(role.position_class or "")
    return worded(title, role.position_class) if title else None


def _superior(role: Role, catalog: Catalog) -> str:
    superior = catalog.roles.get(role.reports_to or "")
    return superior.title if superior else "无"


def _titles(role_ids: list[str], catalog: Catalog) -> list[str]:
    return [catalog.roles[role_id].title for role_id in role_ids]


def _category(
    category: Category, index: int, role: Role, catalog: Catalog, say: Say
) -> dict[str, Any]:
    goals = [g for g in role.goals if g.category == category.id]
    return {
        "id": category.id,
        "no": index + 1,
        "label": f"[{numeral(index + 1)}]",
        "title": category.title,
        "duties": duties_context(role, category.id, say),
        "others": other_duties_context(role, category.id, say),
        "goals": [{"no": n} | goal_context(g, catalog, say) for n, g in enumerate(goals, 1)],
        "text": running_text(role, category.id, say),
    }


def _qualifications(role: Role, say: Say) -> dict[str, Any]:
    wanted = role.qualifications
    return {
        "education": _choices(EDUCATION, wanted.education),
        "education_text": _education_text(wanted),
        "qualification_lines": _qualification_lines(wanted, say),
        "majors": say(wanted.majors) if wanted.majors else None,
        "experience": numbered(wanted.experience, say),
        "certificates": numbered(wanted.certificates, say),
        "skills": numbered(wanted.skills, say),
    }


def _education_text(wanted: Qualifications) -> str:
    label = EDUCATION.get(wanted.education or "", "")
    highest = wanted.education == "doctor"
    text = label if highest or not label else f"{label.removesuffix('及以下')}及以上"
    return worded(text, wanted.education)


def _qualification_lines(wanted: Qualifications, say: Say) -> list[dict[str, Any]]:
    """All requirements as one numbered list of sentences, for layouts without a table."""
    schooling = [f"学历：{text}" for text in [_education_text(wanted)] if text]
    majors = [f"专业：{say(wanted.majors)}"] if wanted.majors else []
    proofs = [*wanted.experience, *wanted.certificates, *wanted.skills]
    texts = [*schooling, *majors, *(say(item.text) for item in proofs)]
    return [{"no": n, "text": ended(text)} for n, text in enumerate(texts, 1)]


def _contacts(role: Role, say: Say) -> list[dict[str, str]]:
    ordered = sorted(role.contacts, key=lambda c: list(_SCOPES).index(c.scope))
    return [
        {
            "scope": worded(_SCOPES[c.scope], c.scope),
            "who": say(c.who),
            "about": "；".join(map(say, c.about)),
        }
        for c in ordered
    ]


def _competency_groups(role: Role, catalog: Catalog) -> list[dict[str, Any]]:
    groups = []
    for kind, (label, title) in _GROUPS.items():
        items = [
            _competency(required, n, catalog)
            for n, required in enumerate(_of_kind(role, kind, catalog), 1)
        ]
        levels = {item["level"] for item in items}
        if items:
            level = levels.pop() if len(levels) == 1 else None
            groups.append({"label": label, "title": title, "level": level, "items": items})
    return groups


def _of_kind(role: Role, kind: str, catalog: Catalog) -> list[RequiredCompetency]:
    return [c for c in role.competencies if catalog.competencies[c.competency].kind == kind]


def _competency(required: RequiredCompetency, number: int, catalog: Catalog) -> dict[str, Any]:
    competency = catalog.competencies[required.competency]
    behaviours = next(v.behaviours for v in competency.levels if v.id == required.level)
    return {
        "id": required.id,
        "no": number,
        "name": competency.title,
        "definition": competency.definition,
        "level": _level_title(competency, required.level, catalog),
        "behaviours": [{"no": n, "text": b.text} for n, b in enumerate(behaviours, 1)],
    }


def _level_title(competency: Competency, level: str, catalog: Catalog) -> str:
    return next(v.title for v in catalog.scales[competency.scale].levels if v.id == level)
