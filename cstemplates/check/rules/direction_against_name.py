"""CST219."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_BAD = (
    r"差错|错误|错漏|失误|事故|投诉|抱怨|超时|逾期|延误|流失|离职|违规|泄露|遗失|缺货|退货|返工"
    r"|返修|重开|缺陷|脱岗|遗漏|超支|放弃|未完成|未达标|不合格|不满意"
)
_COUNTED = r"(?:率|度|数|量|额|件数?|次数?|起数?|处数?|笔数?|人数|时长|比例|占比)?"
_NAMES_BAD = re.compile(rf"(?:{_BAD}){_COUNTED}$")
_HAS_BAD = re.compile(rf"{_BAD}|偏差|差异|未|不|超|失|缺|漏|下降|降幅|浪费|损")
_NAMES_GOOD = re.compile(
    r"(?:准确|正确|合格|满意|完成|达标|及时|达成|收缴|覆盖|成功|保留|续约|完整|解决|采纳|兑现|忠诚)"
    r"(?:率|度|数|比例|得分|性)?$"
)
_QUALITY = re.compile(r"(?:准确|正确|完整|及时|有效|规范|安全|稳定)性")


class DirectionAgainstName:
    """The name of an indicator says the opposite of its direction.

    Why it matters:
        An indicator called accuracy of which less is better is read the wrong way round
        by those who are paid by it, and by those who add the points up.

    Example:
        ```yaml
        service_accuracy:
          title: 服务准确性
          unit: "%"
          direction: lower
          formula: 差错件数÷受理件数×100%
        ```

    Use instead:
        ```yaml
        service_error_rate:
          title: 服务差错率
          unit: "%"
          direction: lower
          formula: 差错件数÷受理件数×100%
        ```

    Exceptions:
        Indicators of which a range is best.
    """

    code = "CST219"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare the name of every indicator with its direction."""
        for key, indicator in facts.catalog.indicators.items():
            if _contradicts(indicator.title, indicator.direction):
                message = _("The name “{title}” says the opposite of the direction “{way}”.")
                message = message.format(title=indicator.title, way=indicator.direction)
                hint = _("Name the indicator after what is counted, or turn formula and direction.")
                yield Violation("indicators", key, ("title",), message, hint)


def _contradicts(title: str, direction: str) -> bool:
    if direction == "higher":
        return _NAMES_BAD.search(title) is not None
    if direction == "lower":
        good = _NAMES_GOOD.search(title) and not _HAS_BAD.search(title)
        return bool(good or _QUALITY.search(title))
    return False
