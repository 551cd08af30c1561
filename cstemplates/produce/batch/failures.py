"""failed.csv: who got no document, for which row, column and reason."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.publish.atomic import replace_by_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cstemplates.produce.batch.plan_file import Fault

NAME = "failed.csv"
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a formula begins; Excel takes the wide forms for them too."""


class Failures:
    """Collects faults in a file beside its place, which appears when the batch is done.

    Excel opens it as it is: UTF-8 with a mark, and nothing in it is taken for a formula.
    """

    def __init__(self, folder: Path, waits: Path) -> None:
        self.count = 0
        self._place = folder / NAME
        self._waits = waits / NAME
        self._stream = self._waits.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._stream)
        self._csv.writerow(
            [_("Row"), _("Column"), _("Reason"), _("Code"), _("Employee number"), _("Document")]
        )

    def add(self, faults: Iterable[Fault]) -> None:
        """Write faults down."""
        for fault in faults:
            self.count += 1
            texts = (fault.column, fault.reason, fault.code, fault.employee, fault.document)
            self._csv.writerow([fault.row or "", *map(_dead, texts)])

    def publish(self) -> None:
        """Put the file in its place; without faults there is none."""
        self._stream.close()
        if not self.count:
            self._place.unlink(missing_ok=True)
            return
        with self._waits.open("rb") as stream:
            replace_by_pieces(self._place, stream)


def _dead(text: str) -> str:
    return f"'{text}" if text.startswith(_LIVE) else text
