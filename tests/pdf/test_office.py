from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest
from support.rawword import RawWord, paragraph

from cstemplates.pdf import PdfSource, Typesetter, convert, find_libreoffice
from cstemplates.pdf.libreoffice import PROGRAM_VARIABLE
from cstemplates.pdf.workroom import sweep

AS_OF = date(2026, 1, 15)
# Long enough for a watcher to see that LibreOffice has it in hand.
LONG = RawWord("".join(paragraph(f"第{n}条　长文件") for n in range(20000))).data()
LETTERS = [
    RawWord(paragraph(f"通知书 {n}", style="1") + paragraph("王𠮷🙂" * n)).data() for n in range(6)
]
# LibreOffice itself, with somebody beside it who harms it when the long file comes.
HARMED = """
import pathlib, signal, subprocess, sys, time
room = next(a for a in sys.argv if a.startswith('-env')).partition('file://')[2]
pages = pathlib.Path(room).parent / 'pages'
RESTART = 81
code = RESTART
while code == RESTART:
    office = subprocess.Popen([{binary!r}, *sys.argv[1:]])
    while office.poll() is None:
        try:
            if any(file.stat().st_size == {size} for file in pages.glob('*.docx')):
                office.send_signal({signal})
                office.wait()
        except FileNotFoundError:
            pass
        time.sleep(0.01)
    code = office.returncode
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def harmed(tmp_path, monkeypatch):
    office = find_libreoffice()
    assert office is not None

    def make(how: signal.Signals) -> None:
        program = tmp_path / "soffice"
        binary = str(office.resolve().with_name("soffice.bin"))
        script = HARMED.format(binary=binary, size=len(LONG), signal=int(how))
        program.write_text(f"#!{sys.executable}\n{script}")
        program.chmod(0o755)
        monkeypatch.setenv(PROGRAM_VARIABLE, str(program))

    return make


def sources(*documents: bytes) -> list[PdfSource]:
    return [PdfSource(f"{n}.docx", data) for n, data in enumerate(documents)]


def lines(findings) -> list[str]:
    return [f"{f.code} {f.location}: {f.message}" for f in findings]


def pipes(workroom: Path) -> list[str]:
    return [path.name for path in Path("/tmp").glob(f"OSL_PIPE_*{workroom.name}*")]


@pytest.mark.slow
def test_equal_documents_are_equal_pdfs_however_they_are_made(temporary):
    told: list[int] = []
    called = convert(sources(*LETTERS), as_of=AS_OF, processes=0)
    one = convert(sources(*LETTERS), as_of=AS_OF, processes=1, on_made=told.append)
    two = convert(sources(*reversed(LETTERS)), as_of=AS_OF, processes=2)

    assert None not in called.pages
    assert one == called
    assert two.pages == tuple(reversed(called.pages))
    assert told == [1, 2, 3, 4, 5, 6]


def test_a_typesetter_keeps_its_processes_from_one_conversion_to_the_next(temporary):
    with Typesetter(processes=1) as typesetter:
        assert typesetter.is_driven
        first = typesetter.convert(sources(LETTERS[0]))
        (room,) = temporary.iterdir()
        (running,) = pipes(room)
        second = typesetter.convert(sources(LETTERS[0]))
        assert pipes(room) == [running]
    assert first == second
    assert first.pages[0] is not None
    assert list(temporary.iterdir()) == []
    assert pipes(room) == []


def test_no_document_starts_nothing(temporary):
    with Typesetter() as typesetter:
        assert typesetter.convert([]).pages == ()
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (signal.SIGKILL, "LibreOffice broke off at this document."),
        (signal.SIGSTOP, "LibreOffice did not finish this document within 12 seconds."),
    ],
)
@pytest.mark.slow
def test_only_the_document_that_harms_libreoffice_is_blamed(temporary, harmed, how, message):
    harmed(how)
    rooms: set[Path] = set()
    conversion = convert(
        sources(LETTERS[0], LONG, LETTERS[1]),
        patience=12,
        processes=1,
        on_made=lambda _count: rooms.update(temporary.iterdir()),
    )

    assert [pages is not None for pages in conversion.pages] == [True, False, True]
    assert lines(conversion.findings) == [f"CST051 1.docx: {message}"]
    assert list(temporary.iterdir()) == []
    (room,) = rooms
    assert pipes(room) == []


def test_libreoffice_ends_with_the_program_that_started_it(temporary):
    script = (
        "import os, sys, tempfile\n"
        f"tempfile.tempdir = {str(temporary)!r}\n"
        "from cstemplates.pdf import PdfSource, Typesetter\n"
        "with Typesetter(processes=1) as typesetter:\n"
        f"    typesetter.convert([PdfSource('a', {LETTERS[0]!r})])\n"
        "    print(typesetter._offices[0]._child.pid, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with run:
        assert run.stdout is not None
        group = int(run.stdout.readline())
        assert _members(group) > 1
        run.kill()
        run.wait()
        for _attempt in range(100):
            if not _members(group):
                break
            time.sleep(0.05)
    assert _members(group) == 0
    (left,) = temporary.iterdir()
    assert pipes(left) != []
    os.utime(left, (0, 0))
    assert sweep() == 1
    assert pipes(left) == []


def _members(group: int) -> int:
    """Count the processes of a group that are alive."""
    alive = 0
    for state in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = state.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        alive += fields[0] != "Z" and int(fields[2]) == group
    return alive


@pytest.mark.slow
def test_where_libreoffice_is_not_driven_it_is_called(temporary, tmp_path, monkeypatch):
    office = find_libreoffice()
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys\n"
        "if not any(a.startswith('--accept') for a in sys.argv):\n"
        f"    os.execv({str(office)!r}, [{str(office)!r}, *sys.argv[1:]])\n"
    )
    program.chmod(0o755)
    expected = convert(sources(*LETTERS), as_of=AS_OF)
    monkeypatch.setenv(PROGRAM_VARIABLE, str(program))

    with Typesetter() as typesetter:
        assert typesetter.is_driven
        assert typesetter.convert(sources(*LETTERS), as_of=AS_OF) == expected
        assert not typesetter.is_driven
