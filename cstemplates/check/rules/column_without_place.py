"""CST234."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.messages import _
from cstemplates.model.form import columns_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts


class ColumnWithoutPlace:
    """A column that a form is registered with has no place in its layout.

    Why it matters:
        A policy asks for what the register names; a form without the blank for it is filled
        in completely and still proves nothing.

    Example:
        ```yaml
        columns: [姓名, 假别, 销假日期]
        form:
          blocks:
            - id: applicant
              kind: fields
              fields:
                - {id: name, label: 姓名}
                - {id: leave_kind, label: 假别}
        ```

    Use instead:
        ```yaml
        columns: [姓名, 假别, 销假日期]
        form:
          blocks:
            - id: applicant
              kind: fields
              fields:
                - {id: name, label: 姓名}
                - {id: leave_kind, label: 假别}
                - {id: returned, label: 返岗时刻, covers: [销假日期]}
        ```

    Exceptions:
        A form without layout is only registered and not looked at. A label that says the
        same in other words names the column in `covers`.
    """

    code = "CST234"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Hold the columns of every form with a layout against its blanks."""
        for key, document in facts.catalog.documents.items():
            places = columns_on(document.form) if document.form else frozenset(document.columns)
            for number, column in enumerate(document.columns):
                if column not in places:
                    message = _("The form has no place for “{column}”.").format(column=column)
                    hint = _("Add a blank with this label, or name it in “covers” of one.")
                    yield Violation("documents", key, ("columns", number), message, hint)
