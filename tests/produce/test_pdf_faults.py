"""A pack with PDFs where LibreOffice hangs, crashes, or ends well without a file."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faults.command import make_company, pack

from cstemplates.cli.run import ENVIRONMENT, run
from cstemplates.pdf import Typesetter, convert
from cstemplates.pdf.libreoffice import PROGRAM_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 1.0
SLEEPS = (
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "note(child.pid)\n"
    "time.sleep(60)\n"
)
CRASHES = "os.kill(os.getpid(), 9)\n"
MAKES_NOTHING = ""


@pytest.fixture
def replace_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program in the place of LibreOffice that notes all processes it begins."""

    def put(script: str) -> None:
        program = tmp_path / "soffice"
        pids = tmp_path / "pids"
        program.write_text(
            f"#!{sys.executable}\n"
            "import os, subprocess, sys, time\n"
            "def note(pid):\n"
            f"    with open({str(pids)!r}, 'a') as stream:\n"
            "        stream.write(f'{pid}\\n')\n"
            "note(os.getpid())\n" + script
        )
        program.chmod(0o755)
        monkeypatch.setenv(PROGRAM_VARIABLE, str(program))

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for waiting in (convert, Typesetter.__init__):
        defaults = waiting.__kwdefaults__
        assert defaults is not None
        monkeypatch.setitem(defaults, "patience", PATIENCE)
    return put


def _lives(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def _all_end(pids: list[int]) -> bool:
    deadline = time.monotonic() + 10
    while any(map(_lives, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(_lives, pids))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(
    ("script", "words"),
    [
        (SLEEPS, "LibreOffice did not finish this document within 1 seconds."),
        (CRASHES, "LibreOffice broke off at this document."),
        (MAKES_NOTHING, "LibreOffice made no PDF of this document."),
    ],
    ids=["sleeps", "crashes", "makes nothing"],
)
def test_a_pack_whose_pdfs_cannot_be_made_is_told_and_leaves_nothing(
    tmp_path: Path,
    replace_libreoffice: Callable[[str], None],
    capfd: pytest.CaptureFixture[str],
    script: str,
    words: str,
) -> None:
    company, out = make_company(tmp_path, 2), tmp_path / "out"
    replace_libreoffice(script)

    code = run(["--lang", "en", *pack(out, "--pdf", company=company)])

    said = capfd.readouterr().err
    assert code == ENVIRONMENT, said
    assert "CST051" in said
    assert words in said
    assert not out.exists()
    pids = [int(line) for line in (tmp_path / "pids").read_text().split()]
    assert _all_end(pids)
    assert os.listdir(tmp_path / "temporary") == []  # noqa: PTH208 - names are enough
