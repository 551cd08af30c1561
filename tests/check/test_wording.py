"""Searching all texts at once, and the tables of slips."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.catalogfiles import read_facts, write_files

from cstemplates.check import Facts, find_rule
from cstemplates.check.misspellings import SPUN, TYPOS, Slip, pattern_of
from cstemplates.check.wording import find_wording, sentence_around
from cstemplates.model import Company

if TYPE_CHECKING:
    from pathlib import Path

_ROLE = """\
title: 客服经理
family: general
purpose: 甲。乙甲！丙
mission:
  - {id: a, text: 甲}
  - id: b
    text: |-
      丁
      甲戊
"""


def facts_of(folder: Path, text: str) -> Facts:
    return read_facts(write_files(folder, {"roles/cs_manager.yaml": text}))


def test_every_place_is_found_with_its_text(tmp_path: Path) -> None:
    found = find_wording(facts_of(tmp_path, _ROLE), re.compile("甲"))

    assert [(place.key_path, sentence_around(match)) for place, match in found] == [
        (("purpose",), "甲"),
        (("purpose",), "乙甲"),
        (("mission", 0, "text"), "甲"),
        (("mission", 1, "text"), "丁 甲戊"),
    ]


def test_the_ends_of_a_pattern_are_the_ends_of_a_text(tmp_path: Path) -> None:
    found = find_wording(facts_of(tmp_path, _ROLE), re.compile("^甲$", re.MULTILINE))

    assert [place.key_path for place, _match in found] == [("mission", 0, "text")]


@pytest.mark.parametrize("slip", [*TYPOS, *SPUN], ids=lambda slip: slip.written)
def test_a_slip_is_found_and_its_correction_is_none(slip: Slip) -> None:
    table = pattern_of([*TYPOS, *SPUN])

    assert [match[0] for match in table.finditer(f"本岗{slip.written}。")] == [slip.written]
    assert table.search(f"本岗{slip.meant}。") is None


@pytest.mark.parametrize("slip", [*TYPOS, *SPUN], ids=lambda slip: slip.written)
def test_a_longer_word_that_holds_a_slip_is_none(slip: Slip) -> None:
    table = pattern_of([slip])

    assert not [c for c in slip.not_after if table.search(f"{c}{slip.written}")]
    assert not [c for c in slip.not_before if table.search(f"{slip.written}{c}")]


def company(**more: object) -> Company:
    own = {
        "name": "青禾服务有限公司",
        "short_name": "青禾服务",
        "brand": "青禾",
        "legal_representative": "无",
        "catalog": "0.1.0",
    }
    return Company.model_validate(own | more)


def test_the_companys_names_are_found_longest_first(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        "title: 客服经理\nfamily: general\npurpose: 维护青禾品牌\n"
        "mission:\n  - {id: a, text: 青禾服务有限公司的客户}\n"
        "  - {id: b, text: 执行《青禾服务规范》}\n",
    )
    rule = find_rule("CST513")

    assert rule is not None
    assert list(rule.check(facts)) == []
    found = list(rule.check(replace(facts, company=company())))
    assert [(each.key_path, each.hint) for each in found] == [
        (("purpose",), "Write ${company.brand} instead."),
        (("mission", 0, "text"), "Write ${company.name} instead."),
    ]


def test_the_project_of_the_company_is_found(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "title: 客服经理\nfamily: general\npurpose: 维护云栖里的业户关系\n")
    rule = find_rule("CST513")
    own = company(project={"name": "云栖里", "office": "云栖里管理处"})

    assert rule is not None
    found = list(rule.check(replace(facts, company=own)))
    assert [each.message for each in found] == ["“云栖里” is typed in."]
