"""The cover list leads to its files, in Word and as PDF, and all pages are joined in one file."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from support.validators import assert_valid

from cstemplates.gate import OUTPUT, open_package
from cstemplates.pdf import find_libreoffice
from cstemplates.produce.pack import PackOptions, PackResult, make_pack
from cstemplates.produce.pages import relative_links
from cstemplates.produce.selection import Selection
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)
needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice")


def _pack(company: Path, out: Path, **choices: Any) -> PackResult:
    options = PackOptions(DAY, Selection(("director",), (), ("0012",)), **choices)
    return make_pack(load_company(company), out, options, shown="out")


def _targets(file: Path) -> list[str]:
    document = file.read_bytes()
    text = open_package(document, path=file.name, profile=OUTPUT).parts["word/document.xml"]
    codes = text.decode().split('HYPERLINK "')[1:]
    return [code.partition('"')[0] for code in codes]


def _links(reader: PdfReader) -> set[str]:
    return {
        str(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots", ())
    }


def test_every_title_of_the_cover_list_links_to_its_file(company: Path, tmp_path: Path) -> None:
    result = _pack(company, tmp_path / "out")

    cover = tmp_path / "out/00-目录.docx"
    targets = _targets(cover)
    assert [unquote(target) for target in targets] == [row.path for row in result.rows]
    assert all(target.isascii() for target in targets)
    assert_valid(cover.read_bytes())


def test_a_name_full_of_signs_is_still_one_link(company: Path, tmp_path: Path) -> None:
    roster = company / "employees.csv"
    text = roster.read_text("utf-8")
    roster.write_text(text.replace("王𠮷", "王'“&% #{}𠮷", 1), "utf-8")

    _pack(company, tmp_path / "out")

    first = _targets(tmp_path / "out/00-目录.docx")[0]
    assert (tmp_path / "out" / unquote(first)).is_file()
    assert not set(first) & set("'\"&#{} \\")


@pytest.mark.slow
@needs_libreoffice
def test_with_pdfs_the_pdf_of_the_cover_list_links_to_pdfs_and_one_file_has_all_pages(
    company: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = _pack(company, out, pdf=True, archive=True)

    links = _links(PdfReader(out / "00-目录.pdf"))
    assert {unquote(link) for link in links} == {
        row.path.removesuffix(".docx") + ".pdf" for row in result.rows
    }
    assert all(unquote(t).endswith(".docx") for t in _targets(out / "00-目录.docx"))
    joined = PdfReader(out / "00-全部文件.pdf")
    assert len(joined.pages) == sum(len(PdfReader(p).pages) for p in out.rglob("*.pdf")) - len(
        joined.pages
    )
    assert [cast("str", entry["/Title"]) for entry in joined.outline if isinstance(entry, dict)][
        :3
    ] == ["00-目录", "01-目标责任协议书", "02-考核评分表"]
    assert joined.page_labels[:2] == ["1-1", "2-1"]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert "00-全部文件.pdf" in archive.namelist()
    assert "00-全部文件.pdf" in (out / "manifest.json").read_text("utf-8")


def test_a_link_that_was_resolved_somewhere_else_is_made_relative_again() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for url in ("file:///tmp/x/01-a/%E7%8E%8B.pdf", "https://example.com/01-a/b.pdf"):
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=url))
    buffer = io.BytesIO()
    writer.write(buffer)

    mended = relative_links(buffer.getvalue(), ["01-a/王.pdf", "01-a/c.pdf"])

    assert _links(PdfReader(io.BytesIO(mended))) == {
        "01-a/%E7%8E%8B.pdf",
        "https://example.com/01-a/b.pdf",
    }
    assert mended == relative_links(buffer.getvalue(), ["01-a/王.pdf", "01-a/c.pdf"])
