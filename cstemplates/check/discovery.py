"""Finding the rules: every module of the folder ``rules`` holds one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from cstemplates.check import rules as folder

if TYPE_CHECKING:
    from types import ModuleType

    from cstemplates.check.rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Return one instance of every rule, ordered by code."""
    names = [module.name for module in pkgutil.iter_modules(folder.__path__)]
    found = [rule_of(import_module(f"{folder.__name__}.{name}")) for name in names]
    return tuple(sorted(found, key=lambda rule: rule.code))


def find_rule(code: str) -> Rule | None:
    """Return the rule with a code, or None when no rule reports it."""
    return next((rule for rule in rules() if rule.code == code), None)


def rule_of(module: ModuleType) -> Rule:
    """Return the one rule of a module.

    Raises:
        ValueError: The module holds no class with a code, or more than one.
    """
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and value.__module__ == module.__name__
        and hasattr(value, "code")
    ]
    if len(classes) != 1:
        msg = f"{module.__name__} must hold exactly one rule"
        raise ValueError(msg)
    return cast("Rule", classes[0]())
