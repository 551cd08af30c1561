"""How half-open ranges are printed, so that no reader asks where a border belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind.figures import with_unit
from cstemplates.bind.worded import worded

if TYPE_CHECKING:
    from decimal import Decimal

    from cstemplates.model import Indicator
    from cstemplates.model.role import Target


_ALL = 100


def half_open(start: Decimal | None, end: Decimal | None, unit: str | None) -> str:
    """Print ``[start, end)``: ≥95%, ≥85%且＜95%, ＜85%; 不限 without both ends."""
    low = worded(f"≥{with_unit(start, unit)}", start) if start is not None else ""
    high = worded(f"＜{with_unit(end, unit)}", end) if end is not None else ""
    return "且".join(filter(None, (low, high))) or "不限"


def target_text(indicator: Indicator, target: Target | None = None) -> str:
    """Print a target with the sign of its indicator's direction: ≥85%, ≤2小时, ＞98%.

    A goal's own target goes before the indicator's; words go before figures. An
    indicator without any target prints nothing.
    """
    if target is not None and target.text:
        return target.text
    value = target.value if target is not None else indicator.target
    if value is None:
        return indicator.target_text or ""
    strict = target.strict if target is not None else indicator.strict
    sign = _sign(indicator, value, strict=strict)
    return worded(f"{sign}{with_unit(value, indicator.unit)}", value)


def _sign(indicator: Indicator, value: Decimal, *, strict: bool) -> str:
    # "≥100%" and "≤0" would read as if more were possible.
    if (indicator.unit == "%" and value == _ALL) or (indicator.direction == "lower" and value == 0):
        return ""
    if indicator.direction == "range":
        return ""
    if indicator.direction == "lower":
        return "＜" if strict else "≤"
    return "＞" if strict else "≥"
