"""The table of the 46 known faults: complete, true to the codes, and printed afresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from cstemplates.check import find_rule
from cstemplates.check.known_rules import (
    IMPOSSIBLE,
    KNOWN_RULES,
    REVIEW_ONLY,
    implementing_codes,
    known_rules_page,
)
from cstemplates.findings.codes import CODES

_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "known-rules.md"


def test_the_table_has_all_46_in_order() -> None:
    assert list(KNOWN_RULES) == [f"LR-{number:02}" for number in range(1, 47)]


@pytest.mark.parametrize("number", KNOWN_RULES)
def test_each_is_either_reported_or_impossible_or_left_to_a_reader(number: str) -> None:
    ways = [bool(implementing_codes(number)), number in IMPOSSIBLE, number in REVIEW_ONLY]

    assert ways.count(True) == 1


def test_every_known_fault_that_a_code_names_is_in_the_table() -> None:
    assert {code.spec for code in CODES.values() if code.spec} <= KNOWN_RULES.keys()


@pytest.mark.parametrize(
    "code", [code for code, entry in CODES.items() if entry.spec and code[3] in "256"]
)
def test_a_code_of_the_linter_that_names_a_known_fault_has_a_rule_or_is_reported_on_reading(
    code: str,
) -> None:
    read = {"CST212", "CST213", "CST214"}

    assert (find_rule(code) is not None) != (code in read)


def test_a_row_names_the_fault_and_leads_to_its_rules() -> None:
    row = "| LR-02 | 分档有空洞 | 有的实际值不落在任何一档，得不到分或等级 | 检查 | "

    assert (
        f"{row}[CST603 band-hole](rules.md#cst603-band-hole)、"
        "[CST606 ratings-hole](rules.md#cst606-ratings-hole) |"
    ) in known_rules_page().splitlines()


def test_the_committed_page_is_fresh() -> None:
    assert _PAGE.read_text(encoding="utf-8") == known_rules_page()
