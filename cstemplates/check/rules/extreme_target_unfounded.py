"""CST222."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.indicators import is_extreme, targets_of
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath


class ExtremeTargetUnfounded:
    """A target of 100 % or of nothing at all has no basis.

    Why it matters:
        One single miss fails such a target. It is fair only where every case is in the
        employee's own hands, and the entry has to say so.

    Example:
        ```yaml
        archive_rate:
          title: 回访记录归档率
          unit: "%"
          target: 100
        ```

    Use instead:
        ```yaml
        archive_rate:
          title: 回访记录归档率
          unit: "%"
          target: 100
          basis: 归档由本岗当日完成，系统不允许空缺；系统停用的时段从分母剔除
        ```

    Exceptions:
        None. The basis stands on the indicator, or on the goal that sets the target.
    """

    code = "CST222"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for a basis at every extreme target of indicators, goals and plans."""
        indicators = facts.catalog.indicators
        for key, indicator in indicators.items():
            if is_extreme(indicator, indicator.target) and indicator.basis is None:
                yield _violation("indicators", key, ("target",), key)
        for kind, key, path, name, target, basis in targets_of(facts):
            known = indicators.get(name)
            if known and basis is None and known.basis is None and is_extreme(known, target.value):
                yield _violation(kind, key, path, name)


def _violation(kind: str, key: str, path: KeyPath, name: str) -> Violation:
    message = _("The target of “{indicator}” leaves no room, and no basis says why it can be met.")
    hint = _("Give the reason under “basis”, or a target that allows for a miss.")
    return Violation(kind, key, path, message.format(indicator=name), hint)
