"""CST233."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.figures import promises_in
from cstemplates.check.rule import Violation
from cstemplates.check.scorecards import figure
from cstemplates.check.texts import texts_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.check.figures import Promise
    from cstemplates.model import Indicator

_ASIDE = {"indicators", "scales", "competencies", "glossary"}


class FigureDiffers:
    """A text states another figure than the target of the indicator it names.

    Why it matters:
        A figure typed into a sentence stays when the target changes, and then two
        documents promise two things.

    Example:
        ```yaml
        # indicators: customer_satisfaction is 客户满意度, at least 90 分
        clauses:
          - {id: aim, text: 客户满意度达到85%}
        ```

    Use instead:
        ```yaml
        clauses:
          - {id: aim, text: "客户满意度${indicators.customer_satisfaction.target}"}
        ```

    Exceptions:
        Floor and stretch values of the indicator, and thresholds (低于, 超过) that are no
        targets.
    """

    code = "CST233"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Find names of indicators followed by a figure, and compare it with theirs."""
        named = {each.title: each for each in facts.catalog.indicators.values()}
        for kind, key, path, text in texts_of(facts):
            if kind in _ASIDE or "scoring" in path:
                continue
            for promise in promises_in(text, named.__contains__):
                target = named[promise.name].target
                if target is not None and not _agrees(promise, named[promise.name]):
                    message = _("“{said}” differs from the target of the indicator, {target}.")
                    stated = f"{figure(target)} {named[promise.name].unit or ''}".rstrip()
                    hint = _("Refer to the target of the indicator instead of typing a figure.")
                    message = message.format(said=promise.written, target=stated)
                    yield Violation(kind, key, path, message, hint)


def _agrees(promise: Promise, indicator: Indicator) -> bool:
    values = (indicator.target, indicator.floor, indicator.stretch)
    return promise.value in values and promise.unit.startswith(indicator.unit or "")
