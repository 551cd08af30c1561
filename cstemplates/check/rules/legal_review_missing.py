"""CST523."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model.texts import Clause, Section

_DELICATE = re.compile(
    r"罚款|扣款|扣发|扣[除减][^，。；]{0,8}(?:工资|薪|奖金)|从[^，。；]{0,6}工资中(?:直接)?扣|赔偿"
    r"|(?:迟到|早退)[^。；]*?[记计视算折即][作为成]?[^，。；的]{0,4}旷工"
)
_DENIED = re.compile(
    r"(?:不(?:得|设|另|处|予|以|从|作|再|[折计记算视])|禁止|无)[^，。；的]{0,8}"
    r"(?:罚款|扣款|扣发|扣除|扣减|赔偿|旷工)"
)


class LegalReviewMissing:
    """A clause about fines, damages or lateness as absence is not marked for legal review.

    Why it matters:
        Such clauses hold only within narrow limits of law and local practice. A company
        that issues them unread pays for it in arbitration.

    Example:
        ```yaml
        sections:
          - id: lateness
            title: 迟到
            clauses:
              - {id: late, text: 迟到超过30分钟的，记旷工1天}
        legal_review: []
        ```

    Use instead:
        ```yaml
        legal_review:
          - id: late
            clause: late
            text: 复核地方裁审口径，确认工资只按实际缺勤扣减
            law: 劳动合同法第四条
        ```

    Exceptions:
        Clauses that rule such a thing out, as “不设罚款”.
    """

    code = "CST523"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare such clauses of policies and commitments with what is marked."""
        for kind, entries in (
            ("policies", facts.catalog.policies),
            ("commitments", facts.catalog.commitments),
        ):
            for key, entry in entries.items():
                marked = {review.clause for review in entry.legal_review}
                for path, words in _unmarked(entry.sections, marked):
                    message = _("“{words}” is not marked for legal review.").format(words=words)
                    hint = _("Name the clause under “legal_review”, with the law it rests on.")
                    yield Violation(kind, key, path, message, hint)


def _unmarked(sections: tuple[Section, ...], marked: set[str]) -> Iterator[tuple[KeyPath, str]]:
    for number, section in enumerate(sections):
        for row, clause in enumerate(section.clauses):
            if marked.isdisjoint({section.id, clause.id}):
                path = ("sections", number, "clauses", row)
                yield from _delicate(path, clause, marked)


def _delicate(path: KeyPath, clause: Clause, marked: set[str]) -> Iterator[tuple[KeyPath, str]]:
    texts = [((*path, "text"), clause.text)]
    for number, item in enumerate(clause.items):
        if item.id not in marked:
            texts.append(((*path, "items", number, "text"), item.text))
    for where, text in texts:
        match = _DELICATE.search(_DENIED.sub("", text))
        if match:
            yield where, match[0]
