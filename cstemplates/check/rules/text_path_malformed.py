"""CST207."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.references import references_of
from cstemplates.check.rule import Violation
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class TextPathMalformed:
    """A text has something that looks like a reference to a fact but is none.

    Why it matters:
        It would be printed as it stands, signs and all.

    Example:
        ```yaml
        text: 维护$｛company.brand｝品牌形象
        ```

    Use instead:
        ```yaml
        text: 维护${company.brand}品牌形象
        ```

    Exceptions:
        `$${` prints `${` where a text really needs these signs.
    """

    code = "CST207"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for references that are not closed, full-width, or no dotted path."""
        for kind, entry_id, key_path, reference in references_of(facts):
            if reference.path is None:
                message = _("“{written}” is no reference.").format(written=reference.written)
                hint = _(
                    "Write ${{path}} with half-width signs, small letters and dots; "
                    "$${{ prints the signs themselves."
                ).format()
                yield Violation(kind, entry_id, key_path, message, hint)
