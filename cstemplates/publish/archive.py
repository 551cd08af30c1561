"""A zip of the published files, equal bytes for equal files."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.publish.manifest import OutputFile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MARK = b"cstemplates "
_TAIL = len(_MARK) + 64


def archive_place(folder: Path) -> Path:
    """The zip's place beside its folder, whatever way the folder was written."""
    whole = folder if folder.name not in {"", ".."} else Path(os.path.abspath(folder))  # noqa: PTH100 - a linked folder keeps its own name
    return whole.parent / f"{whole.name}.zip"


def archive_findings(place: Path) -> list[Finding]:
    """Refuse to replace a file that :func:`zip_files` did not write, or somebody changed."""
    if not os.path.lexists(place) or is_ours(place):
        return []
    return [
        finding(
            "CST023",
            _("A file of this name is there already and was not made by an earlier run."),
            TextLocation(place.as_posix()),
            _("Move it away, choose another folder with -o, or use --force to replace it."),
        )
    ]


def is_ours(place: Path) -> bool:
    """Tell whether a file is a zip as :func:`zip_files` wrote it, byte for byte."""
    try:
        with place.open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            if stream.tell() < _TAIL:
                return False
            stream.seek(-_TAIL, os.SEEK_END)
            if not stream.read(_TAIL).startswith(_MARK):
                return False
        data = place.read_bytes()
    except OSError:
        return False
    return data[-_TAIL:] == _seal(data[:-_TAIL])


def _seal(data: bytes) -> bytes:
    return _MARK + hashlib.sha256(data).hexdigest().encode()


def zip_files(files: Iterable[OutputFile]) -> bytes:
    """Pack the files in their order; names are UTF-8, dates are fixed.

    The zip's comment seals what stands before it, so that a later run knows it as ours.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, file.data)
        archive.comment = bytes(_TAIL)
    data = buffer.getvalue()[:-_TAIL]
    return data + _seal(data)
