"""Every case of ``cases/``: files to write, and exactly the findings to expect."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from support.catalogfiles import read_facts, write_files

from cstemplates.check import Rule, rules, run_rules
from cstemplates.findings.codes import CODES

_HERE = Path(__file__).parent
_COMMON = {
    str(path.relative_to(_HERE / "common")): path.read_text(encoding="utf-8")
    for path in (_HERE / "common").rglob("*.yaml")
}
_KEYS = {"files", "expect", "message", "hint", "known_paths", "lr", "follows"}


class Case(NamedTuple):
    file: str
    name: str
    content: dict[str, Any]


def _read_cases() -> list[Case]:
    return [
        Case(path.stem, name, content)
        for path in sorted((_HERE / "cases").glob("*.yaml"))
        for name, content in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    ]


CASES = _read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_a_case_gives_exactly_the_findings_it_expects(case: Case, tmp_path: Path) -> None:
    folder = write_files(tmp_path, _COMMON | case.content["files"])

    report = run_rules(read_facts(folder, case.content.get("known_paths")))

    assert [f"{found.code} {found.location}" for found in report] == case.content["expect"]
    if "lr" in case.content:
        known = {CODES[found.code].spec for found in report}
        assert known == {*case.content["lr"], *case.content.get("follows", ())}
    if "message" in case.content:
        assert case.content["message"] in [found.message for found in report]
    if "hint" in case.content:
        assert case.content["hint"] in [found.hint for found in report]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_a_case_has_only_keys_that_the_runner_reads(case: Case) -> None:
    assert {"files", "expect"} <= case.content.keys() <= _KEYS
    assert case.content["files"]
    assert isinstance(case.content["expect"], list)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_failing_and_a_passing_case(rule: Rule) -> None:
    own = [case.content["expect"] for case in CASES if case.file == rule.code]

    assert any(any(line.startswith(rule.code) for line in expect) for expect in own)
    assert any(expect == [] for expect in own)
