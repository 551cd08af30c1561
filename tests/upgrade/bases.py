"""A small catalogue, three customers' layers, and the writing of both."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import yaml

from cstemplates.upgrade import Catalogue, judge, open_catalogue, read_company

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cstemplates.upgrade import Upgrade

    Files = dict[str, dict[str, Any]]


def duty(name: str, text: str, measure: str = "answer_rate") -> dict[str, Any]:
    return {"id": name, "category": "calls", "text": text, "measured_by": [measure]}


def measure(name: str, indicator: str, weight: int) -> dict[str, Any]:
    bands = [{"from": 90, "score": weight}, {"to": 90, "score": 0}]
    return {
        "id": name,
        "title": f"项目{name}",
        "indicator": indicator,
        "weight": weight,
        "requirement": "按月统计",
        "scoring": {"kind": "bands", "bands": bands},
    }


def indicator(title: str, target: int) -> dict[str, Any]:
    return {
        "title": title,
        "formula": f"{title}÷总数",
        "source": "话务系统",
        "period": "month",
        "owner": "lead",
        "target": target,
    }


BASE: Files = {
    "roles/desk/agent.yaml": {
        "title": "坐席",
        "family": "desk",
        "aliases": ["客服坐席", "话务员"],
        "reports_to": "lead",
        "purpose": "接听来电，当场答复",
        "categories": [{"id": "calls", "title": "来电"}],
        "responsibilities": [
            duty("answer", "三声内接听来电"),
            duty("record", "通话结束两分钟内写完记录"),
            duty("revisit", "次日回访未办结的客户", "satisfaction"),
            duty("teach", "带教新人，每月两次"),
        ],
        "qualifications": {"education": "college", "majors": "不限"},
        "contacts": [{"id": "customers", "scope": "external", "who": "客户", "about": ["咨询"]}],
    },
    "roles/desk/lead.yaml": {"title": "组长", "family": "desk", "purpose": "管好一个班组的接听"},
    "roles/desk/clerk.yaml": {"title": "文员", "family": "desk", "purpose": "整理资料，按月归档"},
    "indicators/service.yaml": {
        "satisfaction": indicator("满意度", 90),
        "answer_rate": indicator("接通率", 95),
        "error_rate": indicator("差错率", 2),
    },
    "scorecards/agent_monthly.yaml": {
        "title": "坐席月度考核",
        "role": "agent",
        "period": "month",
        "parts": [
            {
                "id": "results",
                "title": "业绩",
                "share": 100,
                "measures": [
                    measure("happy", "satisfaction", 60),
                    measure("quick", "answer_rate", 30),
                    measure("right", "error_rate", 10),
                ],
            }
        ],
    },
    "policies/attendance.yaml": {
        "title": "考勤制度",
        "parameters": [
            {"id": "attendance.late_max", "title": "每月迟到上限", "value": 3, "unit": "次"},
            {"id": "attendance.absent_max", "title": "每年旷工上限", "value": 2, "unit": "日"},
        ],
        "sections": [
            {
                "id": "rules",
                "title": "规定",
                "clauses": [{"id": "late", "text": "迟到按次扣分"}, {"id": "card", "text": "打卡"}],
            }
        ],
    },
    "packs/starters.yaml": {
        "title": "入职",
        "items": [{"id": "letter", "document": "offer", "folder": "通知"}],
    },
}

VALUES = {
    "overlay/roles/agent.yaml": """\
# 本公司的坐席
title: 客服专员  # 董事会定

aliases: [坐席员]
purpose: 接听来电，两小时内办结
responsibilities:
  # 接听更快
  - id: answer
    text: '两声内接听来电'
  - id: record
    text: "通话结束即写完记录"
    measured_by: [error_rate]
qualifications:
  education: bachelor
""",
    "overlay/scorecards/agent_monthly.yaml": """\
parts:
  - id: results
    measures:
      - id: happy
        weight: 50
        scoring:
          bands: [{from: 90, score: 50}, {to: 90, score: 0}]
      - weight: 40   # 接通更要紧
        id: quick
        scoring:
          bands:
            - {from: 90, score: 40}
            - {to: 90, score: 0}
""",
    "overlay/indicators/service.yaml": "satisfaction:\n  target: 92\n",
}
ITEMS = {
    "overlay/roles/agent.yaml": """\
responsibilities:
  - id: greet
    $add: true
    $before: answer
    category: calls
    text: 先报工号
    measured_by: [satisfaction]
  - id: teach
    $remove: true
  - id: revisit
    $after: answer
contacts:
  - id: customers
    $replace: true
    scope: external
    who: 业主
    about: [报修]
""",
    "overlay/roles/clerk.yaml": "$remove: true\n",
    "overlay/roles/trainer.yaml": "$add: true\ntitle: 培训师\nfamily: desk\nreports_to: lead\n",
    "overlay/indicators/own.yaml": """\
repeat_rate:
  $add: true
  title: 重复来电率
  formula: 重复来电÷来电
  source: 话务系统
  period: month
  owner: lead
""",
    "overlay/scorecards/agent_monthly.yaml": """\
parts:
  - id: results
    measures:
      - {id: right, $remove: true}
      - id: repeat
        $add: true
        $after: quick
        title: 重复来电
        indicator: repeat_rate
        weight: 10
        requirement: 越少越好
        scoring: {kind: bands, bands: [{from: 0, score: 10}]}
""",
}
LAYERED = {
    "layers/trade/policies/attendance.yaml": """\
parameters:
  - {id: attendance.late_max, value: 2}
sections:
  - id: rules
    clauses: [{id: late, text: 迟到一次扣一分}, {id: card, text: 刷脸}]
""",
    "layers/trade/roles/agent.yaml": "purpose: 接听物业来电\n",
    "overlay/roles/agent.yaml": """\
purpose: 接听业主来电
responsibilities:
- id: answer
  text: |
    三声内接听来电
    # 不算注释

  measured_by: [satisfaction, answer_rate]
""",
}
OVERLAYS = {"values": VALUES, "items": ITEMS, "layered": LAYERED}
COMPANY = """\
# 甲乙公司
name: 云川甲乙有限公司
short_name: 云川甲乙
brand: 甲乙
legal_representative: 甲某
catalog: "1.0"
"""
LAYERED_COMPANY = """\
layers: [layers/trade]
packs: [starters]
parameters:
  attendance.late_max: 1  # 从严
  attendance.absent_max: 1
  pay.own_key: 5
"""
ROSTER = "工号,姓名,岗位\n1,甲,坐席\n2,乙,组长\n3,丙,坐席\n"


def edited(edit: Callable[[Files], None]) -> Files:
    """Return the base as an edit leaves it."""
    files = deepcopy(BASE)
    edit(files)
    return files


def write_catalogue(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        write(folder / name, text)
    return folder


def write_company(folder: Path, overlay: Mapping[str, str], roster: str = "") -> Path:
    is_layered = any(name.startswith("layers/") for name in overlay)
    write(folder / "company.yaml", COMPANY + (LAYERED_COMPANY if is_layered else ""))
    roster = roster or (ROSTER if is_layered else "工号,姓名,岗位\n2,乙,组长\n")
    write(folder / "employees.csv", roster)
    for name, text in overlay.items():
        write(folder / name, text)
    return folder


def write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8", newline="")


def catalogues(room: Path, files: Files, old: Files = BASE) -> tuple[Catalogue, Catalogue]:
    """Write the old and the new catalogue and open both."""
    folders = [write_catalogue(room / "catalog-1.0", old), write_catalogue(room / "2-2.0", files)]
    first, second = (open_catalogue(folder, room / "unused") for folder in folders)
    return first, second


def upgrade(room: Path, files: Files, overlay: Mapping[str, str], old: Files = BASE) -> Upgrade:
    """Judge an overlay between the base and an edited one."""
    company = write_company(room / "firm", overlay)
    return judge(read_company(company), *catalogues(room, files, old))
