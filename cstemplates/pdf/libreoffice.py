"""LibreOffice on this machine: where it is, and what to install when it is not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from cstemplates.findings import EnvironmentFault, TextLocation, finding
from cstemplates.messages import _

PROGRAM_VARIABLE = "CSTEMPLATES_LIBREOFFICE"
_KNOWN_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)


def find_libreoffice() -> Path | None:
    """Find LibreOffice: the variable CSTEMPLATES_LIBREOFFICE, the path, known places."""
    named = os.environ.get(PROGRAM_VARIABLE)
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((Path(place) for place in _KNOWN_PLACES if Path(place).is_file()), None)


def require_libreoffice() -> Path:
    """Find LibreOffice or fail with what to install.

    Raises:
        EnvironmentFault: CST050 when it is not on this machine.
    """
    program = find_libreoffice()
    if program is not None:
        return program
    hint = _(
        "On Debian or Ubuntu: sudo apt-get install libreoffice-writer-nogui fonts-noto-cjk "
        "fonts-lxgw-wenkai fonts-liberation2. On Windows or macOS: install LibreOffice from "
        "its site, libreoffice.org. The Word files can be made without it."
    )
    message = _("LibreOffice is not on this machine; PDF files cannot be made without it.")
    raise EnvironmentFault(finding("CST050", message, TextLocation("LibreOffice"), hint))
