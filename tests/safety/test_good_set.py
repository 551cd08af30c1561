"""Over-blocking is a failure too: what office programs write passes and renders (S14)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from safety.good_files import GOOD

from cstemplates.gate import open_package, refusals
from cstemplates.pdf import find_libreoffice
from cstemplates.word import open_template, project_text

DATA = {"name": "王𠮷", "rows": [{"n": 1, "t": "甲"}, {"n": 2, "t": "乙"}]}
SHIPPED = sorted((Path(__file__).parents[2] / "templates").rglob("*.docx"))


@pytest.mark.parametrize("program", GOOD)
def test_what_an_office_program_writes_passes_and_renders(program: str) -> None:
    data = GOOD[program]()
    assert refusals(open_package(data, path="t.docx")) == ()
    made = open_template(data).render(DATA)
    assert refusals(open_package(made, path="t.docx")) == ()
    assert "王𠮷" in project_text(made)


def test_so_does_what_libreoffice_saves(tmp_path: Path) -> None:
    for name, write in GOOD.items():
        (tmp_path / f"{name}.docx").write_bytes(write())
    program = find_libreoffice()
    assert program is not None
    subprocess.run(
        [str(program), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"),
         *map(str, tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = sorted((tmp_path / "saved").glob("*.docx"))
    assert len(saved) == len(GOOD)
    for path in saved:
        assert refusals(open_package(path.read_bytes(), path=path.name)) == (), path.name
        assert "王𠮷" in project_text(open_template(path).render(DATA)), path.name


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_template_passes_the_gate(path: Path) -> None:
    assert refusals(open_package(path.read_bytes(), path=path.name)) == ()
