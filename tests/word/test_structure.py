from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from support.rawword import PAGE, STYLES, RawWord, cell, paragraph, row, table
from support.validators import assert_valid

from cstemplates.findings import DocxLocation, Severity, TemplateError
from cstemplates.word.structure import check_structure


def faults(body: str, **parts) -> list[str]:
    found = check_structure(RawWord(body, **parts).data(), path="a.docx")
    assert {(f.code, f.severity) for f in found} <= {("CST407", Severity.ERROR)}
    return [f"{f.location}: {f.message}" for f in found]


def test_a_sound_file_has_no_finding():
    body = (
        paragraph("标题", style="1")
        + table(row(cell("甲"), cell("乙")), row(cell("丙"), cell("")), columns=2)
        + paragraph()
    )
    assert faults(body) == []


def test_a_finding_names_part_table_row_and_cell():
    bad = "<w:tc><w:tcPr/></w:tc>"
    data = RawWord(paragraph("甲") + table(row(cell("乙"), bad), columns=2) + paragraph()).data()
    (found,) = check_structure(data, path="a.docx")

    assert found.message == "The cell does not end with a paragraph."
    assert found.location == DocxLocation("a.docx", "word/document.xml", table=1, row=1, cell=2)


def test_a_cell_that_ends_with_a_table_or_nothing_is_found():
    inner = table(row(cell("内")), columns=1)
    nested = f"<w:tc><w:tcPr/>{inner}</w:tc>"
    control = f"<w:tc><w:tcPr/><w:sdt><w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt></w:tc>"
    assert faults(table(row(nested, control), columns=2) + paragraph()) == [
        "a.docx: table 1, row 1, cell 1: The cell does not end with a paragraph."
    ]


def test_rows_must_cover_the_grid():
    span = cell("乙", properties='<w:gridSpan w:val="3"/>')
    skipping = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("丁") + "</w:tr>"
    assert faults(table(row(cell("甲"), span), skipping, columns=3) + paragraph()) == [
        "a.docx: table 1, row 1, cell 1: The row covers 4 columns; the table has 3."
    ]


def test_a_continued_merge_needs_a_start_of_the_same_width():
    start = '<w:vMerge w:val="restart"/>'
    wide = '<w:gridSpan w:val="2"/><w:vMerge/>'
    body = table(
        row(cell("甲", properties=start), cell("乙"), cell("丙", properties="<w:vMerge/>")),
        row(cell("", properties=wide), cell("丁")),
        columns=3,
    )
    message = "The cell goes on a merge that no cell above has begun."
    assert faults(body + paragraph()) == [
        f"a.docx: table 1, row 1, cell 3: {message}",
        f"a.docx: table 1, row 2, cell 1: {message}",
    ]


def test_ids_of_drawings_bookmarks_controls_and_paragraphs_are_unique():
    drawing = '<w:drawing><wp:inline><wp:docPr id="1" name="x"/></wp:inline></w:drawing>'
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    mark = '<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/>'
    inside = f"<w:r>{drawing}</w:r>{control}{mark}<w:r><w:t>x</w:t></w:r></w:p>"
    body = f'<w:p w14:paraId="0000000A">{inside}' * 2
    assert faults(body) == [
        f"a.docx: paragraph 2 “xx”: The id “{key}” of {what} is used twice."
        for key, what in (
            ("0000000A", "w:p"),
            ("1", "wp:docPr"),
            ("3", "w:bookmarkStart"),
            ("9", "w:id"),
            ("b", "w:bookmarkStart"),
        )
    ]


def test_bookmarks_come_in_pairs():
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="开"/><w:r><w:t>甲</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>乙</w:t></w:r><w:bookmarkEnd w:id="2"/></w:p>'
    )
    assert faults(body) == [
        "a.docx: paragraph 1 “甲”: The bookmark “开” has no end.",
        "a.docx: paragraph 2 “乙”: A bookmark ends here that has not begun (id 2).",
    ]


def test_fields_are_balanced():
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    open_field = f"<w:p>{mark('begin')}<w:r><w:t>甲</w:t></w:r></w:p>"
    assert faults(open_field) == ["a.docx: paragraph 1 “甲”: A field begins here and does not end."]
    message = "A field is separated or ended here without having begun."
    assert faults(f"<w:p>{mark('end')}</w:p>") == [f"a.docx: paragraph 1: {message}"]
    twice = mark("begin") + mark("separate") + mark("separate") + mark("end")
    assert faults(f"<w:p>{twice}</w:p>") == [f"a.docx: paragraph 1: {message}"]


def test_relationships_lead_to_parts_and_parts_are_reached_and_typed():
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    found = faults(
        paragraph("甲"),
        relationships=f'<Relationship Id="r9" Type="{rel}/image" Target="media/none.png"/>',
        types='<Override PartName="/word/gone.xml" ContentType="application/xml"/>',
        parts={"word/media/lost.png": b"x", "word/odd.dat": b"x"},
    )
    assert found == [
        (
            "a.docx: [Content_Types].xml: It gives a type to the part “word/gone.xml”, "
            "which is not in the file."
        ),
        "a.docx: It refers to the part “word/media/none.png”, which is not in the file.",
        "a.docx: word/media/lost.png: Nothing in the file refers to this part.",
        "a.docx: word/odd.dat: Nothing in the file refers to this part.",
        "a.docx: word/odd.dat: The part has no content type.",
    ]


def test_a_relationship_id_that_does_not_exist_is_found():
    body = '<w:p><w:hyperlink r:id="rId404"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>'
    assert faults(body) == [
        "a.docx: paragraph 1 “链接”: It uses the relationship “rId404”, which the part does not have."
    ]


def test_styles_and_lists_that_are_used_exist():
    number = '<w:numPr><w:numId w:val="7"/></w:numPr>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="z"><w:name w:val="z"/><w:basedOn w:val="gone"/>'
        f"<w:pPr>{number}</w:pPr></w:style>"
    )
    body = paragraph("甲", style="nope") + paragraph("乙", properties=number)
    assert faults(body + paragraph("丙", properties=none), styles=styles) == [
        "a.docx: paragraph 1 “甲”: The style “nope” is used and does not exist.",
        "a.docx: paragraph 2 “乙”: The list 7 is used and does not exist.",
        "a.docx: word/styles.xml: The list 7 is used and does not exist.",
        "a.docx: word/styles.xml: The style “gone” is used and does not exist.",
    ]


def test_the_defaults_are_chinese():
    assert faults(paragraph("甲"), defaults="") == [
        "a.docx: word/styles.xml: The defaults do not say that the text is Chinese (zh-CN).",
        "a.docx: word/styles.xml: The defaults name no font for Chinese text.",
    ]


def test_tables_fit_the_text_of_their_own_section():
    wide = table(row(cell("宽"), cell("表")), columns=2, width=5000)
    landscape = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="1440" '
        'w:right="1440"/></w:sectPr></w:pPr></w:p>'
    )
    assert faults(wide + landscape + wide + paragraph()) == [
        (
            "a.docx: table 2, row 1, cell 1: "
            "The table is 176 mm wide; the text of its page is 156 mm wide."
        )
    ]


def test_a_table_head_is_repeated():
    styles = STYLES + '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="表头"/></w:style>'
    head = f"<w:tc><w:tcPr/>{paragraph('指标', style='h')}</w:tc>"
    twice = table(row(head), row(cell("甲")), columns=1) + paragraph()
    assert faults(twice, styles=styles) == [
        "a.docx: table 1, row 1, cell 1: The table's head is not repeated on the next page."
    ]
    repeated = table(row(head, header=True), row(cell("甲")), columns=1) + paragraph()
    assert faults(repeated, styles=styles) == []


def test_template_marks_are_not_left_over_even_over_several_runs():
    split = "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{ name }}</w:t></w:r></w:p>"
    described = (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{% if a %}"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    assert faults(split + described) == [
        "a.docx: paragraph 1 “{{ name }}”: The template mark “{{” is left over.",
        "a.docx: paragraph 2: The template mark “{%” is left over in a property.",
    ]


def test_blank_paragraphs_are_only_allowed_where_word_needs_them():
    two = table(row(cell("甲")), columns=1)
    body = (
        paragraph("一") + paragraph(" ") + two + paragraph() + two + paragraph() + paragraph("二")
    )
    assert faults(body) == [
        "a.docx: paragraph 2: A blank paragraph is used as a distance.",
        "a.docx: paragraph 4: A blank paragraph is used as a distance.",
    ]


def test_the_page_setup_stands_last():
    data = RawWord(f"<w:sectPr>{PAGE}</w:sectPr>" + paragraph("甲")).data()
    assert check_structure(data, path="a.docx") == ()
    broken = io.BytesIO()
    document = Document(io.BytesIO(RawWord(paragraph("甲")).data()))
    body = document.element.body
    body.insert(0, body.find(qn("w:sectPr")))
    document.save(broken)
    found = [f.message for f in check_structure(broken.getvalue(), path="a.docx")]
    assert found == ["The page setup does not stand last in the document."]


def test_a_file_the_gate_refuses_raises():
    with pytest.raises(TemplateError):
        check_structure(b"", path="a.docx")


def test_all_three_judges_are_heard():
    with pytest.raises(AssertionError) as caught:
        assert_valid(RawWord(paragraph("{{ x }}", style="nope")).data())
    said = str(caught.value)

    assert "openxml-audit:" in said
    assert "ooxml-integrity:" in said
    assert "own: document.docx: paragraph 1 “{{ x }}”: The template mark" in said
