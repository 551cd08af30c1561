"""CST200."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.links import links_of, names_of
from cstemplates.check.rule import Violation
from cstemplates.messages import _
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class ReferenceUnknown:
    """An entry refers to an entry or a task that does not exist.

    Why it matters:
        What is printed from a reference would be missing from the document: the superior,
        the name of an indicator, an attachment.

    Example:
        ```yaml
        # roles/cs_manager.yaml
        reports_to: cs_directer
        ```

    Use instead:
        ```yaml
        reports_to: cs_director
        ```

    Exceptions:
        None. A role whose superior is outside the catalogue leaves `reports_to` out.
    """

    code = "CST200"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look every reference up among the entries it may name."""
        known = names_of(facts.catalog)
        for link in links_of(facts.catalog):
            if link.target not in known[link.target_kind]:
                message = _("There is no “{target}” in “{kind}”.").format(
                    target=link.target, kind=link.target_kind
                )
                hint = did_you_mean(link.target, sorted(known[link.target_kind]))
                yield Violation(link.kind, link.id, link.key_path, message, hint)
