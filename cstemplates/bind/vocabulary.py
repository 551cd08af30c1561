"""Every name a template may print, as an example of plain data.

The example is bound by the same code as real documents, from one made-up entry of each
kind with every key filled, so it cannot fall behind what documents really get.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from cstemplates.bind.case import Case
from cstemplates.bind.context import Binder
from cstemplates.bind.listing import cover_data, holes_data
from cstemplates.bind.memo import Memo, MemoChange, MemoFile, memo_data
from cstemplates.model import (
    Commitment,
    Company,
    Competency,
    Document,
    Employee,
    Indicator,
    Manual,
    Plan,
    Policy,
    Procedure,
    Role,
    Scale,
    Scorecard,
)
from cstemplates.model.catalog import Catalog

_NAMES = (
    "company", "document", "sections", "attachments", "signatories", "role", "calendar",
    "scorecard", "employee", "manager", "term", "agreement", "pay", "team", "zones",
    "goal_groups", "policy", "procedures", "procedure", "plan", "commitment", "manual",
    "form",
)  # fmt: skip


@cache
def vocabulary() -> dict[str, Any]:
    """Return an example of everything: lists have one item, a ``*`` key takes any name."""
    person = Employee(
        employee_id="1", name="-", role="post", department="-", manager_id="1",
        hired_on=date(2026, 1, 1), term_start=date(2026, 1, 1), term_end=date(2026, 12, 31),
        pay={"fixed": Decimal(1)},
    )  # fmt: skip
    binder = Binder(_catalog(), _company(), {"1": person}, date(2026, 1, 1))
    data = binder.bind(Case("document", "post", person), _NAMES).data
    data |= binder.bind(Case("document"), ("people",)).data
    rows, notes = data["form"]["blocks"]
    data["form"]["blocks"] = [rows | {"notes": notes["notes"]}]
    data["employee"]["extra"] = {"*": "-"}
    data["company"]["people"] = {"*": ["-"]}
    data["company"]["departments"] = data["company"]["systems"] = {"*": "-"}
    lists = cover_data([(1, "-", "-", "-", "-")]) | holes_data([("-", "-", "-", "-")])
    return data | lists | {"memo": _memo()}


def _memo() -> dict[str, Any]:
    change = [MemoChange(("-",), "-", "-", "-")]
    file = [MemoFile("-", "-", 1, "-")]
    memo = Memo("-", "-", "-", date(2026, 1, 1), 1, 1, file, *[change] * 5)
    found: dict[str, Any] = memo_data(memo)["memo"]
    return found


def _company() -> Company:
    return Company.model_validate(
        {
            "name": "-", "short_name": "-", "brand": "-", "legal_representative": "-",
            "address": "-", "phone": "-", "code": "-", "catalog": "-", "profit_basis": "-",
            "safety_policy": "-", "recruit_email": "-", "channels": ["-"],
            "project": {
                "name": "-", "office": "-",
                "zones": [{"id": "zone", "area": "-", "function": "-", "demands": ["-"]}],
            },
        }
    )  # fmt: skip


def _catalog() -> Catalog:
    line = {"id": "line", "text": "-"}
    role = {
        "title": "-", "family": "family", "department": "-", "code": "-", "grade": "-",
        "position_class": "management", "authority": "-", "post_type": "-", "purpose": "-",
        "mission": [line],
        "categories": [{"id": "category", "title": "-"}],
        "responsibilities": [
            {"id": duty, "category": "category", "text": "-", "points": [line]}
            for duty in ("main", "other")
        ],
        "goals": [
            {"id": "goal", "category": "category", "title": "-", "indicator": "indicator",
             "due": "-", "evidence": "-"}
        ],
        "work_details": [
            {"id": "detail", "area": "-", "task": "-", "output": "-", "time": "-"}
        ],
        "benefits": [line],
        "routines": [{"id": "task", "every": "day", "task": "-", "standard": "-", "record": "-"}],
        "qualifications": {
            "education": "college", "majors": "-", "experience": [line],
            "certificates": [line], "skills": [line],
        },
        "competencies": [{"id": "required", "competency": "competency", "level": "level"}],
        "contacts": [{"id": "contact", "scope": "internal", "who": "-", "about": ["-"]}],
    }  # fmt: skip
    measure = {
        "id": "measure", "title": "-", "weight": 100, "requirement": "-",
        "scoring": {"kind": "all_or_nothing", "met": "-", "best": 100},
    }  # fmt: skip
    card = {
        "title": "-", "role": "post", "period": "year",
        "parts": [{"id": "part", "title": "-", "share": 100, "measures": [measure]}],
        "raters": [{"id": "rater", "title": "-", "share": 100}],
        "ratings": [{"id": "rating", "title": "-", "use": "-"}],
        "notes": [line],
    }  # fmt: skip
    column = {"id": "a", "label": "-", "width": 1}
    document = {
        "title": "-", "number": "DOC-01", "kind": "agreement", "subject": "employee",
        "template": "-", "file_name": "-", "preamble": "-",
        "sections": [_section()],
        "content": [
            "policies/policy", "procedures/procedure", "plans/plan", "commitments/commitment",
            "manuals/manual",
        ],
        "groups": [{"id": "group", "title": "-", "roles": ["post"]}],
        "form": {
            "blocks": [
                {"id": "log", "kind": "log", "empty": 1, "columns": [column, column | {"id": "b"}]},
                {"id": "notes", "kind": "note", "notes": [line]},
            ]
        },
        "attachments": [{"id": "attachment", "document": "document"}],
        "signatories": ["-"],
    }  # fmt: skip
    level = {"id": "level", "title": "-", "text": "-"}
    return Catalog(
        roles={"post": Role.model_validate(role)},
        indicators={
            "indicator": Indicator.model_validate(
                {"title": "-", "formula": "-", "source": "-", "period": "year", "owner": "post"}
            )
        },
        scorecards={"card": Scorecard.model_validate(card)},
        competencies={
            "competency": Competency.model_validate(
                {"title": "-", "kind": "core", "definition": "-", "scale": "scale",
                 "levels": [{"id": "level", "behaviours": [line]}]}
            )
        },
        scales={"scale": Scale.model_validate(
            {"title": "-", "levels": [level, level | {"id": "next"}]})},
        policies={"policy": _policy()},
        procedures={"procedure": _procedure()},
        plans={"plan": _plan()},
        commitments={"commitment": _commitment()},
        manuals={"manual": _manual()},
        documents={"document": Document.model_validate(document)},
    )  # fmt: skip


def _section() -> dict[str, Any]:
    line = {"id": "line", "text": "-"}
    table = {"id": "table", "title": "-", "columns": ["-"], "rows": [{"id": "row", "cells": ["-"]}]}
    clause = {"id": "clause", "text": "-", "items": [line]}
    return {
        "id": "section", "title": "-", "block": "block", "clauses": [clause], "tables": [table],
    }  # fmt: skip


def _policy() -> Policy:
    return Policy.model_validate(
        {
            "title": "-", "number": "-", "effective_date": date(2026, 1, 1),
            "prepared_by": "-", "reviewed_by": "-", "approved_by": "-",
            "sections": [_section()], "forms": ["document"],
            "revisions": [{"id": "revision", "version": "-", "change": "-"}],
            "parameters": [{"id": "example.value", "title": "-", "value": 1}],
            "pay_items": [
                {"id": "fixed", "title": "-", "basis_text": "-", "rule": "-", "amount": True}
            ],
        }
    )  # fmt: skip


def _procedure() -> Procedure:
    step = {
        "id": "step", "title": "-", "owner": "-", "action": "-", "limit": "-", "record": "-",
        "forms": ["document"], "branches": [{"when": "-", "to": "step"}],
    }  # fmt: skip
    return Procedure.model_validate(
        {
            "title": "-", "kind": "process", "number": "-", "purpose": "-", "scope": "-",
            "owners": [{"id": "owner", "who": "-", "text": "-"}],
            "sections": [_section()], "steps": [step],
            "exceptions": [{"id": "exception", "case": "-", "text": "-"}],
            "forms": ["document"],
        }
    )  # fmt: skip


def _plan() -> Plan:
    target = {
        "id": "target", "title": "-", "indicator": "indicator", "target": {"value": 1},
        "owner": "-", "basis_text": "-", "quarters": [25, 25, 25, 25], "quarter_text": "-",
    }  # fmt: skip
    return Plan.model_validate(
        {
            "title": "-", "kind": "work_plan", "subject": "-", "purpose": "-",
            "sections": [_section()], "targets": [target], "closing": "-",
        }
    )  # fmt: skip


def _commitment() -> Commitment:
    goal = {
        "id": "goal", "title": "-", "indicator": "indicator", "target": {"value": 1},
        "weight": 100, "deduction": "-", "measures": [{"id": "line", "text": "-"}],
    }  # fmt: skip
    return Commitment.model_validate(
        {
            "title": "-", "kind": "letter", "role": "post", "counterpart": "-", "opening": "-",
            "goals": [goal], "sections": [_section()], "closing": "-",
        }
    )  # fmt: skip


def _manual() -> Manual:
    section = {"id": "section", "title": "-", "source": "procedures/procedure"}
    return Manual.model_validate(
        {
            "title": "-", "number": "-", "owner": "post",
            "chapters": [{"id": "chapter", "title": "-", "sections": [section]}],
            "revisions": [{"id": "revision", "version": "-", "change": "-"}],
        }
    )  # fmt: skip
