"""A role as its documents print it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cstemplates.bind.ranges import target_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.model import Goal, Role
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.competency import Competency
    from cstemplates.model.role import Category, RequiredCompetency, TextItem

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
_NUMERALS = "一二三四五六七八九十"


def role_context(role: Role, role_id: str, catalog: Catalog, say: Say) -> dict[str, Any]:
    """Bind one role; lists that the role does not have are empty."""
    return {
        "title": role.title,
        "department": role.department,
        "code": role.code,
        "grade": role.grade,
        "authority": role.authority,
        "post_type": role.post_type,
        "position_class": _CLASSES.get(role.position_class or ""),
        "position_classes": _choices(_CLASSES, role.position_class),
        "purpose": _sentence(say(role.purpose)) if role.purpose else None,
        "aliases": "、".join(role.aliases) or "无",
        "reports_to": _superior(role, catalog),
        "direct_reports": "、".join(_direct_reports(role_id, catalog)) or "无",
        "mission": _numbered(role.mission, say),
        "categories": [_category(c, n, role, catalog, say) for n, c in enumerate(role.categories)],
        "responsibilities": _duties(role, None, say),
        "contacts": _contacts(role, say),
        "competency_groups": _competency_groups(role, catalog),
    } | _qualifications(role, say)


def _sentence(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"


def _choices(labels: dict[str, str], chosen: str | None) -> list[dict[str, str]]:
    return [
        {"label": label, "mark": "☑" if key == chosen else "☐"} for key, label in labels.items()
    ]


def _superior(role: Role, catalog: Catalog) -> str:
    superior = catalog.roles.get(role.reports_to or "")
    return superior.title if superior else "无"


def _direct_reports(role_id: str, catalog: Catalog) -> list[str]:
    # Derived, never stored: a list kept by hand contradicts the other role's reports_to (LR-20).
    return [r.title for r in catalog.roles.values() if r.reports_to == role_id and r.kind == "post"]


def _numbered(items: Iterable[TextItem], say: Say) -> list[dict[str, Any]]:
    return [{"no": n, "id": i.id, "text": say(i.text)} for n, i in enumerate(items, 1)]


def _category(
    category: Category, index: int, role: Role, catalog: Catalog, say: Say
) -> dict[str, Any]:
    goals = [g for g in role.goals if g.category == category.id]
    return {
        "id": category.id,
        "no": index + 1,
        "label": f"[{_NUMERALS[index]}]",
        "title": category.title,
        "duties": _duties(role, category.id, say),
        "goals": [_goal(g, n, catalog, say) for n, g in enumerate(goals, 1)],
    }


def _duties(role: Role, category: str | None, say: Say) -> list[dict[str, Any]]:
    chosen = [r for r in role.responsibilities if category in (None, r.category)]
    return [
        {"no": n, "id": r.id, "text": say(r.text), "outcomes": "、".join(map(say, r.outcomes))}
        for n, r in enumerate(chosen, 1)
    ]


def _goal(goal: Goal, number: int, catalog: Catalog, say: Say) -> dict[str, Any]:
    indicator = catalog.indicators[goal.indicator]
    figure = say(target_text(indicator, goal.target))
    return {
        "id": goal.id,
        "no": number,
        "title": goal.title,
        "text": f"{indicator.title}{figure}，{say(goal.due)}",
        "evidence": say(goal.evidence),
    }


def _qualifications(role: Role, say: Say) -> dict[str, Any]:
    wanted = role.qualifications
    highest = wanted.education == "doctor"
    label = EDUCATION.get(wanted.education or "", "")
    return {
        "education": _choices(EDUCATION, wanted.education),
        "education_text": label
        if highest or not label
        else f"{label.removesuffix('及以下')}及以上",
        "majors": say(wanted.majors) if wanted.majors else None,
        "experience": _numbered(wanted.experience, say),
        "certificates": _numbered(wanted.certificates, say),
        "skills": _numbered(wanted.skills, say),
    }


def _contacts(role: Role, say: Say) -> list[dict[str, str]]:
    ordered = sorted(role.contacts, key=lambda c: list(_SCOPES).index(c.scope))
    return [
        {"scope": _SCOPES[c.scope], "who": say(c.who), "about": "；".join(map(say, c.about))}
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
