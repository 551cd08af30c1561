from __future__ import annotations

from typing import TYPE_CHECKING

from support.catalogfiles import read_facts, write_files

from cstemplates.check import Facts, run_rules
from cstemplates.workspace import load_company, load_shipped

if TYPE_CHECKING:
    from pathlib import Path

_FILES = {
    "catalog/roles/cs_director.yaml": "title: 客服总监\nfamily: general\npurpose: 带领团队\n",
    "catalog/scorecards/year.yaml": """\
title: 年度考核评分表
role: cs_director
period: year
parts:
  - id: performance
    title: 业绩考核
    share: 100
    measures:
      - {id: m1, title: 一, weight: 60, scoring: {kind: all_or_nothing, met: 达成, best: 60}}
      - {id: m2, title: 二, weight: 40, scoring: {kind: all_or_nothing, met: 达成, best: 40}}
ratings:
  - {id: good, title: 合格, from: 60, use: 发放}
  - {id: poor, title: 不合格, to: 60, use: 改进}
""",
    "company/company.yaml": """\
name: 测试有限公司
short_name: 测试
brand: 测试
legal_representative: 测试
catalog: 0.1.0
""",
    "company/employees.csv": "工号,姓名,岗位\n1,测试,客服总监\n",
    "company/overlay/scorecards/y/year.yaml": """\
parts:
  - id: performance
    measures:
      - id: m2
        weight: 50
""",
}


def test_a_fault_that_an_overlay_brings_in_is_placed_in_the_overlay(tmp_path: Path) -> None:
    folder = write_files(tmp_path, _FILES)

    workspace = load_company(folder / "company", catalog_folder=folder / "catalog")
    report = run_rules(Facts(workspace.catalog, workspace.locate))

    assert workspace.findings == ()
    assert [(found.code, found.location.path.rpartition("company/")[2]) for found in report] == [
        ("CST601", "catalog/scorecards/year.yaml"),
        ("CST602", "overlay/scorecards/y/year.yaml"),
    ]


def test_the_catalogue_alone_is_free_of_the_fault(tmp_path: Path) -> None:
    folder = write_files(tmp_path, _FILES)

    assert list(run_rules(read_facts(folder / "catalog"))) == []


def test_the_shipped_catalogue_breaks_no_rule() -> None:
    workspace = load_shipped()

    assert list(run_rules(Facts(workspace.catalog, workspace.locate))) == []
