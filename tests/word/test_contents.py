from __future__ import annotations

import re

import pytest
from support.housed import house, housed, p, parts_of, section, slot
from support.validators import assert_valid

from cstemplates.findings import TemplateError
from cstemplates.word import ContentsEntry, Included, Template, open_template, project_text
from cstemplates.word import with_contents_pages as numbered
from cstemplates.word.writer import pack

_COMMON = {"company": {"name": "星河物业"}, "document": {"title": "客服手册", "code": "A-1"}}
_HEADER = '<w:headerReference w:type="default" r:id="{}"/>'


def field(code: str, result: str = "旧") -> str:
    stored = f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{stored}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def opened(data: bytes) -> Template:
    return open_template(data, house=house(), name="manual.docx")


def manual(*blocks: str):
    return opened(housed(p("目录", "TOCHeading"), slot("toc"), *blocks)).fill(_COMMON)


def chapters(*titles: str, header: str = "") -> bytes:
    """A manual with a section a chapter, after a section without chapter name."""
    named = header or field('STYLEREF "手册章" \\n') + field('STYLEREF "手册章"')
    blocks = [p("封面", "CoverTitle"), p("", "", section(_HEADER.format("header8")))]
    for position, title in enumerate(titles):
        blocks.append(p(title, "Chapter"))
        blocks.append(p("正文"))
        if position + 1 < len(titles):
            reference = _HEADER.format("header7") if position == 0 else ""
            blocks.append(p("", "", section(reference)))
    return housed(
        *blocks,
        last=section("" if len(titles) > 1 else _HEADER.format("header7")),
        headers={
            "header7": f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{named}</w:p>',
            "header8": p("{{ document.title }}", "Header"),
        },
    )


def headers_of(data: bytes) -> list[str]:
    """The template's words in the header of each section, inherited ones left out."""
    parts = parts_of(data)
    rels = parts["word/_rels/document.xml.rels"].decode()
    targets = dict(re.findall(r'Id="([^"]+)"[^>]* Target="/([^"]+)"', rels))
    shown = []
    for found in re.findall(r"<w:sectPr.*?</w:sectPr>", parts["word/document.xml"].decode()):
        reference = re.search(r"<w:headerReference[^>]*>", found)
        named = re.search(r'r:id="([^"]+)"', reference[0]) if reference else None
        part = targets[named[1]] if named else ""
        texts = re.findall(r"<w:t[ >][^<]*", parts[part].decode()) if part else []
        words = "".join(text.partition(">")[2] for text in texts)
        shown.append(words.removeprefix(_COMMON["company"]["name"]))
    return shown


def test_lists_the_headings_of_two_levels_with_their_numbers():
    filled = manual(
        p("总则", "Chapter"), p("岗位", "ManualSection"), p("目的", "ManualHead1"), p("正文"),
        p("服务 &amp; 品质", "Chapter"),
    )  # fmt: skip
    assert filled.contents == (
        ContentsEntry("_Toc000000001", 1, "第一章", "总则"),
        ContentsEntry("_Toc000000002", 2, "第一节", "岗位"),
        ContentsEntry("_Toc000000003", 1, "第二章", "服务 & 品质"),
    )
    assert [x for x in project_text(filled.data).splitlines() if x.startswith("[toc")] == [
        "[toc 1] 第一章　总则",
        "[toc 2] 第一节　岗位",
        "[toc 1] 第二章　服务 & 品质",
    ]
    assert_valid(filled.data)


def test_sets_numbers_close_or_apart_as_they_are_read():
    filled = manual(p("目的", "Heading1"), p("分工", "Heading2"), p("范围", "DecimalHead"))
    shown = [x for x in project_text(filled.data).splitlines() if x.startswith("[toc")]
    assert shown == ["[toc 1] 一、目的", "[toc 2] （一）分工", "[toc 1] 1 范围"]


def test_writes_page_numbers_once_they_are_known():
    filled = manual(p("总则", "Chapter"), p("岗位", "ManualSection"))
    first, second = (entry.bookmark for entry in filled.contents)
    data = numbered(filled.data, {first: 3, second: 12})
    shown = [x for x in project_text(data).splitlines() if x.startswith("[toc")]
    assert shown == ["[toc 1] 第一章　总则⇥3", "[toc 2] 第一节　岗位⇥12"]
    assert_valid(data)


def test_writes_other_page_numbers_over_earlier_ones():
    filled = manual(p("总则", "Chapter"), p("岗位", "ManualSection"))
    pages = {entry.bookmark: 4 for entry in filled.contents}
    again = numbered(numbered(filled.data, dict.fromkeys(pages, 99)), pages)
    assert again == numbered(filled.data, pages)


def test_leaves_an_entry_without_page_without_number():
    filled = manual(p("总则", "Chapter"))
    document = parts_of(numbered(filled.data, {}))["word/document.xml"]
    assert b"PAGEREF" not in document
    assert b"<w:tab/>" not in document


def test_refers_to_bookmarks_around_the_headings_and_asks_nothing_on_opening():
    filled = manual(p("总则", "Chapter"), p("岗位", "ManualSection"))
    parts = parts_of(numbered(filled.data, {"_Toc000000001": 2}))
    document = parts["word/document.xml"].decode()
    assert re.findall(r'w:name="(_Toc\d+)"', document) == ["_Toc000000001", "_Toc000000002"]
    assert re.findall(r'w:anchor="(_Toc\d+)"', document) == ["_Toc000000001", "_Toc000000002"]
    assert " PAGEREF _Toc000000001 \\h " in document
    assert ' TOC \\o "1-2" \\h \\z \\u ' in document
    assert "w:dirty" not in document
    assert b"updateFields" not in parts["word/settings.xml"]


def test_lists_the_headings_that_an_included_document_brings():
    part = opened(housed(p("目的", "Chapter"))).render(_COMMON)
    template = opened(housed(slot("toc"), slot("include:a"), p("后")))
    filled = template.fill(_COMMON, slots={"include:a": Included(part)})
    assert [(e.number, e.text) for e in filled.contents] == [("第一章", "目的")]


def test_refuses_page_numbers_for_what_is_no_word_file():
    with pytest.raises(TemplateError):
        numbered(b"PK", {})


def test_gives_each_section_a_header_with_its_own_chapter():
    filled = opened(chapters("总则", "服务", "品质")).fill(_COMMON)
    assert headers_of(filled.data) == ["客服手册", "第一章总则", "第二章服务", "第三章品质"]
    assert_valid(filled.data)


def test_lets_a_section_inherit_a_header_that_says_the_same():
    blocks = (p("总则", "Chapter"), p("", "", section(_HEADER.format("header7"))), p("续"))
    header = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{field("STYLEREF 手册章", "")}</w:p>'
    filled = opened(housed(*blocks, headers={"header7": header})).fill(_COMMON)
    assert headers_of(filled.data) == ["总则", ""]
    assert_valid(filled.data)


def test_keeps_its_own_header_and_takes_the_footer_of_the_house():
    parts = parts_of(opened(chapters("总则", "服务")).render(_COMMON))
    footers = [name for name in parts if name.startswith("word/footer")]
    assert footers == ["word/footer1.xml"]
    assert b"NUMPAGES" in parts["word/footer1.xml"]
    assert sum(b"STYLEREF" in parts[name] for name in parts if "header" in name) == 2


def test_shows_no_header_on_a_cover():
    cover = section(_HEADER.format("header8")).replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    source = chapters("总则", "服务")
    parts = parts_of(source)
    old = section(_HEADER.format("header8")).encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, cover.encode())
    data = opened(pack(parts)).render(_COMMON)
    assert b"<w:titlePg/>" in parts_of(data)["word/document.xml"]
    assert headers_of(data) == ["客服手册", "第一章总则", "第二章服务"]
    assert_valid(data)


def test_gives_equal_bytes_for_equal_chapters():
    first, second = (opened(chapters("总则", "服务")).render(_COMMON) for _turn in range(2))
    assert first == second


def test_lets_no_section_break_stand_on_a_line_of_its_own():
    data = opened(chapters("总则", "服务")).render(_COMMON)
    document = parts_of(data)["word/document.xml"].decode()
    assert project_text(data).count("=== ") == 3
    assert not re.findall(r"</w:sectPr></w:pPr></w:p>", document)


def test_makes_a_section_break_after_a_table_as_low_as_can_be():
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="GridTable"/></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="8844"/></w:tblGrid><w:tr><w:tc>{p("格", "TableText")}</w:tc></w:tr></w:tbl>'
    )
    data = opened(housed(table, p("", "", section()), slot("toc"), p("后"))).render(_COMMON)
    assert b'<w:pStyle w:val="AfterTable"/><w:sectPr>' in parts_of(data)["word/document.xml"]
    assert_valid(data)
