"""Reading a file that a user named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.messages.reasons import reason_of

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        WorkspaceError: If it is missing, a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorkspaceError(
            finding(
                "CST100",
                _("The file cannot be read: {reason}.").format(reason=reason_of(error)),
                TextLocation(path.as_posix()),
            )
        ) from error
