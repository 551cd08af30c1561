"""What every rule owes its users."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cstemplates.check import rules
from cstemplates.check.reference import SECTIONS, read_page, rule_page, rules_page
from cstemplates.findings.codes import CODES

if TYPE_CHECKING:
    from cstemplates.check import Rule

_ROOT = Path(__file__).parents[2]
_INSTRUCTION = re.compile(r"^(avoid|disallow|forbid|do-not|dont|prefer|use|check|require|must)-")


def _rule_id(rule: Rule) -> str:
    return rule.code


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in rules()]

    assert codes == sorted(set(codes))


def test_names_are_unique() -> None:
    names = [code.name for code in CODES.values()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", rules(), ids=_rule_id)
def test_a_rule_has_a_code_of_the_table_and_its_module_and_class_have_the_rules_name(
    rule: Rule,
) -> None:
    name = CODES[rule.code].name

    assert type(rule).__module__.rpartition(".")[2] == name.replace("-", "_")
    assert type(rule).__name__.lower() == name.replace("-", "")


@pytest.mark.parametrize("rule", rules(), ids=_rule_id)
def test_the_name_states_a_fault_and_gives_no_instruction(rule: Rule) -> None:
    assert not _INSTRUCTION.match(CODES[rule.code].name)


@pytest.mark.parametrize("rule", rules(), ids=_rule_id)
def test_the_docstring_has_the_fixed_sections_in_order(rule: Rule) -> None:
    page = read_page(rule)

    assert re.fullmatch(r"[A-Z][^\n]+\.", page.fault)
    assert tuple(name for name, _text in page.sections) == SECTIONS
    assert all(text for _name, text in page.sections)


@pytest.mark.parametrize("rule", rules(), ids=_rule_id)
def test_both_examples_are_code(rule: Rule) -> None:
    sections = dict(read_page(rule).sections)

    for name in ("Example", "Use instead"):
        assert re.fullmatch(r"```yaml\n.+\n```", sections[name], re.DOTALL)


def test_a_rules_page_begins_with_code_name_severity_and_known_rule() -> None:
    page = rule_page("CST603")

    assert page.startswith(
        "## CST603 band-hole\n\n*error · LR-02*\n\nThe bands of a measure leave values"
    )


def test_a_code_without_a_rule_has_a_page_with_its_meaning() -> None:
    assert rule_page("CST110") == (
        "## CST110 value-invalid\n\n*error*\n\nA value does not fit its key.\n"
    )


def test_an_unknown_code_has_no_page() -> None:
    with pytest.raises(KeyError):
        rule_page("CST999")


def test_the_committed_page_of_all_rules_is_fresh() -> None:
    committed = (_ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")

    assert committed == rules_page()
