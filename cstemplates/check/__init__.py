"""Check: the linter over the whole catalogue. One rule is one file in ``rules``."""

from cstemplates.check.discovery import find_rule, rules
from cstemplates.check.facts import Facts
from cstemplates.check.rule import Rule, Violation
from cstemplates.check.run import run_rules

__all__ = ["Facts", "Rule", "Violation", "find_rule", "rules", "run_rules"]
