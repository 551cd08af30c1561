"""The one date of a run."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _


def as_of(given: date | None) -> date:
    """Choose today's date: the one given, else ``SOURCE_DATE_EPOCH``, else the clock.

    Raises:
        WorkspaceError: If ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    if given:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise WorkspaceError(
            finding(
                "CST108",
                _("SOURCE_DATE_EPOCH is not a number of seconds."),
                TextLocation("SOURCE_DATE_EPOCH"),
            )
        ) from error
