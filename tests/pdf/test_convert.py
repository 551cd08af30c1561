from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination
from support.rawword import RawWord, paragraph

from cstemplates.findings import EnvironmentFault, Severity
from cstemplates.pdf import PdfSource, convert, find_libreoffice
from cstemplates.pdf.libreoffice import PROGRAM_VARIABLE
from cstemplates.pdf.workroom import sweep

AGREEMENT = RawWord(
    paragraph("客服总监目标责任协议书", style="1")
    + paragraph("乙方：王𠮷")
    + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    + paragraph("第二页")
).data()
LETTER = RawWord(paragraph("聘用通知书")).data()
LINKED_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
    '<wp:docPr id="1" name="Logo"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:link="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    def make(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!{sys.executable}\n{script}")
        program.chmod(0o755)
        monkeypatch.setenv(PROGRAM_VARIABLE, str(program))

    return make


def lines(findings) -> list[str]:
    return [f"{f.code} {f.location}: {f.message}" for f in findings]


def test_pages_are_made_counted_and_equal_from_run_to_run(temporary):
    sources = [
        PdfSource("协议书.docx", AGREEMENT, "目标责任协议书"),
        PdfSource("通知书.docx", LETTER, "另一份文件"),
        PdfSource("坏.docx", b"PK\x03\x04 no package", ""),
    ]
    first = convert(sources, as_of=date(2026, 1, 15))
    second = convert([PdfSource("a.docx", AGREEMENT, "乙方：王𠮷")], as_of=date(2026, 1, 15))

    agreement = first.pages[0]
    assert agreement is not None
    assert agreement.count == 2
    assert first.pages[1:] == (None, None)
    assert [(f.code, f.location.path) for f in first.findings] == [
        ("CST051", "通知书.docx"),
        ("CST315", "坏.docx"),
    ]
    assert first.findings[0].message == "The PDF does not hold the text of this document."
    assert (second.pages, second.findings) == ((agreement,), ())
    reader = PdfReader(io.BytesIO(agreement.data))
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]) == "D:20260115000000Z"
    assert "/ID" not in reader.trailer
    assert [item.title for item in reader.outline if isinstance(item, Destination)] == [
        "客服总监目标责任协议书"
    ]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("processes", [0, 1])
def test_a_linked_picture_is_not_fetched(temporary, processes):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        port = listener.getsockname()[1]
        linked = RawWord(
            paragraph("聘用通知书") + LINKED_PICTURE,
            relationships='<Relationship Id="rId9" TargetMode="External" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
            f'Target="http://127.0.0.1:{port}/logo.png"/>',
        )
        source = PdfSource("a.docx", linked.data(), "聘用通知书")
        conversion = convert([source], processes=processes)

        assert conversion.findings == ()
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_without_libreoffice_the_fault_says_what_to_install(monkeypatch):
    monkeypatch.setenv(PROGRAM_VARIABLE, "/nowhere/soffice")

    assert find_libreoffice() is None
    with pytest.raises(EnvironmentFault) as caught:
        convert([PdfSource("a.docx", LETTER)])
    (found,) = caught.value.report
    assert (found.code, found.severity) == ("CST050", Severity.ERROR)
    assert "apt-get install libreoffice-writer-nogui" in found.hint
    assert "libreoffice.org" in found.hint


def test_an_exit_code_of_0_without_a_file_is_a_finding(temporary, stand_in):
    stand_in("")

    conversion = convert([PdfSource("a.docx", LETTER)])

    assert conversion.pages == (None,)
    assert lines(conversion.findings) == [
        "CST051 a.docx: LibreOffice made no PDF of this document."
    ]
    assert list(temporary.iterdir()) == []


def test_a_program_that_breaks_off_is_asked_once_more_then_given_up(temporary, stand_in, tmp_path):
    calls = tmp_path / "calls"
    stand_in(f"import os; open({str(calls)!r}, 'a').write('x')\nos.kill(os.getpid(), 9)")
    conversion = convert([PdfSource(f"{n}.docx", LETTER) for n in range(4)], processes=0)

    assert conversion.pages == (None,) * 4
    assert lines(conversion.findings) == [
        f"CST051 {n}.docx: LibreOffice broke off at this document." for n in range(4)
    ]
    assert calls.read_text() == "xx"
    assert list(temporary.iterdir()) == []


def test_a_hanging_program_is_killed_with_all_it_started(temporary, stand_in, tmp_path):
    pids = tmp_path / "pids"
    stand_in(
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(pids)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    conversion = convert([PdfSource("a.docx", LETTER)], patience=1)

    assert lines(conversion.findings) == [
        "CST051 a.docx: LibreOffice did not finish this document within 1 seconds."
    ]
    assert _is_gone(int(pids.read_text()))
    assert list(temporary.iterdir()) == []


def test_only_the_file_that_hangs_is_blamed(temporary, stand_in, tmp_path):
    # Writes the PDFs in order and hangs on the second source while it is among the files.
    page = tmp_path / "page.pdf"
    _one_page(page)
    stand_in(
        "import pathlib, shutil, sys, time\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "for file in map(pathlib.Path, sys.argv[sys.argv.index('--outdir') + 2:]):\n"
        "    if file.stem == '000001':\n"
        "        time.sleep(60)\n"
        f"    shutil.copy({str(page)!r}, out / (file.stem + '.pdf'))\n"
    )
    told: list[int] = []
    conversion = convert(
        [PdfSource(f"{n}.docx", LETTER) for n in range(3)], patience=1, on_made=told.append
    )

    assert [pages and pages.count for pages in conversion.pages] == [1, None, 1]
    assert lines(conversion.findings) == [
        "CST051 1.docx: LibreOffice did not finish this document within 1 seconds."
    ]
    assert told[0] == 1


def test_something_that_is_no_pdf_is_a_finding(temporary, stand_in):
    stand_in(
        "import pathlib, sys\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "(out / '000000.pdf').write_bytes(b'%PDF-1.6 cut off')\n"
        "(out / '000001.pdf').write_bytes(b'')\n"
    )
    conversion = convert([PdfSource("a.docx", LETTER), PdfSource("b.docx", LETTER)])

    assert lines(conversion.findings) == [
        "CST051 a.docx: The PDF does not hold the text of this document.",
        "CST051 b.docx: The PDF does not hold the text of this document.",
    ]


def test_no_name_of_a_person_is_among_the_arguments(temporary, stand_in, tmp_path):
    seen = tmp_path / "seen"
    stand_in(f"import sys; open({str(seen)!r}, 'w').write(repr(sys.argv))")

    convert([PdfSource("王五_工资.docx", LETTER)])

    assert "000000.docx" in seen.read_text()
    assert "王五" not in seen.read_text()


def test_what_a_killed_run_left_is_swept_by_the_next(temporary):
    script = (
        "import sys, tempfile, time\n"
        f"tempfile.tempdir = {str(temporary)!r}\n"
        "from cstemplates.pdf.workroom import workroom\n"
        "with workroom() as room:\n"
        "    (room / 'salary.xml').write_text('secret')\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    with run:
        assert run.stdout is not None
        run.stdout.readline()
        (left,) = temporary.iterdir()
        assert left.stat().st_mode & 0o777 == 0o700
        os.utime(left, (0, 0))
        assert sweep() == 0
        run.send_signal(signal.SIGKILL)
        run.wait()

    assert sweep() == 1
    assert list(temporary.iterdir()) == []


def _one_page(target: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(target)


def _is_gone(pid: int) -> bool:
    for _attempt in range(50):
        try:
            os.kill(pid, 0)
            if "Z" in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3]:
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.02)
    return False
