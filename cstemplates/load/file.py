"""Reading the bytes of a file that somebody else wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path, *, display: str, limit: int) -> bytes:
    """Read a regular file of at most ``limit`` bytes.

    Raises:
        CatalogError: The file is missing, no regular file, unreadable or too large.
    """
    place = TextLocation(display)
    try:
        if not path.is_file():  # a pipe or a device would keep us waiting
            raise CatalogError(finding("CST100", _("There is no such file."), place))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        raise CatalogError(finding("CST100", _("The file cannot be read."), place)) from error
    if len(data) > limit:
        message = _("The file is larger than {limit} MB.").format(limit=limit // 1_000_000)
        raise CatalogError(finding("CST106", message, place))
    return data
