from __future__ import annotations

import pytest
from support.rawword import PAGE, RawWord, cell, paragraph, row, table

from cstemplates.findings import TemplateError
from cstemplates.word.blocks import Cell, Control, Heading, Merge, Paragraph, Row, Section, Table
from cstemplates.word.lines import project_text, render_lines
from cstemplates.word.project import project

SECTION_1 = "=== 第 1 节 A4 纵向"


def lines(body: str, **parts) -> list[str]:
    text = project_text(RawWord(body, **parts).data())
    assert text.endswith("\n")
    shown = text.splitlines()
    assert shown[0] == SECTION_1
    return shown[1:]


def runs(*xml: str) -> str:
    return f"<w:p>{''.join(f'<w:r>{x}</w:r>' for x in xml)}</w:p>"


def field(instruction: str, result: str) -> tuple[str, ...]:
    return (
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText>{instruction}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{result}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )


def test_headings_paragraphs_and_styles_are_lines_of_their_own():
    body = (
        paragraph("聘用岗位", style="1")
        + paragraph("任期", style="2")
        + paragraph("正文一句。")
        + paragraph("小字", style="a3")
        + paragraph("")
    )
    assert lines(body) == ["# 聘用岗位", "## 任期", "正文一句。", "[表格正文] 小字", "¶"]


def test_blocks_are_values_with_the_number_apart_from_the_text():
    assert project(RawWord(paragraph("目的", style="1") + paragraph("甲")).data()) == (
        Section(1, 210, 297),
        Heading(1, "目的", "", "heading 1"),
        Paragraph("甲"),
    )


def test_an_outline_level_of_the_paragraph_itself_counts():
    level = '<w:outlineLvl w:val="2"/>'
    body = paragraph("标题", properties=level) + paragraph(
        "正文", style="1", properties='<w:outlineLvl w:val="9"/>'
    )
    assert lines(body) == ["### 标题", "[heading 1] 正文"]


def test_runs_are_joined_and_breaks_and_tabs_are_shown():
    body = runs("<w:t>绩</w:t>", "<w:t>效</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t>")
    assert lines(body) == ["绩效⇥甲⏎乙"]
    assert project(RawWord(body).data())[1] == Paragraph("绩效\t甲\n乙")


def test_a_fields_result_is_text_and_layout_fields_show_their_name():
    body = runs(
        "<w:t>第 </w:t>",
        *field(" PAGE ", "7"),
        "<w:t> 页 共 </w:t>",
        *field("NUMPAGES \\* MERGEFORMAT", "9"),
        "<w:t> 页，见</w:t>",
        *field("REF clause_3 \\r", "第三条"),
    ) + (
        "<w:p><w:fldSimple w:instr=' STYLEREF \"标题 1\" \\n '><w:r><w:t>总则</w:t></w:r>"
        "</w:fldSimple></w:p>"
    )
    assert lines(body) == ["第 ‹PAGE› 页 共 ‹NUMPAGES› 页，见第三条", "‹STYLEREF 标题 1›"]


def test_a_field_over_several_paragraphs_keeps_its_lines():
    start = runs(*field('TOC \\o "1-3"', "一、总则")[:4])
    end = runs("<w:t>二、附则</w:t>", '<w:fldChar w:fldCharType="end"/>')
    assert lines(start + end + paragraph("后")) == ["一、总则", "二、附则", "后"]


def test_a_nested_field_is_part_of_the_outer_result():
    outer = field("HYPERLINK \\l _Toc1", "总则")
    body = runs(*outer[:4], "<w:tab/>", *field("PAGEREF _Toc1 \\h", "3"), outer[4])
    assert lines(body) == ["总则⇥3"]


def test_links_show_where_they_lead():
    relationship = (
        '<Relationship Id="rId7" TargetMode="External" Target="https://example.com/hr" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
    )
    body = (
        '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>制度全文</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:hyperlink w:anchor="附件一"><w:r><w:t>附件</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:hyperlink w:anchor="_Toc12"><w:r><w:t>总则</w:t></w:r></w:hyperlink></w:p>'
        + runs(*field('HYPERLINK "mailto:hr@example.com"', "邮箱"))
    )
    assert lines(body, relationships=relationship) == [
        "制度全文〈https://example.com/hr〉",
        "附件〈#附件一〉",
        "总则",
        "邮箱〈mailto:hr@example.com〉",
    ]


def test_check_boxes_of_every_age_are_glyphs():
    old = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
        "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX"
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    symbol = runs('<w:sym w:font="Wingdings" w:char="F0A8"/>', "<w:t>否</w:t>")
    control = (
        '<w:p><w:sdt><w:sdtPr><w:tag w:val="agree"/><w14:checkbox><w14:checked w14:val="1"/>'
        "</w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt></w:p>"
    )
    assert lines(old + symbol + control) == ["☑", "☐否", "⟦agree: ☑⟧"]


def test_tracked_changes_count_as_accepted():
    body = (
        '<w:p><w:r><w:t>权重</w:t></w:r><w:del w:id="1"><w:r><w:delText>30</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>35</w:t></w:r></w:ins><w:r><w:t>%</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>'
        + paragraph("后", style="a3")
        + table(
            row(cell("留")),
            '<w:tr><w:trPr><w:del w:id="4"/></w:trPr>' + cell("去") + "</w:tr>",
            columns=1,
        )
    )
    assert lines(body) == ["权重35%", "[表格正文] 前后", "[表 1 列]", "| 留"]


def test_hidden_text_is_shown_as_hidden():
    assert lines(runs("<w:rPr><w:vanish/></w:rPr><w:t>内部</w:t>", "<w:t>公开</w:t>")) == [
        "‹hidden: 内部›公开"
    ]


def test_tables_show_merges_and_repeated_header_rows():
    span = '<w:gridSpan w:val="2"/>'
    body = table(
        row(cell("类别"), cell("指标", properties=span), header=True),
        row(cell("业绩", properties='<w:vMerge w:val="restart"/>'), cell("回款"), cell("40")),
        row(cell("", properties="<w:vMerge/>"), cell("A|B"), cell("^")),
        columns=3,
    )
    assert lines(body) == [
        "[表 3 列]",
        "‖ 类别 | 指标 | <",
        "| 业绩 | 回款 | 40",
        "| ^ | A\\|B | \\^",
    ]
    assert project(RawWord(body).data())[1] == Table(
        (
            Row((Cell((Paragraph("类别"),)), Cell((Paragraph("指标"),), 2)), header=True),
            Row(
                (
                    Cell((Paragraph("业绩"),), 1, Merge.START),
                    Cell((Paragraph("回款"),)),
                    Cell((Paragraph("40"),)),
                )
            ),
            Row((Cell((), 1, Merge.CONTINUED), Cell((Paragraph("A|B"),)), Cell((Paragraph("^"),)))),
        ),
        columns=3,
    )


def test_a_cell_may_hold_paragraphs_and_a_table():
    inner = table(row(cell("内")), columns=1)
    two = f"<w:tc><w:tcPr/>{paragraph('一')}{paragraph('二')}</w:tc>"
    nested = f"<w:tc><w:tcPr/>{inner}{paragraph()}</w:tc>"
    skipped = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("右") + "</w:tr>"
    assert lines(table(row(two, nested), skipped, columns=2)) == [
        "[表 2 列]",
        "| 一 ¶ 二 | [表 1 列] ⏎ \\| 内",
        "| · | 右",
    ]


def test_rows_and_cells_inside_controls_are_read():
    in_control = (
        '<w:sdt><w:sdtPr><w:tag w:val="score:q1"/><w:dropDownList><w:listItem w:displayText="5"/>'
        '<w:listItem w:value="10"/></w:dropDownList></w:sdtPr><w:sdtContent>'
        + cell("请选择")
        + "</w:sdtContent></w:sdt>"
    )
    repeated = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{row(cell('甲'), in_control)}</w:sdtContent></w:sdt>"
    )
    assert lines(table(repeated, columns=2)) == [
        "[表 2 列]",
        "| 甲 | ⟦dropdown score:q1 5/10: 请选择⟧",
    ]


def test_controls_show_tag_choices_and_value():
    inline = (
        '<w:p><w:r><w:t>日期：</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="signed_on"/><w:date/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>年 月 日</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    block = (
        '<w:sdt><w:sdtPr><w:alias w:val="架构图"/><w:tag w:val="cst:org-chart"/></w:sdtPr>'
        f"<w:sdtContent>{paragraph('总监', style='1')}{paragraph('经理')}</w:sdtContent></w:sdt>"
    )
    assert lines(inline + block) == [
        "日期：⟦signed_on: 年 月 日⟧",
        "⟦rich cst:org-chart",
        "# 总监",
        "经理",
        "⟧",
    ]
    assert project(RawWord(inline).data())[1] == Paragraph(
        "日期：⟦signed_on: 年 月 日⟧", controls=(Control("signed_on", "date", "年 月 日"),)
    )


def test_headers_footers_and_their_pages_stand_at_the_start_of_their_section():
    section = (
        '<w:headerReference w:type="default" r:id="rel_header1"/>'
        '<w:headerReference w:type="first" r:id="rel_header2"/>'
        '<w:headerReference w:type="even" r:id="rel_header3"/>'
        f'<w:footerReference w:type="default" r:id="rel_footer1"/>{PAGE}<w:titlePg/>'
    )
    shown = lines(
        paragraph("正文"),
        section=section,
        headers={
            "header1": paragraph("星河物业", style="a4"),
            "header2": paragraph(),
            "header3": paragraph("偶数页不启用"),
            "footer1": runs("<w:t>第 </w:t>", *field("PAGE", "1"), "<w:t> 页</w:t>"),
        },
    )
    assert shown == ["页眉｜[header] 星河物业", "页眉（首页）｜", "页脚｜第 ‹PAGE› 页", "正文"]


def test_even_headers_are_shown_when_the_document_uses_them():
    shown = lines(
        paragraph("正文"),
        section=f'<w:headerReference w:type="even" r:id="rel_header1"/>{PAGE}',
        headers={"header1": paragraph("偶数")},
        settings="<w:evenAndOddHeaders/>",
    )
    assert shown == ["页眉（偶数页）｜偶数", "正文"]


def test_sections_show_their_paper():
    wide = '<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    body = paragraph("横表") + f"<w:p><w:pPr>{wide}</w:pPr></w:p>" + paragraph("末节")
    section = '<w:type w:val="continuous"/><w:pgSz w:w="10000" w:h="14000"/>'
    assert project_text(RawWord(body, section=section).data()).splitlines() == [
        "=== 第 1 节 A4 横向",
        "横表",
        "=== 第 2 节 176×247 mm 纵向（连续）",
        "末节",
    ]


def test_page_breaks_are_blocks():
    body = (
        paragraph("一")
        + runs('<w:br w:type="page"/>')
        + paragraph("二", properties="<w:pageBreakBefore/>")
        + runs("<w:t>三</w:t>", '<w:br w:type="page"/>')
        + runs("<w:t>四</w:t>", '<w:br w:type="page"/>', "<w:t>五</w:t>")
    )
    assert lines(body) == [
        "一", "--- 分页", "--- 分页", "二", "三", "--- 分页", "四‹page break›五"
    ]  # fmt: skip


def test_notes_are_numbered_in_the_order_of_the_text():
    notes = "".join(
        f'<w:footnote w:id="{key}">{paragraph(text)}</w:footnote>'
        for key, text in ((-1, "分隔"), (5, "依据甲"), (2, "依据乙"))
    )
    body = runs("<w:t>甲</w:t>", '<w:footnoteReference w:id="5"/>') + runs(
        "<w:t>乙</w:t>", '<w:footnoteReference w:id="2"/>'
    )
    assert lines(body, footnotes=notes) == ["甲[^1]", "乙[^2]", "[^1]：依据甲", "[^2]：依据乙"]


def test_drawings_show_alternative_text_and_words_once():
    box = "<wps:txbx><w:txbxContent>" + paragraph("客服总监") + "</w:txbxContent></wps:txbx>"
    fallback = (
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + paragraph("客服总监")
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    )
    body = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f'<wp:docPr id="1" name="图 1" descr="组织架构图：&#10;客服总监"/>{box}</wp:inline></w:drawing>'
        f"</mc:Choice>{fallback}</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["〔图〕组织架构图：", "〔图〕客服总监", "〔图文〕客服总监"]


def test_filled_properties_come_first():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>星河</dc:creator>'
        "<dc:title>责任书</dc:title><dc:subject/></cp:coreProperties>"
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/officeDocument" '
        f'Target="word/document.xml"/><Relationship Id="b" Type="{package}/metadata/'
        'core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    data = RawWord(
        paragraph("正文"), parts={"docProps/core.xml": core.encode(), "_rels/.rels": rels.encode()}
    ).data()
    assert project_text(data).splitlines() == [
        "〔title〕责任书",
        "〔creator〕星河",
        SECTION_1,
        "正文",
    ]


def test_no_line_ends_with_a_space_and_equal_files_give_equal_text():
    data = RawWord(paragraph("甲 ") + table(row(cell("乙"), cell("")), columns=2)).data()
    shown = render_lines(project(data))

    assert shown == [SECTION_1, "甲", "[表 2 列]", "| 乙 |"]
    assert render_lines(project(data)) == shown


def test_a_file_that_is_no_word_file_is_refused_by_the_gate():
    with pytest.raises(TemplateError) as caught:
        project_text(b"%PDF-1.7", path="a.docx")
    assert [(f.code, f.location.path) for f in caught.value.report] == [("CST300", "a.docx")]
