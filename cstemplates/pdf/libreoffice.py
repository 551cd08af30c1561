"""LibreOffice as a child process: found, shut in, and killed as a whole at its time limit."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import EnvironmentFault, TextLocation, finding
from cstemplates.messages import _
from cstemplates.pdf.fonts import font_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM_VARIABLE = "CSTEMPLATES_LIBREOFFICE"
_KNOWN_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_POLL_SECONDS = 0.05
_FILTER = (
    'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"ExportLinksRelativeFsys":{"type":"boolean","value":"true"},'
    '"ExportFormFields":{"type":"boolean","value":"false"}}'
)
_PASSED_ON = ("PATH", "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "SYSTEMROOT", "LD_LIBRARY_PATH")
_SWITCHES = (
    "--headless",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--nofirststartwizard",
    # Without it a damaged file is set as plain text.
    "--infilter=MS Word 2007 XML",
    "--convert-to",
)
# Path of the setting, its name, its type and value: no links fetched, no macro run, no
# link updated, no first-start page, no crash report or update check.
_SETTINGS = (
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Misc", "CrashReport", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
)


class Ending(Enum):
    """How a run of LibreOffice ended; an ordinary end says nothing about its files."""

    ORDINARY = "ordinary"
    STOPPED = "stopped"
    TOO_SLOW = "too slow"


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


def run(
    program: Path,
    sources: Sequence[Path],
    *,
    target: Path,
    room: Path,
    patience: float,
    on_made: Callable[[int], None],
) -> Ending:
    """Let LibreOffice convert files into PDFs in one call, alone in a profile of its own.

    Args:
        program: The LibreOffice executable.
        sources: Word files with neutral names.
        target: Folder for the PDFs.
        room: Private folder for profile and temporary files.
        patience: Seconds that may pass without another PDF before it is killed.
        on_made: Told how many PDFs there are, whenever there is one more.

    Returns:
        How it ended. Its exit code is worth nothing: look at the files.
    """
    profile = _write_profile(room)
    command = [str(program), f"-env:UserInstallation={profile.as_uri()}", *_SWITCHES, _FILTER]
    command += ["--outdir", str(target), *map(str, sources)]
    try:
        child = subprocess.Popen(  # noqa: S603 - names are ours, no shell
            command,
            env=_environment(room),
            cwd=room,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return Ending.STOPPED
    try:
        return _watch(child, target, patience, on_made)
    finally:
        _kill_all(child)


def _watch(
    child: subprocess.Popen[bytes],
    target: Path,
    patience: float,
    on_made: Callable[[int], None],
) -> Ending:
    made, deadline = 0, time.monotonic() + patience
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = child.wait(_POLL_SECONDS)
            return Ending.ORDINARY if code in (0, 1) else Ending.STOPPED
        now_made = sum(1 for _file in target.glob("*.pdf"))
        if now_made > made:
            made, deadline = now_made, time.monotonic() + patience
            on_made(made)
        if time.monotonic() > deadline:
            return Ending.TOO_SLOW


def _kill_all(child: subprocess.Popen[bytes]) -> None:
    """Kill the child with everything it started; soffice is only a script around others."""
    if sys.platform == "win32":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment(room: Path) -> dict[str, str]:
    temporary = room / "tmp"
    temporary.mkdir(exist_ok=True)
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    private = {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP")}
    fixed = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
    return passed_on | private | fixed | font_environment()


def _write_profile(room: Path) -> Path:
    profile = room / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" '
        f'oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )
    return profile
