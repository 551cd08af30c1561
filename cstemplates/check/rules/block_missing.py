"""CST223."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.model import Section

_SIGNED = {"agreement": 2, "scorecard": 2}
_NEEDED = {
    "期限": re.compile(r"期限|任期|时间|有效期"),
    "目标或职责": re.compile(r"职责|目标|责任|义务"),
    "考核、奖惩或违约": re.compile(r"考核|奖|惩|违约|扣分"),
    "争议": re.compile(r"争议|申诉|异议"),
}


class BlockMissing:
    """A document lacks a block that its kind needs.

    Why it matters:
        An agreement without term, consequences, way to settle a dispute and the second
        signature binds nobody; that shows only when it is needed.

    Example:
        ```yaml
        kind: agreement
        sections:
          - {id: duties, title: 职责, clauses: [{id: a, text: 受理投诉}]}
        signatories: [甲方]
        ```

    Use instead:
        ```yaml
        kind: agreement
        sections:
          - {id: duties, title: 职责, clauses: [{id: a, text: 受理投诉}]}
          - {id: term, title: 期限, clauses: [{id: a, text: 自签署日起一年}]}
          - {id: breach, title: 考核与违约, clauses: [{id: a, text: 按评分表计算}]}
          - {id: disputes, title: 争议处理, clauses: [{id: a, text: 先协商后仲裁}]}
        signatories: [甲方, 乙方]
        ```

    Exceptions:
        A letter. Agreements need term, duties or targets, consequences and disputes in their
        headings, or in those of the commitment of the same id; agreements and scorecards
        need two signatures.
    """

    code = "CST223"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look at headings and signatures of agreements and scorecards."""
        for key, document in facts.catalog.documents.items():
            least = _SIGNED.get(document.kind, 0)
            if len(document.signatories) < least:
                message = _("“{id}” needs {least} signatures at least.").format(id=key, least=least)
                yield Violation("documents", key, ("signatories",), message)
            if document.kind == "agreement" and key not in facts.catalog.commitments:
                yield from _without("documents", key, document.sections)
        for key, commitment in facts.catalog.commitments.items():
            if commitment.kind == "agreement":
                yield from _without("commitments", key, commitment.sections)


def _without(kind: str, key: str, sections: tuple[Section, ...]) -> Iterator[Violation]:
    headings = "\n".join(section.title for section in sections)
    for name, heading in _NEEDED.items():
        if not heading.search(headings):
            message = _("There is no section on “{name}”.").format(name=name)
            yield Violation(kind, key, ("sections",), message)
