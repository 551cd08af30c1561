"""A zip of the published files, equal bytes for equal files."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.publish.manifest import OutputFile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def zip_files(files: Iterable[OutputFile]) -> bytes:
    """Pack the files in their order; names are UTF-8, dates are fixed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, file.data)
    return buffer.getvalue()
