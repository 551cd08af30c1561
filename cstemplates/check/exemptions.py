"""Exemptions that entries carry, and which of them were used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.discovery import rules
from cstemplates.findings import finding
from cstemplates.findings.codes import CODES
from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.check.facts import Locate
    from cstemplates.check.rule import Violation
    from cstemplates.findings import Finding
    from cstemplates.model.catalog import Catalog


class Exemptions:
    """The exemptions of a catalogue during one run of the rules."""

    def __init__(self, catalog: Catalog) -> None:
        self._all = {
            (kind, entry_id, name)
            for kind in KINDS
            for entry_id, entry in catalog.of(kind).items()
            for name in entry.exempt
        }
        self._used: set[tuple[str, str, str]] = set()
        self._completed: set[str] = set()

    def keep(self, name: str, violations: Iterable[Violation]) -> list[Violation]:
        """Return what a rule that ran to its end found on entries it is not exempted on."""
        self._completed.add(name)
        kept = []
        for violation in violations:
            exemption = (violation.kind, violation.id, name)
            if exemption in self._all:
                self._used.add(exemption)
            else:
                kept.append(violation)
        return kept

    def unneeded(self, locate: Locate) -> Iterator[Finding]:
        """Report exemptions that dropped nothing; a rule that did not finish is not judged."""
        known = {CODES[rule.code].name for rule in rules()} | self._completed
        for kind, entry_id, name in sorted(self._all - self._used):
            place = locate(kind, entry_id, ("exempt", name))
            if name not in known:
                message = _("There is no rule “{name}” to exempt from.").format(name=name)
                yield finding("CST002", message, place, did_you_mean(name, sorted(known)))
            elif name in self._completed:
                message = _("The exemption from “{name}” is no longer needed.").format(name=name)
                yield finding("CST002", message, place, _("Remove it."))
