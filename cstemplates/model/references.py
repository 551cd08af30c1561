"""References inside texts: ``${company.brand}``, a dotted path and nothing more.

``$${`` is the literal ``${``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = re.compile(r"\$\$\{|\$\{([^{}]*)\}|\$\{")
_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


class Reference(NamedTuple):
    """A reference found in a text; ``well_formed`` tells whether its path can be looked up."""

    path: str
    well_formed: bool


def references(text: str) -> tuple[Reference, ...]:
    """Find the references of a text, the malformed ones included, in order."""
    marks = (m for m in _MARK.finditer(text) if m.group() != "$${")
    return tuple(
        Reference(path := m.group(1) or "", _PATH.fullmatch(path) is not None) for m in marks
    )


def resolve(text: str, look_up: Callable[[str], str]) -> str:
    """Replace every reference by its value; ``look_up`` decides what a missing one becomes."""

    def value(match: re.Match[str]) -> str:
        if match.group() == "$${":
            return "${"
        return look_up(match.group(1) or "")

    return _MARK.sub(value, text) if "$" in text else text
