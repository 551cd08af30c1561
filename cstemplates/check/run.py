"""Running the rules over the facts, and honouring exemptions."""

from __future__ import annotations

import inspect
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.check.discovery import rules
from cstemplates.check.exemptions import Exemptions
from cstemplates.findings import Report, TextLocation, finding
from cstemplates.findings.codes import CODES
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.check.facts import Facts
    from cstemplates.check.rule import Rule, Violation
    from cstemplates.findings import Finding


def run_rules(facts: Facts, chosen: Iterable[Rule] | None = None) -> Report:
    """Run the rules and return all findings.

    A rule that crashes becomes one finding of its own, the others still run. An exemption
    (``exempt: {rule-name: reason}`` on the entry) drops the findings of that rule on that
    entry; one that drops nothing is itself a finding.

    Args:
        facts: What to check.
        chosen: The rules to run; all of them when left out.
    """
    exemptions = Exemptions(facts.catalog)
    findings: list[Finding] = []
    for rule in rules() if chosen is None else chosen:
        name = CODES[rule.code].name
        try:
            violations = list(rule.check(facts))
        except Exception as error:  # noqa: BLE001 - a rule may raise whatever it likes
            findings.append(_crash(rule, error))
            continue
        kept = exemptions.keep(name, violations)
        findings.extend(_finding(facts, rule, violation) for violation in kept)
    findings.extend(exemptions.unneeded(facts.locate))
    return Report.of(findings)


def _finding(facts: Facts, rule: Rule, violation: Violation) -> Finding:
    place = facts.locate(violation.kind, violation.id, violation.key_path)
    return finding(rule.code, violation.message, place, violation.hint)


def _crash(rule: Rule, error: Exception) -> Finding:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    file = Path(inspect.getfile(type(rule))).name
    line = frame.lineno if Path(frame.filename).name == file else None
    message = _("The rule “{name}” could not be completed.").format(name=CODES[rule.code].name)
    hint = _("This is a fault of the rule, not of your files; please report it.")
    return finding("CST001", message, TextLocation(f"cstemplates/check/rules/{file}", line), hint)
