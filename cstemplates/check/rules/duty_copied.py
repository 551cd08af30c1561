"""CST211."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.role_texts import copies, duties_of, shared_sentences
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.check.role_texts import RoleText

_LEAST = 0.5


class DutyCopied:
    """A duty, goal, work detail or routine task is copied from another role.

    Why it matters:
        When two posts have the same sentence, either both do the work or neither feels
        responsible, and the appraisal cannot tell whose result it was.

    Example:
        ```yaml
        # roles/supervisor.yaml and roles/specialist.yaml
        responsibilities:
          - {id: visits, category: a, text: 每季度回访全部大客户，当日记入CRM，形成回访记录}
        ```

    Use instead:
        ```yaml
        # roles/supervisor.yaml
        responsibilities:
          - {id: visits, category: a, text: 每月抽听十份大客户回访录音，对漏问事项开出补访单}
        ```

    Exceptions:
        Texts of fewer than ten characters are not compared. Two texts are near-copies when
        half of their character pairs agree; unrelated ones of this catalogue stay below that.
        Within longer texts a shared sentence counts from twelve characters on.
    """

    code = "CST211"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Compare whole texts through an index, then long sentences by a table of them."""
        texts = list(duties_of(facts))
        told = set()
        for first, second, likeness in copies(texts, _LEAST):
            told.add((second.role, second.key_path))
            message = _("This is {share} % the same as “{place}” of role “{role}”.")
            yield _violation(second, first, message, share=round(likeness * 100))
        for first, second, sentence in shared_sentences(texts):
            if (second.role, second.key_path) not in told:
                message = _("“{sentence}” stands in “{place}” of role “{role}” too.")
                yield _violation(second, first, message, sentence=sentence)


def _violation(copy: RoleText, source: RoleText, message: str, **said: str | int) -> Violation:
    place = f"{source.key_path[0]}.{source.item}"
    hint = _("Say what this post does and the other does not.")
    message = message.format(place=place, role=source.role, **said)
    return Violation("roles", copy.role, copy.key_path, message, hint)
