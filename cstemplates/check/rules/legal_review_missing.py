"""CST523."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording, ids_around
from cstemplates.messages import _
from cstemplates.model import Commitment, Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.check.texts import PlacedText

_DELICATE = re.compile(
    r"(?P<denied>(?:不(?:得|设|另|处|予|以|从|作|再|[折计记算视])|禁止)[^，。；的\n]{0,8}"
    r"(?:罚款|扣款|扣发|扣除|扣减|赔偿|旷工))"
    r"|罚款|扣款|扣发|扣[除减][^，。；\n]{0,8}(?:工资|薪|奖金)|从[^，。；\n]{0,6}工资中(?:直接)?扣"
    r"|赔偿|(?:迟到|早退)[^。；\n]*?[记计视算折即](?<!不.)(?<!不折.)[作为成]?[^，。；的\n]{0,4}旷工"
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
        first: dict[PlacedText, str] = {}
        for place, match in find_wording(facts, _DELICATE):
            in_clause = place.key_path[0] == "sections" and place.key_path[-1] != "title"
            if in_clause and match["denied"] is None:
                first.setdefault(place, match[0])
        for place, words in first.items():
            entry = facts.catalog.of(place.kind)[place.id]
            if isinstance(entry, Policy | Commitment):
                marked = {review.clause for review in entry.legal_review}
                if marked.isdisjoint(ids_around(entry, place.key_path)):
                    message = _("“{words}” is not marked for legal review.").format(words=words)
                    hint = _("Name the clause under “legal_review”, with the law it rests on.")
                    yield Violation(place.kind, place.id, place.key_path, message, hint)
