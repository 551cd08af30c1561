"""Keys that people type though their values are worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable


class Derived(NamedTuple):
    """What to say of a key that is worked out; ``hint`` is translated when it is asked for."""

    code: str
    hint: Callable[[], str]


def _reports() -> str:
    return _("Give each subordinate “reports_to”; the list follows from it.")


def _total() -> str:
    return _("Leave it out; totals are computed from the items.")


def _number() -> str:
    return _("Leave it out; items are numbered in their order when printed.")


_REPORTS = Derived("CST212", _reports)
_TOTAL = Derived("CST213", _total)
_NUMBER = Derived("CST214", _number)

_KEYS = {
    "direct_reports": _REPORTS,
    "subordinates": _REPORTS,
    "total": _TOTAL,
    "total_weight": _TOTAL,
    "total_score": _TOTAL,
    "weights_total": _TOTAL,
    "sum": _TOTAL,
    "no": _NUMBER,
    "number": _NUMBER,
    "seq": _NUMBER,
    "serial": _NUMBER,
}


def derived_key(key: str) -> Derived | None:
    """Return what stands in place of a key, or None when it is not one that is worked out."""
    return _KEYS.get(key)
