"""CST521."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.check.texts import PlacedText

_REPAY = r"(?:赔偿|返还|违约金|退还|偿还|赔付)(?!办法|方式|标准|事项)"
_REPAYMENT = re.compile(rf"服务期[^。\n]*{_REPAY}|{_REPAY}[^。\n]*(?:服务期)")
_APPORTIONED = re.compile(r"分摊|按比例|未履行|第二十二条|逐[月年](?:递减|返还|折减)|按月折算")


class RepaymentNotApportioned:
    """Who leaves before the end of a service period repays the whole cost of training.

    Why it matters:
        The law limits the sum to the share of the part that was not served
        (劳动合同法第二十二条). A clause that asks for everything does not hold, and
        often takes the rest of the agreement with it.

    Example:
        ```yaml
        text: 服务期内离职的，赔偿全部培训费用
        ```

    Use instead:
        ```yaml
        text: 服务期内离职的，按未履行的月数分摊返还培训费用
        ```

    Exceptions:
        The apportioning may stand in another clause of the same section.
    """

    code = "CST521"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for repayment in service periods, and for its apportioning in the section."""
        apportioned = {_section(place) for place, _match in find_wording(facts, _APPORTIONED)}
        for place, _match in find_wording(facts, _REPAYMENT):
            if _section(place) not in apportioned:
                message = _("The repayment is not apportioned over the service period.")
                hint = _("Reduce it by the part served: 劳动合同法第二十二条.")
                yield Violation(place.kind, place.id, place.key_path, message, hint)


def _section(place: PlacedText) -> tuple[str, str, KeyPath]:
    return place.kind, place.id, place.key_path[:2]
