"""CST202."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.references import references_of
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class TextPathUnknown:
    """A text refers to a fact that does not exist.

    Why it matters:
        The reference is replaced by the fact when a document is made. Without the fact
        the sentence would have a hole.

    Example:
        ```yaml
        text: 维护${company.brnad}品牌形象
        ```

    Use instead:
        ```yaml
        text: 维护${company.brand}品牌形象
        ```

    Exceptions:
        `$${` prints `${` and refers to nothing.
    """

    code = "CST202"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Ask for every reference of every text whether its path is known."""
        if facts.known_path is None:
            return
        for kind, entry_id, key_path, reference in references_of(facts):
            if reference.path is not None and not facts.known_path(reference.path):
                message = _("The text refers to “{path}”, which does not exist.").format(
                    path=reference.path
                )
                yield Violation(kind, entry_id, key_path, message)
