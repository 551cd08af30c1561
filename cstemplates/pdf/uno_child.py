"""Drive one LibreOffice over UNO at the word of the process that started this one.

Run as a script of its own, by whichever Python has the module ``uno``, which is rarely the
one the package is installed for: so it imports nothing but that and the standard library,
and keeps to what old Pythons know.

It starts LibreOffice, says ``ready``, and reads lines: the path, without its suffix, of a
Word file to lay out, to which it answers ``done`` or ``failed``; or ``end``. When whoever
started it is gone it kills its whole group, LibreOffice included.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import uno

_POLL_SECONDS = 0.02
_SECONDS_TO_END = 5
_NEVER = 0


def main() -> int:
    """Serve until told to end; exit 1 when LibreOffice is gone."""
    settings = json.loads(sys.argv[1])
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    accept = f"pipe,name={settings['pipe']};urp;StarOffice.ComponentContext"
    office = subprocess.Popen(  # noqa: S603 - given by the package
        [*settings["command"], f"--accept={accept}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    desktop = _connect(office, f"uno:{accept}")
    while desktop is not None:
        order = orders.get()
        if order == "end":
            with contextlib.suppress(Exception):
                desktop.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                office.wait(_SECONDS_TO_END)
            return 0
        if not _obey(desktop, order, settings):
            break
    return 1


def _listen(orders: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        orders.put(line.rstrip("\n"))
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def _connect(office: subprocess.Popen[bytes], address: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    while office.poll() is None:
        try:
            context = resolver.resolve(address)
        except Exception:  # noqa: BLE001 - any fault of UNO means: not there yet
            time.sleep(_POLL_SECONDS)
            continue
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        _say("ready")
        return desktop
    return None


def _obey(desktop: Any, order: str, settings: dict[str, Any]) -> bool:
    """Lay one file out; say whether LibreOffice is still there."""
    try:
        _lay_out(desktop, order, settings)
    except Exception:  # noqa: BLE001 - the file's fault or LibreOffice's end: asked next
        try:
            desktop.getCurrentComponent()
        except Exception:  # noqa: BLE001 - it is gone
            return False
        _say("failed")
        return True
    _say("done")
    return True


def _lay_out(desktop: Any, stem: str, settings: dict[str, Any]) -> None:
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(f"{stem}.docx"),
        "_blank",
        0,
        _values(
            FilterName=settings["import_filter"],
            Hidden=True,
            ReadOnly=True,
            MacroExecutionMode=_NEVER,
            UpdateDocMode=_NEVER,
        ),
    )
    try:
        options = uno.Any(
            "[]com.sun.star.beans.PropertyValue", _values(**settings["export_options"])
        )
        document.storeToURL(
            uno.systemPathToFileUrl(f"{stem}.pdf"),
            _values(FilterName=settings["export_filter"], FilterData=options),
        )
    finally:
        document.close(True)  # noqa: FBT003 - UNO takes no names


def _values(**values: Any) -> tuple[Any, ...]:
    made = []
    for name, value in values.items():
        struct = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        struct.Name, struct.Value = name, value
        made.append(struct)
    return tuple(made)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
