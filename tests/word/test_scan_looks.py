from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.wordfile import Relation, W, Xml, paragraph, run, table, word

from cstemplates.gate import open_package
from cstemplates.produce.template_review import review_template
from cstemplates.word.scan import review_looks

if TYPE_CHECKING:
    from cstemplates.findings import Finding

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "templates/docx").glob("*.docx"))
DEFAULTS = (
    '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="440" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:rPr><w:rFonts w:ascii="Arial" w:eastAsia="黑体"/><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="表头"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="表后"/>'
    '<w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:style>'
)
KEPT, REPEATED = "<w:trPr><w:cantSplit/></w:trPr>", "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


def package(*content: Any, more: str = "", defaults: str = DEFAULTS, **options: Any) -> Any:
    """A Word file in our styles, whose main font and language are Chinese unless said."""
    sheet = (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr>'
        f"</w:rPrDefault></w:docDefaults>{STYLES}{more}</w:styles>"
    )
    relations = [Relation("s", "styles", "styles.xml"), *options.pop("relations", [])]
    parts = {"word/styles.xml": sheet, **options.pop("parts", {})}
    return open_package(word(*content, relations=relations, parts=parts, **options), path="t.docx")


def shown(found: Finding) -> tuple[str, str, str]:
    return (found.code, found.severity.value, str(found.location).removeprefix("t.docx: "))


def looks(*content: Any, **options: Any) -> list[tuple[str, str, str]]:
    return [shown(found) for found in review_looks(package(*content, **options))]


def said(*content: Any, **options: Any) -> list[str]:
    return [found.message for found in review_looks(package(*content, **options))]


def of_style(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def rows(*rows_of_cells: list[Any], properties: str = KEPT) -> Xml:
    """A table whose rows do not split, so that a test sees only its own fault."""
    return Xml(table(*rows_of_cells).replace("<w:tr>", f"<w:tr>{properties}"))


def headed(head: list[Any], *rest: list[Any], properties: str = REPEATED) -> Xml:
    return Xml(rows(head, *rest).replace(KEPT, properties, 1))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_looks_of_a_shipped_template_are_as_they_should_be(path: Path) -> None:
    assert review_looks(open_package(path.read_bytes(), path=path.name)) == ()


def test_a_plain_document_in_styles_has_no_fault() -> None:
    assert looks("正文", paragraph("标题", properties=of_style("1")), rows(["甲", "乙"])) == []


def test_the_review_of_a_template_names_its_looks(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(word(paragraph(run("正文", "<w:b/>"))))

    assert [found.code for found in review_template(path, "t.docx")] == ["CST352"]


# fonts and language


def test_a_document_without_a_chinese_font_or_language_is_named_once() -> None:
    latin = '<w:rFonts w:ascii="Arial"/><w:lang w:val="en-US"/>'
    place = "word/styles.xml"
    assert looks("正文", "正文", defaults=latin) == [
        ("CST350", "warning", place),
        ("CST351", "warning", place),
    ]


def test_a_used_style_with_a_latin_font_only_is_named() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="小节"/><w:rPr>'
        '<w:rFonts w:ascii="黑体" w:hAnsi="黑体"/></w:rPr></w:style>'
    )
    assert looks(paragraph("x", properties=of_style("L")), more=style) == [
        ("CST350", "warning", "word/styles.xml “小节”")
    ]
    assert looks("x", more=style) == []


@pytest.mark.parametrize("font", ['w:eastAsia="宋体"', 'w:eastAsiaTheme="minorEastAsia"'])
def test_chinese_text_in_a_run_needs_a_chinese_font(font: str) -> None:
    latin = run("岗位职责", '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>')
    assert ("CST350", "warning", "paragraph 1 “岗位职责”") in looks(paragraph(latin))
    named = run("岗位职责", f'<w:rFonts w:ascii="Calibri" {font}/>')
    assert "CST350" not in [code for code, _, _ in looks(paragraph(named))]


def test_latin_text_needs_no_chinese_font() -> None:
    latin = run("KPI", '<w:rFonts w:ascii="Calibri"/>')
    assert "CST350" not in [code for code, _, _ in looks(paragraph(latin))]


def test_a_value_may_be_chinese() -> None:
    value = run("{{ role.title }}", '<w:rFonts w:ascii="Calibri"/>')
    assert "CST350" in [code for code, _, _ in looks(paragraph(value))]


def test_chinese_text_marked_as_japanese_is_named() -> None:
    assert looks(paragraph(run("正文", '<w:lang w:eastAsia="ja-JP"/>'))) == [
        ("CST351", "warning", "paragraph 1 “正文”")
    ]
    assert looks(paragraph(run("正文", '<w:lang w:eastAsia="zh-TW"/>'))) == []


# formatting by hand


@pytest.mark.parametrize(
    ("properties", "kinds"),
    [
        ('<w:sz w:val="30"/>', "size"),
        ('<w:b/><w:color w:val="FF0000"/>', "colour, bold"),
        ("<w:i/>", "italic"),
        ('<w:u w:val="single"/>', "underline"),
        ('<w:rFonts w:eastAsia="楷体"/>', "font"),
    ],
)
def test_characters_formatted_by_hand_are_named(properties: str, kinds: str) -> None:
    content = paragraph("按", run("考核办法", properties))
    assert looks(content) == [("CST352", "warning", "paragraph 1 “考核办法”")]
    assert said(content) == [f"Formatted by hand instead of by a style: {kinds}."]


@pytest.mark.parametrize(
    ("properties", "kinds"),
    [
        ('<w:jc w:val="center"/>', "alignment"),
        ('<w:spacing w:before="240"/><w:ind w:left="420"/>', "spacing, indent"),
        ('<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>', "tab stops"),
    ],
)
def test_a_paragraph_formatted_by_hand_is_named_once(properties: str, kinds: str) -> None:
    content = paragraph("第一", run("条", "<w:b/>"), properties=properties)
    assert looks(content) == [("CST352", "warning", "paragraph 1 “第一条”")]
    assert said(content) == [f"Formatted by hand instead of by a style: {kinds}, bold."]


@pytest.mark.parametrize(
    ("paragraph_properties", "run_properties"),
    [
        (of_style("1"), '<w:b/><w:sz w:val="28"/>'),
        ('<w:jc w:val="both"/><w:spacing w:line="440"/>', ""),
        ('<w:ind w:left="0"/><w:spacing w:before="0"/>', '<w:b w:val="0"/><w:u w:val="none"/>'),
        ("", '<w:rFonts w:hint="eastAsia"/>'),
        ("", '<w:noProof/><w:lang w:val="en-US"/>'),
    ],
)
def test_repeating_the_style_is_not_formatting(
    paragraph_properties: str, run_properties: str
) -> None:
    content = paragraph(run("标题", run_properties), properties=paragraph_properties)
    assert looks(content) == []


def test_the_sign_of_a_check_box_may_have_its_font() -> None:
    sign = run("☐", '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic"/>')
    box = Xml(
        '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/'
        f'wordml"/></w:sdtPr><w:sdtContent>{sign}</w:sdtContent></w:sdt>'
    )
    assert looks(paragraph(box, "同意")) == []


def test_the_texts_of_drawings_may_be_formatted() -> None:
    shape = Xml(
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="组织架构图"/><w:txbxContent>'
        f"{paragraph(run('总监', '<w:b/>'))}</w:txbxContent></wp:inline></w:drawing></w:r>"
    )
    assert looks(paragraph(shape)) == []


# tables


def test_a_head_in_the_style_of_heads_repeats() -> None:
    head = [paragraph("序号", properties=of_style("H")), paragraph("{{ x }}")]
    assert looks(headed(head, ["1", "2"], properties=KEPT)) == [
        ("CST353", "warning", "table 1, row 1, cell 1 “序号”")
    ]
    assert looks(headed(head, ["1", "2"])) == []


def test_a_row_of_fixed_words_above_a_loop_repeats() -> None:
    loop = (["{%tr for d in duties %}", ""], ["{{ d.no }}", "{{ d.text }}"], ["{%tr endfor %}", ""])
    assert looks(headed(["序号", "职责"], *loop, properties=KEPT)) == [
        ("CST353", "warning", "table 1, row 1, cell 1 “序号”")
    ]
    assert looks(headed(["序号", "职责"], *loop)) == []
    assert looks(rows(["姓名", "{{ name }}"], *loop)) == []
    assert looks(rows(["姓名", "岗位"], ["甲", "乙"])) == []


def test_rows_that_may_split_are_counted_once_a_table() -> None:
    content = table(["{%tr if a %}"], ["甲"], ["{%tr endif %}"], ["乙"])
    assert looks("前", content) == [("CST354", "warning", "table 1, row 2, cell 1 “甲”")]
    assert said(content) == ["Rows of the table that may be split between two pages: 2."]
    assert looks(rows(["甲"], ["乙"])) == []


@pytest.mark.parametrize(
    ("width", "is_wide"),
    [
        ('<w:tblW w:w="9500" w:type="dxa"/>', True),
        ('<w:tblW w:w="8900" w:type="dxa"/>', False),
        ('<w:tblW w:w="5600" w:type="pct"/>', True),
        ('<w:tblW w:w="112%" w:type="pct"/>', True),
        ('<w:tblW w:w="5000" w:type="pct"/>', False),
        ('<w:tblW w:w="8800" w:type="dxa"/><w:tblInd w:w="600" w:type="dxa"/>', True),
    ],
)
def test_a_table_wider_than_its_page_is_named(width: str, is_wide: bool) -> None:  # noqa: FBT001
    upright = (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1587" w:right="1474" w:top="1"'
        ' w:bottom="1" w:header="1" w:footer="1" w:gutter="0"/>'
    )
    content = Xml(rows(["甲"]).replace("<w:tblPr/>", f"<w:tblPr>{width}</w:tblPr>"))
    end = paragraph("", properties=f"<w:sectPr>{upright}</w:sectPr>")
    wide = [("CST356", "warning", "table 1, row 1, cell 1 “甲”")]
    assert looks(content, end) == (wide if is_wide else [])


def test_a_wide_table_fits_a_landscape_page() -> None:
    turned = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:left="1587"'
        ' w:right="1474" w:top="1" w:bottom="1" w:header="1" w:footer="1" w:gutter="0"/></w:sectPr>'
    )
    wide = '<w:tblPr><w:tblW w:w="13777" w:type="dxa"/></w:tblPr>'
    content = Xml(rows(["甲"]).replace("<w:tblPr/>", wide))
    assert looks(content, paragraph("", properties=turned)) == []


def test_a_cell_ends_with_a_paragraph_behind_its_table() -> None:
    inner = rows(["内"])
    fault = [("CST339", "error", "table 1, row 1, cell 1 “内”")]
    assert looks(rows([[inner]])) == fault
    assert looks(rows([[inner, "后"]])) == []
    assert looks(rows([[inner, "{%p if a %}", "后", "{%p endif %}"]])) == fault
    assert looks(rows([["{%p if a %}", inner, "{%p endif %}", "后"]])) == []


# paragraphs


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (("甲", "", "", "", "乙"), "paragraph 2"),
        (("甲", "", paragraph("一", properties=of_style("1"))), "paragraph 2"),
        (("甲", "　", rows(["表"])), "paragraph 2"),
        (("甲", "", "{%p if a %}", paragraph("一", properties=of_style("1"))), "paragraph 2"),
        ((rows([["甲", "", "", "乙"]]),), "table 1, row 1, cell 1"),
    ],
)
def test_empty_paragraphs_as_spacing_are_named_once(content: Any, place: str) -> None:
    assert [x for x in looks(*content) if x[0] == "CST355"] == [("CST355", "warning", place)]


@pytest.mark.parametrize(
    "content",
    [
        ("甲", "", "乙"),
        (rows(["表"]), "", rows(["表"])),
        (rows(["表"]), ""),
        (rows(["表"]), paragraph("", properties=of_style("Z")), rows(["表"])),
        (rows(["", "甲"], ["", ""]),),
        ("甲", paragraph(Xml('<w:r><w:br w:type="page"/></w:r>')), rows(["表"])),
        (paragraph("", properties=of_style("Z")), paragraph("一", properties=of_style("1"))),
    ],
)
def test_paragraphs_that_word_needs_are_no_spacing(content: Any) -> None:
    assert looks(*content) == []


@pytest.mark.parametrize(
    "text", ["{% if a %}", " {% endfor %} ", "{% set x = 1 %}", "{% if a %}{% endif %}"]
)
def test_a_tag_alone_in_its_paragraph_wants_p(text: str) -> None:
    found = looks("前", text)
    assert found == [("CST357", "warning", f"paragraph 2 “{text.strip()[:20].strip()}”")]


@pytest.mark.parametrize(
    "text", ["{%p if a %}", "{{ a }}", "{% if a %}有{% endif %}", "{% if a %}{{ a }}{% endif %}"]
)
def test_a_tag_that_leaves_no_empty_line_is_fine(text: str) -> None:
    assert looks("前", text) == []


def test_the_only_paragraph_of_a_cell_stays_anyway() -> None:
    assert looks(rows(["{% vm %}", "{% set x = 1 %}"])) == []


# pictures


def picture(properties: str) -> Xml:
    return Xml(f"<w:r><w:drawing><wp:inline>{properties}</wp:inline></w:drawing></w:r>")


def test_a_picture_without_alternative_text_is_named_also_in_a_header() -> None:
    bare = picture('<wp:docPr id="1" name="Picture 1"/>')
    assert looks(paragraph("标志", bare)) == [("CST358", "warning", "paragraph 1 “标志”")]
    assert looks("正文", header=paragraph("页眉", bare)) == [
        ("CST358", "warning", "word/header1.xml, paragraph 1 “页眉”")
    ]
    assert looks(paragraph(picture('<wp:docPr id="1" name="a" descr="公司标志"/>'))) == []


def test_an_ornament_needs_no_alternative_text() -> None:
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    mark = f'<a:extLst><a:ext uri="x"><d:decorative xmlns:d="{space}" val="1"/></a:ext></a:extLst>'
    assert looks(paragraph(picture(f'<wp:docPr id="1" name="线">{mark}</wp:docPr>'))) == []


def test_an_old_picture_needs_alternative_text_too() -> None:
    old = '<w:r><w:pict><v:shape{}><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'
    assert looks(paragraph(Xml(old.format("")), "图")) == [
        ("CST358", "warning", "paragraph 1 “图”")
    ]
    assert looks(paragraph(Xml(old.format(' alt="标志"')), "图")) == []
