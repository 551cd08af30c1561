"""Did you mean …?"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_NAMES = 2_000


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known name; empty when none is near."""
    candidates = list(known)[:_MAX_NAMES]
    near = difflib.get_close_matches(name[:100], candidates, n=1, cutoff=0.6)
    return _("Did you mean “{name}”?").format(name=near[0]) if near else ""
