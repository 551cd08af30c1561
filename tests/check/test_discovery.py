from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

import cstemplates.check
from cstemplates.check import find_rule, rules
from cstemplates.check.discovery import rule_of


def _module(*names: str) -> ModuleType:
    module = ModuleType("made")
    for name in names:
        setattr(module, name, type(name, (), {"code": "CST999", "__module__": "made"}))
    return module


def test_every_module_of_the_folder_is_a_rule() -> None:
    folder = Path(cstemplates.check.__file__).parent / "rules"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert {type(rule).__module__.rpartition(".")[2] for rule in rules()} == modules


def test_a_module_with_one_class_is_that_rule() -> None:
    assert type(rule_of(_module("One"))).__name__ == "One"


@pytest.mark.parametrize("names", [(), ("One", "Two")])
def test_a_module_without_one_rule_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="made must hold exactly one rule"):
        rule_of(_module(*names))


def test_a_code_without_a_rule_finds_none() -> None:
    assert find_rule("CST110") is None
