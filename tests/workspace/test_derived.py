from __future__ import annotations

from typing import TYPE_CHECKING

from support.catalogfiles import write_files

from cstemplates.findings.codes import CODES
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from pathlib import Path

_COMPANY = {
    "company/company.yaml": """\
name: 测试有限公司
short_name: 测试
brand: 测试
legal_representative: 测试
catalog: 0.1.0
""",
    "company/employees.csv": "工号,姓名,岗位\n1,测试,客服总监\n",
    "catalog/roles/cs_director.yaml": "title: 客服总监\nfamily: general\npurpose: 带领团队\n",
}


def _findings(tmp_path: Path, files: dict[str, str]) -> list[tuple[str, str, str]]:
    folder = write_files(tmp_path, _COMPANY | files)
    workspace = load_company(folder / "company", catalog_folder=folder / "catalog")
    return [
        (CODES[found.code].spec, str(found.location).rpartition("/")[2], found.hint)
        for found in workspace.report
    ]


def test_a_typed_list_of_direct_reports_is_told_from_a_key_mistyped(tmp_path: Path) -> None:
    manager = """\
title: 客服经理
family: general
purpose: 管理班组
reports_to: cs_director
direct_reports: [cs_clerk]
"""
    clerk = "title: 客服文员\nfamily: general\npurpose: 登记来电\nreports_to: cs_director\n"
    files = {"catalog/roles/cs_manager.yaml": manager, "catalog/roles/cs_clerk.yaml": clerk}

    assert _findings(tmp_path, files) == [
        (
            "LR-20",
            "cs_manager.yaml:5:1",
            "Give each subordinate “reports_to”; the list follows from it.",
        )
    ]


def test_a_typed_total_and_typed_numbers_name_their_known_rule(tmp_path: Path) -> None:
    scorecard = """\
title: 行为考核表
role: cs_director
period: year
parts:
  - id: behaviour
    title: 行为考核
    share: 100
    total: 100
    measures:
      - {id: m1, no: 1, title: 指挥, weight: 50, scoring: {kind: all_or_nothing, met: 达成, best: 50}}
      - {id: m2, no: 3, title: 协作, weight: 50, scoring: {kind: all_or_nothing, met: 达成, best: 50}}
"""

    found = _findings(tmp_path, {"catalog/scorecards/year.yaml": scorecard})

    assert [(spec, place) for spec, place, _hint in found] == [
        ("LR-04", "year.yaml:8:5"),
        ("LR-09", "year.yaml:10:18"),
        ("LR-09", "year.yaml:11:18"),
    ]


def test_an_overlay_that_types_direct_reports_is_placed_in_the_overlay(tmp_path: Path) -> None:
    overlay = "direct_reports: [cs_director]\n"

    found = _findings(tmp_path, {"company/overlay/roles/cs_director.yaml": overlay})

    assert [(spec, place) for spec, place, _hint in found] == [("LR-20", "cs_director.yaml:1:1")]
