"""CST511."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.terms import alias_pattern, forbidden_forms, holds_for
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class TermNotPreferred:
    """A text uses another word for a term than the glossary prefers.

    Why it matters:
        Two words for one thing make readers look for a difference: 催缴 and 催收 in the
        same manual may be two tasks or one.

    Example:
        ```yaml
        # glossary/repair_request.yaml: title: 报修, aliases: [请修]
        text: 受理请修，15分钟内派单
        ```

    Use instead:
        ```yaml
        text: 受理报修，15分钟内派单
        ```

    Exceptions:
        Names in 《》, names of entries, and longer words of the glossary may hold the
        form. A term of one family of roles holds only in the texts of that family.
    """

    code = "CST511"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for the forms that the glossary lists as aliases."""
        forms = forbidden_forms(facts.catalog)
        if not forms:
            return
        for place, match in find_wording(facts, alias_pattern(facts.catalog, forms)):
            term = forms.get(match[0])
            if term is not None and holds_for(term, facts.catalog, place):
                message = _("The glossary prefers “{term}” to “{written}”.").format(
                    term=term.title, written=match[0]
                )
                hint = _("Write “{term}”.").format(term=term.title)
                yield Violation(place.kind, place.id, place.key_path, message, hint)
