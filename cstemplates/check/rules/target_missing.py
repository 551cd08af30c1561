"""CST217."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class TargetMissing:
    """An indicator that counts has no target.

    Why it matters:
        Without a figure to reach, every result can be called good or bad afterwards.

    Example:
        ```yaml
        complaint_rate:
          title: 客户投诉率
          unit: "%"
          direction: lower
        ```

    Use instead:
        ```yaml
        complaint_rate:
          title: 客户投诉率
          unit: "%"
          direction: lower
          target: 0.5
        ```

    Exceptions:
        Qualitative indicators, vetoes and bonuses. A target in words, such as a company's
        parameter, stands in `target_text`.
    """

    code = "CST217"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for a target at every quantitative indicator."""
        for key, indicator in facts.catalog.indicators.items():
            counts = indicator.kind == "quantitative"
            if counts and indicator.target is None and indicator.target_text is None:
                message = _("Indicator “{id}” counts, but has no target.").format(id=key)
                hint = _("Give “target”, or “target_text” with a reference to a parameter.")
                yield Violation("indicators", key, (), message, hint)
