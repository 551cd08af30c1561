"""CST224."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.registered import is_law, registered_names
from cstemplates.check.rule import Violation
from cstemplates.check.texts import texts_of
from cstemplates.messages import _
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_TITLE = re.compile(r"《([^《》]+)》")
_KINDS = {"documents", "policies", "procedures", "plans", "commitments"}


class ReferenceUnregistered:
    """A text names a document in 《》 that is not registered.

    Why it matters:
        Nobody can be bound by a form or a rule that does not exist, or that goes by
        another name in the register.

    Example:
        ```yaml
        # documents/forms has a form “客户投诉登记表”
        clauses:
          - {id: record, text: 受理后填写《投诉登记册》}
        ```

    Use instead:
        ```yaml
        clauses:
          - {id: record, text: 受理后填写《客户投诉登记表》}
        ```

    Exceptions:
        Laws and regulations, and records that a role or a procedure makes.
    """

    code = "CST224"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look up what clauses, steps and tables name."""
        names = registered_names(facts)
        for kind, key, path, text in texts_of(facts):
            if kind not in _KINDS or "《" not in text:
                continue
            for match in _TITLE.finditer(text):
                name = match[1]
                if "${" not in name and name not in names and not is_law(name):
                    message = _("“{name}” is no registered document, form, rule or record.")
                    hint = did_you_mean(name, sorted(names))
                    yield Violation(kind, key, path, message.format(name=name), hint)
