"""The nearest known name to one that is unknown."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return “Did you mean …?” with the nearest known name; empty when none is near."""
    near = get_close_matches(name, sorted(known), n=1)
    return _("Did you mean “{name}”?").format(name=near[0]) if near else ""
