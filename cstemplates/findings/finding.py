"""The finding: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cstemplates.findings.codes import CODES
from cstemplates.findings.location import DocxLocation, TextLocation, key_text

if TYPE_CHECKING:
    from cstemplates.findings.location import Location


class Severity(StrEnum):
    """How bad: an error stops the work, a warning and an info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, then 1 and 2."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with its place and what to do about it.

    Attributes:
        code: Stable code, ``CST`` and three digits; the table is in ``codes.py``.
        severity: Error, warning or info.
        message: What is wrong, in the user's language, without personal values.
        location: Where.
        hint: What to do; may be empty.
    """

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""

    @property
    def rule(self) -> str:
        """The rule's name in kebab case, stating the fault."""
        return CODES[self.code].name

    @property
    def spec(self) -> str:
        """The LR number where the rule implements one of the known rules; else empty."""
        return CODES[self.code].spec

    def sort_key(self) -> tuple[Any, ...]:
        """Order by file, place, severity, code and words."""
        return (*self.location.sort_key(), self.severity.rank, self.code, self.message)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the documented JSON object."""
        head: dict[str, Any] = {
            "code": self.code,
            "rule": self.rule,
            "spec": self.spec,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "path": self.location.path,
        }
        return head | _place_as_json(self.location)


def _place_as_json(location: Location) -> dict[str, Any]:
    match location:
        case TextLocation():
            return {
                "line": location.line,
                "column": location.column,
                "key_path": key_text(location.key_path),
            }
        case DocxLocation(table=None):
            return {
                "part": location.part,
                "paragraph": location.paragraph,
                "excerpt": location.excerpt,
            }
        case _:
            return {
                "part": location.part,
                "table": location.table,
                "row": location.row,
                "cell": location.cell,
                "excerpt": location.excerpt,
            }


def finding(code: str, message: str, location: Location, hint: str = "") -> Finding:
    """Make a finding with the severity its code has in the table of codes."""
    return Finding(code, Severity(CODES[code].severity), message, location, hint)
