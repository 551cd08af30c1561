"""CST218."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_MEASURE = (
    r"(?:率|度|性|数|量|额|时长|时间|得分|次|件|天数|成本|周期|占比|完整|准确|及时|规范|合格)"
)
_COMPOUND = re.compile(
    rf"{_MEASURE}(?:、|和|及|以及|与|/|／)[^、和及与/／]*{_MEASURE}$|^[零无].+[、和及与][零无]"
)


class IndicatorCompound:
    """One indicator measures two things.

    Why it matters:
        One figure for two results hides which of them fell short, and a target for both
        at once is met by neither.

    Example:
        ```yaml
        data_quality:
          title: 资料完整率和准确率
        ```

    Use instead:
        ```yaml
        data_completeness:
          title: 资料完整率
        data_accuracy:
          title: 资料准确率
        ```

    Exceptions:
        Names that join two objects of one measure are fine: 档案与工单完整率.
    """

    code = "CST218"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for two measures joined in the name of an indicator."""
        for key, indicator in facts.catalog.indicators.items():
            if _COMPOUND.search(indicator.title):
                message = _("“{title}” names more than one measure.").format(title=indicator.title)
                hint = _("Make an indicator of each.")
                yield Violation("indicators", key, ("title",), message, hint)
