"""What LibreOffice is shut into: settings, environment, a folder, one group of processes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.pdf.fonts import font_environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IMPORT_FILTER = "MS Word 2007 XML"
EXPORT_FILTER = "writer_pdf_Export"
# Forms are filled in as Word files; their PDF is for paper, so their fields are drawn.
EXPORT_OPTIONS = {
    "ExportBookmarks": True,
    "ExportLinksRelativeFsys": True,
    "ExportFormFields": False,
}
SWITCHES = (
    "--headless",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--nofirststartwizard",
)
_PASSED_ON = ("PATH", "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "SYSTEMROOT", "LD_LIBRARY_PATH")
_PIPE_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - LibreOffice's choice, not ours
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


def export_filter() -> str:
    """Write the export filter with its options as the command line wants it."""
    options = {
        name: {"type": "boolean", "value": str(value).lower()}
        for name, value in EXPORT_OPTIONS.items()
    }
    return f"pdf:{EXPORT_FILTER}:{json.dumps(options, separators=(',', ':'))}"


def start(command: Sequence[str], room: Path, *, talks: bool = False) -> subprocess.Popen[bytes]:
    """Start a process at the head of a group of its own, with nothing of ours but the room.

    Args:
        command: The program and its arguments, without a word of anybody's.
        room: Private folder for whatever it writes.
        talks: Whether it is spoken with over its standard input and output.

    Raises:
        OSError: The program cannot be run.
    """
    stream = subprocess.PIPE if talks else subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603 - names are ours, no shell
        command,
        env=environment(room),
        cwd=room,
        stdin=stream,
        stdout=stream,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        umask=-1 if sys.platform == "win32" else 0o077,
    )


def kill_all(child: subprocess.Popen[bytes]) -> None:
    """Kill a process with everything it started; soffice is only a script around others."""
    if sys.platform == "win32":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def environment(room: Path) -> dict[str, str]:
    """Return all the variables a child sees; its temporary folder lies in the room."""
    temporary = room / "tmp"
    temporary.mkdir(exist_ok=True)
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    private = {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP")}
    fixed = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
    return passed_on | private | fixed | font_environment()


def write_profile(room: Path) -> str:
    """Write the settings into the room; return the switch that makes LibreOffice use them."""
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
    return f"-env:UserInstallation={profile.as_uri()}"


def pipe_name(room: Path) -> str:
    """Name the pipe over which the LibreOffice of a room is driven."""
    return f"{room.parent.name}-{room.name}"


def forget_pipes(workroom: Path) -> None:
    """Remove the pipes of all rooms of a workroom; a killed LibreOffice leaves them.

    It makes them in the system's temporary folder whatever it is told, open to this user only.
    """
    if sys.platform == "win32":
        return
    for name in _pipes(workroom):
        for folder in _PIPE_FOLDERS:
            with contextlib.suppress(OSError):
                (folder / f"OSL_PIPE_{os.getuid()}_{name}").unlink(missing_ok=True)


def _pipes(workroom: Path) -> Iterator[str]:
    for profile in (*workroom.glob("profile"), *workroom.glob("*/profile")):
        # LibreOffice's own way to find out whether it runs already on a profile.
        digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
        yield "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)
        yield pipe_name(profile.parent)
