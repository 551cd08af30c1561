from __future__ import annotations

import io

import pytest
from support.wordfile import (
    Relation,
    Xml,
    field_code,
    packed,
    paragraph,
    run,
    table,
    text_box,
    word,
)

from cstemplates.gate import open_package, refusals


def codes(data: bytes) -> list[str]:
    return [f.code for f in refusals(open_package(data, path="a.docx"))]


def places(data: bytes) -> list[tuple[str, str]]:
    found = refusals(open_package(data, path="a.docx"))
    return [(f.code, getattr(f.location, "part", "?")) for f in found]


def test_macros_are_refused_by_part_and_by_content_type() -> None:
    macro = word(
        "x",
        parts={"word/vbaProject.bin": b"x"},
        overrides={"word/vbaProject.bin": "application/vnd.ms-office.vbaProject"},
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert places(macro) == [("CST310", "word/document.xml"), ("CST310", "word/vbaProject.bin")]
    renamed = word("x", relations=[Relation("v", "vbaProject", "x.bin")])
    assert places(renamed) == [("CST310", "word/x.bin")]


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "file:///C:/t.dotm"),
        ("image", "http://127.0.0.1/x.png"),
        ("image", "\\\\server\\x.png"),
        ("oleObject", "http://127.0.0.1/x"),
        ("frame", "http://127.0.0.1/x"),
        ("hyperlink", "http://example.com"),
        ("hyperlink", "file:///etc/passwd"),
        ("hyperlink", "javascript:alert(1)"),
    ],
)
def test_links_to_outside_are_refused(kind: str, target: str) -> None:
    data = word("x", relations=[Relation("a", kind, target, external=True)])
    assert places(data) == [("CST311", "word/document.xml")]


@pytest.mark.parametrize(
    "target", ["https://example.com/", "mailto:hr@example.com", "HTTPS://a.example"]
)
def test_https_and_mail_links_pass(target: str) -> None:
    assert codes(word("x", relations=[Relation("a", "hyperlink", target, external=True)])) == []


@pytest.mark.parametrize(
    "pieces",
    [
        ("DDEAUTO c:\\\\x",),
        (" dde x y",),
        ("DD", "EAU", "TO x"),
        ('INCLUDETEXT "file.docx"',),
        (" INCLUDEPICTURE ", "x"),
        ("LINK Excel.Sheet.8 x",),
        ("IMPORT x",),
        ("RD x.docx",),
        ('"DDE" x',),
        ("{{ x }} y",),
        ("D{{ x }}",),
    ],
)
def test_fields_that_fetch_or_run_are_refused_however_they_are_spelt(
    pieces: tuple[str, ...],
) -> None:
    assert places(word(paragraph(field_code(*pieces)))) == [("CST312", "word/document.xml")]


def test_unsafe_fields_are_found_in_every_corner() -> None:
    bad = field_code("DDE x")
    assert codes(word(table(["a", paragraph(bad)]))) == ["CST312"]
    assert codes(word(paragraph(text_box(paragraph(bad))))) == ["CST312"]
    assert places(word("x", header=paragraph(bad))) == [("CST312", "word/header1.xml")]
    assert places(word("x", footnote=paragraph(bad))) == [("CST312", "word/footnotes.xml")]
    simple = Xml('<w:p><w:fldSimple w:instr="DDEAUTO x"><w:r/></w:fldSimple></w:p>')
    assert codes(word(simple)) == ["CST312"]


def test_fields_inside_fields_are_told_apart() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    good = f"<w:p>{begin}{code('IF ')}{begin}{code('PAGE')}{end}{code(' = 1 a b')}{end}</w:p>"
    bad = f"<w:p>{begin}{code('IF ')}{begin}{code('DDE')}{end}{code(' = 1 a b')}{end}</w:p>"
    computed = f"<w:p>{begin}{begin}{code('QUOTE 68 68 69')}{end}{code(' x')}{end}</w:p>"
    assert codes(word(Xml(good))) == []
    assert codes(word(Xml(bad))) == ["CST312"]
    assert codes(word(Xml(computed))) == ["CST312"]


def test_a_field_over_several_paragraphs_is_read_whole() -> None:
    begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DD</w:instrText></w:r></w:p>'
    rest = '<w:p><w:r><w:instrText>E x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert codes(word(Xml(begin + rest))) == ["CST312"]
    assert codes(word(Xml(begin.replace("DD", "DDE")))) == ["CST312"]


@pytest.mark.parametrize(
    "code",
    [
        "PAGE",
        " NUMPAGES ",
        'DATE \\@ "yyyy-MM-dd"',
        'TOC \\o "1-3" \\h',
        "REF _Ref1 \\h",
        "PAGEREF _Toc1",
        'STYLEREF "标题 1"',
        'HYPERLINK \\l "_Toc1"',
        "SEQ 表",
        "MACROBUTTON NoMacro [Click]",
        "FORMCHECKBOX",
        "= SUM(ABOVE)",
        "ADDIN EN.CITE",
    ],
)
def test_harmless_fields_pass(code: str) -> None:
    assert codes(word(paragraph(field_code(code)))) == []


def test_a_text_that_only_reads_like_a_field_passes() -> None:
    assert codes(word(paragraph(field_code("PAGE", result="DDE x"), "DDE x"), "INCLUDETEXT")) == []


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk", "subDocument"])
def test_embedded_things_are_refused(kind: str) -> None:
    data = word("x", relations=[Relation("a", kind, "embeddings/x.bin")])
    assert places(data) == [("CST313", "word/embeddings/x.bin")]


def test_a_document_made_with_python_docx_passes() -> None:
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.add_heading("客服主管岗位说明书", 1)
    grid = document.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1))
    document.add_comment(document.add_paragraph("请核对").runs, text="?", author="HR")
    stream = io.BytesIO()
    document.save(stream)
    assert codes(stream.getvalue()) == []


def test_controls_images_notes_and_contents_pass() -> None:
    control = Xml(
        f"<w:sdt><w:sdtPr><w:tag w:val='score:a'/></w:sdtPr><w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt>"
    )
    data = word(
        control,
        paragraph(field_code('TOC \\o "1-3"', result="目录")),
        paragraph(run("☐ 是"), text_box("框")),
        header=paragraph(field_code("STYLEREF 1")),
        footer=paragraph(field_code("PAGE")),
        footnote="注",
        endnote="尾注",
        relations=[Relation("img", "image", "media/a.png")],
        parts={"word/media/a.png": b"\x89PNG"},
    )
    assert codes(data) == []


def test_packing_is_repeatable() -> None:
    assert packed({"a": "b"}) == packed({"a": "b"})
