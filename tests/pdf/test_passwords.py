"""Another program than ours opens a protected Word file: LibreOffice, told the password."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from support.wordfile import paragraph, run, word

from cstemplates.pdf import find_libreoffice, uno_python
from cstemplates.publish import protect

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "密码A7$ x"
SECONDS = 120
# Runs under LibreOffice's own Python; the password comes through stdin.
OPEN = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import IllegalArgumentException

def named(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found

pipe, url = sys.argv[1:]
password = sys.stdin.buffer.read().decode()
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", context
)
while True:
    try:
        office = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        break
    except NoConnectException:
        time.sleep(0.2)
desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
for word in (password, "another-1"):
    try:
        options = (named("Hidden", True), named("Password", word))
        document = desktop.loadComponentFromURL(url, "_blank", 0, options)
        sys.stdout.buffer.write(document.Text.String.encode() + b"|")
        document.close(True)
    except IllegalArgumentException:
        sys.stdout.buffer.write(b"refused|")
desktop.terminate()
"""


@pytest.mark.slow
def test_libreoffice_opens_a_protected_file_with_the_right_password_only(tmp_path: Path) -> None:
    program = find_libreoffice()
    assert program is not None
    python = uno_python(program)
    assert python is not None
    place, pipe = tmp_path / "a.docx", f"passwords{time.time_ns()}"
    place.write_bytes(protect("a.docx", word(paragraph(run("月薪甲")), paragraph()), PASSWORD))
    office = subprocess.Popen(
        [
            str(program),
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp",
        ],
        start_new_session=True,
    )
    try:
        asked = subprocess.run(
            [str(python), "-c", OPEN, pipe, place.as_uri()],
            input=PASSWORD.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    finally:
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait(SECONDS)

    assert asked.stdout.decode().split("|")[:2] == ["月薪甲\n", "refused"], asked.stderr
