from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cstemplates.pdf import JoinItem, heading_pages, join_pdfs

AS_OF = date(2026, 1, 15)


@pytest.fixture
def items(laid_out) -> list[JoinItem]:
    return [
        JoinItem("", "目录", laid_out["faulty"]),
        JoinItem("01-手册/附件", "管理手册", laid_out["manual"]),
        JoinItem("02-表单", "考核表", laid_out["faulty"]),
        JoinItem("01-手册", "手册二", laid_out["manual"]),
    ]


def outline(reader: PdfReader, entries, depth: int = 0) -> list[str]:
    shown = []
    for entry in entries:
        if isinstance(entry, list):
            shown += outline(reader, entry, depth + 1)
        else:
            number = reader.get_destination_page_number(entry)
            assert number is not None
            shown.append("  " * depth + f"{entry.title} {number + 1}")
    return shown


def links(reader: PdfReader) -> list[tuple[int, str, object]]:
    numbers = {p.indirect_reference.idnum: n for n, p in enumerate(reader.pages, 1)}  # type: ignore[union-attr]
    found: list[tuple[int, str, object]] = []
    for number, page in enumerate(reader.pages, 1):
        for annotation in page.annotations or []:
            link = annotation.get_object()
            target = link.get("/Dest")
            where = numbers[target[0].idnum] if target else link["/A"]["/URI"]
            found.append((number, link["/Contents"], where))
    return sorted(found, key=str)


def test_headings_are_told_with_their_pages_in_document_order(laid_out):
    assert heading_pages(laid_out["manual"]) == (("总则", 2), ("目的", 2), ("附则", 3))
    assert heading_pages(laid_out["faulty"]) == ()


def test_a_joined_pdf_shows_folders_documents_and_their_headings(items):
    reader = PdfReader(io.BytesIO(join_pdfs(items, title="星河制度汇编", as_of=AS_OF)))

    assert outline(reader, reader.outline) == [
        "目录 1",
        "01-手册 4",
        "  附件 4",
        "    管理手册 4",
        "      总则 5",
        "        目的 5",
        "      附则 6",
        "  手册二 10",
        "    总则 11",
        "      目的 11",
        "    附则 12",
        "02-表单 7",
        "  考核表 7",
    ]


def test_its_labels_count_each_document_from_1(items):
    reader = PdfReader(io.BytesIO(join_pdfs(items, title="a", as_of=AS_OF)))

    assert reader.page_labels == [f"{item}-{page}" for item in (1, 2, 3, 4) for page in (1, 2, 3)]


def test_its_links_lead_where_they_led_before(items):
    reader = PdfReader(io.BytesIO(join_pdfs(items, title="a", as_of=AS_OF)))

    assert links(reader) == [
        (10, "协议书", "01-%E5%8D%8F%E8%AE%AE/a.pdf"),
        (10, "总则", 11),
        (10, "目的", 11),
        (10, "网站", "https://example.org/a.docx"),
        (10, "附则", 12),
        (4, "协议书", "01-%E5%8D%8F%E8%AE%AE/a.pdf"),
        (4, "总则", 5),
        (4, "目的", 5),
        (4, "网站", "https://example.org/a.docx"),
        (4, "附则", 6),
    ]


def test_it_holds_the_same_pages_and_says_when_but_not_who(items):
    first = join_pdfs(items, title="星河制度汇编", as_of=AS_OF)
    reader = PdfReader(io.BytesIO(first))

    assert first == join_pdfs(items, title="星河制度汇编", as_of=AS_OF)
    assert "/ID" not in reader.trailer
    assert {key: str(value) for key, value in (reader.metadata or {}).items()} == {
        "/Title": "星河制度汇编",
        "/Producer": "LibreOffice",
        "/CreationDate": "D:20260115000000Z",
    }
    apart = [page for item in items for page in PdfReader(io.BytesIO(item.data)).pages]
    assert [p.get_contents().get_data() for p in reader.pages] == [  # type: ignore[union-attr]
        p.get_contents().get_data()  # type: ignore[union-attr]
        for p in apart
    ]


def test_what_is_no_pdf_is_not_joined():
    with pytest.raises(PyPdfError):
        join_pdfs([JoinItem("", "a", b"no pdf")], title="a", as_of=AS_OF)


def test_nothing_joined_is_an_empty_pdf():
    assert len(PdfReader(io.BytesIO(join_pdfs([], title="a", as_of=AS_OF))).pages) == 0
