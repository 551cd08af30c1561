"""A batch with PDFs by the real LibreOffice: resumed, killed, and the same as a pack's."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from faults.command import batch, command_line, environment, make_company, marks, pack, run, tree
from support.shared import made_once

from cstemplates.pdf import find_libreoffice

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not here"),
]
PEOPLE = 3
Files = dict[str, bytes]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Make the batch undisturbed."""

    def make() -> Files:
        folder = tmp_path_factory.mktemp("whole")
        make_company(folder, PEOPLE)
        done = run(batch(folder / "out", "--pdf"))
        assert (done.code, done.temporary) == (0, ()), done
        return tree(folder / "out")

    return made_once(tmp_path_factory, "batch-pdf", make)


@pytest.fixture
def out(tmp_path: Path, whole: Files) -> Path:
    """Put the finished batch beside its company."""
    make_company(tmp_path, PEOPLE)
    folder = tmp_path / "out"
    for path, data in whole.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def test_everybody_has_a_word_file_and_its_pdf_and_both_are_in_the_manifest(whole: Files) -> None:
    word = [path for path in whole if path.endswith(".docx")]
    pdfs = [path for path in whole if path.endswith(".pdf")]

    assert len(word) == PEOPLE
    assert sorted(pdfs) == sorted(path.removesuffix("docx") + "pdf" for path in word)
    assert all(whole[path].startswith(b"%PDF-") for path in pdfs)
    rows = json.loads(whole["manifest.json"])["files"]
    assert sorted(row["path"] for row in rows) == sorted(word + pdfs)


def test_a_pack_gives_the_same_pdf(out: Path, whole: Files) -> None:
    done = run(pack(out.parent / "pack", "--pdf", company=out.parent / "firm"))

    assert done.code == 0, done
    (mine,) = (data for path, data in whole.items() if "0002" in path and path.endswith(".pdf"))
    assert mine in tree(out.parent / "pack").values()


def test_a_missing_pdf_is_made_again_and_nothing_else(out: Path, whole: Files) -> None:
    gone = next(out.rglob("*0003*.pdf"))
    others = {p: p.stat().st_mtime_ns for p in out.rglob("*.pdf") if p != gone}
    gone.unlink()

    done = run(batch(out, "--pdf", "--resume"))

    assert done.counts == (1, 0, PEOPLE - 1)
    assert tree(out) == whole
    assert others == {p: p.stat().st_mtime_ns for p in others}


def test_a_batch_without_pdfs_gets_them_later(tmp_path: Path, whole: Files) -> None:
    make_company(tmp_path, PEOPLE)
    assert run(batch(tmp_path / "out")).code == 0

    done = run(batch(tmp_path / "out", "--pdf", "--resume"))

    assert done.counts == (PEOPLE, 0, 0)
    assert tree(tmp_path / "out") == whole


def test_a_kill_between_word_file_and_pdf_leaves_nothing_half_done(
    tmp_path: Path, whole: Files
) -> None:
    make_company(tmp_path, PEOPLE)
    out = tmp_path / "out"
    temporary = tempfile.mkdtemp()
    with subprocess.Popen(
        command_line(batch(out, "--pdf")),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(temporary),
    ) as child:  # fmt: skip
        while child.poll() is None and len(list(out.glob("*/.cstemplates-tmp-*"))) < PEOPLE:
            time.sleep(0.005)
        child.kill()

    left = tree(out)
    assert left.keys() == marks(left)
    assert _nobody_works_in(temporary)
    shutil.rmtree(temporary)
    done = run(batch(out, "--pdf", "--resume"))
    assert done.counts == (PEOPLE, 0, 0)
    assert tree(out) == whole


def _nobody_works_in(folder: str) -> bool:
    """Wait until no process, such as a LibreOffice, names a folder any more."""
    deadline = time.monotonic() + 30
    while found := [p for p in Path("/proc").glob("[0-9]*/cmdline") if _names(p, folder)]:
        if time.monotonic() > deadline:
            return not found
        time.sleep(0.1)
    return True


def _names(command: Path, folder: str) -> bool:
    try:
        return folder in command.read_text(errors="replace")
    except OSError:
        return False
