"""CST220."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.similarity import plain
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class IndicatorDefinedTwice:
    """Two indicators have the same formula.

    Why it matters:
        One result under two names is counted twice in a scorecard, and the two names soon
        have two targets.

    Example:
        ```yaml
        basket: {title: 客单价, formula: 销售额÷成交笔数, unit: 元}
        deal: {title: 平均交易价值, formula: 销售额 ÷ 成交笔数, unit: 元}
        ```

    Use instead:
        ```yaml
        basket: {title: 客单价, formula: 销售额÷成交客户数, unit: 元}
        deal: {title: 平均交易价值, formula: 销售额÷成交笔数, unit: 元}
        ```

    Exceptions:
        None. Spaces, punctuation and references do not make a difference.
    """

    code = "CST220"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look every formula up among those before it."""
        first: dict[str, str] = {}
        for key, indicator in facts.catalog.indicators.items():
            other = first.setdefault(plain(indicator.formula), key)
            if other != key:
                message = _("Indicator “{other}” has the same formula.").format(other=other)
                yield Violation("indicators", key, ("formula",), message)
