"""The catalogue inside a wheel, unpacked within the gate's limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.findings import TemplateError, TextLocation, WorkspaceError, finding
from cstemplates.gate import MIB, Profile
from cstemplates.gate.archive import unpack
from cstemplates.load.file import read_bytes
from cstemplates.messages import _

if TYPE_CHECKING:
    from pathlib import Path

WHEEL = Profile(
    name="wheel",
    max_file=50 * MIB,
    max_part=20 * MIB,
    max_total=200 * MIB,
    max_parts=5_000,
    max_ratio=500,
    ratio_floor=MIB,
    max_elements=1,
    max_depth=1,
)
_ENTRIES = "cstemplates/data/catalog/"
_METADATA = re.compile(r"[^/]+\.dist-info/METADATA")
_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)


def unpack_catalogue(wheel: Path, room: Path, *, shown: str) -> str:
    """Unpack a wheel's catalogue into ``room``, nothing else of it.

    Returns:
        The version that the wheel states; empty when it states none.

    Raises:
        WorkspaceError: The file is no wheel, is damaged or exceeds the limits.
    """
    try:
        data = read_bytes(wheel, display=shown, limit=WHEEL.max_file)
        parts, faults = unpack(data, path=shown, profile=WHEEL)
    except TemplateError as error:
        raise _unfit(shown) from error
    if faults:
        raise _unfit(shown)
    for name, content in parts.items():
        if name.startswith(_ENTRIES) and name.endswith(".yaml"):
            place = room / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    return _version(parts)


def _version(parts: dict[str, bytes]) -> str:
    stated = next((parts[name] for name in parts if _METADATA.fullmatch(name)), b"")
    found = _VERSION.search(stated.decode("utf-8", "replace"))
    return found[1] if found else ""


def _unfit(shown: str) -> WorkspaceError:
    message = _("This file is no wheel, or it is damaged.")
    hint = _("Fetch it again: pip download cstemplates==VERSION --no-deps.")
    return WorkspaceError(finding("CST100", message, TextLocation(shown), hint))
