"""A sorted set of findings, without repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in the order a person works through them: by file, then by place."""

    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Report:
        """Sort the findings and drop exact repeats."""
        return cls(tuple(sorted(set(findings), key=Finding.sort_key)))

    def __iter__(self) -> Iterator[Finding]:
        """Iterate in order."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Return how many findings there are."""
        return len(self.findings)

    def fails_at(self, severity: Severity) -> bool:
        """Tell whether any finding is at least this bad."""
        return any(f.severity.rank <= severity.rank for f in self.findings)

    def count(self, severity: Severity) -> int:
        """Count the findings of exactly this severity."""
        return sum(f.severity is severity for f in self.findings)
