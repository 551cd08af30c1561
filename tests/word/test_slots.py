from __future__ import annotations

import base64
import pickle
import re

import pytest
from support.housed import control, house, housed, p, parts_of, slot
from support.parity import body_text, body_text_with_docxtpl
from support.validators import assert_valid

from cstemplates.findings import RenderError, TemplateError
from cstemplates.word import (
    FlowChart,
    FlowStep,
    Included,
    OrgChart,
    OrgNode,
    Template,
    open_template,
    project_text,
)
from cstemplates.word.writer import pack

_COMMON = {
    "company": {"name": "星河物业"},
    "document": {"title": "客服手册", "code": "A-1", "included": False},
}
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
    '<wp:docPr id="1" name="标志" descr="标志"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def opened(data: bytes, name: str = "t.docx") -> Template:
    return open_template(data, house=house(), name=name)


def included(*blocks: str, relations: str = "", media: dict[str, bytes] | None = None) -> Included:
    template = opened(housed(*blocks, relations=relations, media=media))
    return Included(template.render(_COMMON))


def grid_table(*texts: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{5000 // len(texts)}" w:type="pct"/></w:tcPr>'
        f"{p(text, 'TableText')}</w:tc>"
        for text in texts
    )
    grid = f'<w:gridCol w:w="{8844 // len(texts)}"/>' * len(texts)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="GridTable"/><w:tblW w:w="5000" w:type="pct"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    )


def lines(data: bytes) -> list[str]:
    return [
        line
        for line in project_text(data).splitlines()
        if not line.startswith(("页", "=", "〔公", "〔title"))
    ]


def test_includes_the_blocks_of_a_document_in_the_place_of_its_slot():
    template = opened(housed(p("前"), slot("include:a"), p("后")))
    filled = template.fill(_COMMON, slots={"include:a": included(p("中一"), p("中二"))})
    assert lines(filled.data) == ["前", "中一", "中二", "后"]
    assert b"w:sdt" not in parts_of(filled.data)["word/document.xml"]
    assert_valid(filled.data)


def test_gives_included_headings_and_clauses_the_styles_of_a_manual():
    part = included(
        p("目的", "Heading1"), p("分工", "Heading2"), p("甲", "Clause"), p("乙", "ClauseKept"),
        p("小项", "Clause4"), p("范围", "DecimalHead"), p("依据", "SystemClause"),
    )  # fmt: skip
    template = opened(housed(p("总则", "Chapter"), p("岗位", "ManualSection"), slot("include:a")))
    filled = template.fill(_COMMON, slots={"include:a": part})
    assert lines(filled.data) == [
        "# 第一章 总则",
        "## 第一节 岗位",
        "### 一、 目的",
        "#### （一） 分工",
        "[手册条款] 1. 甲",
        "[手册条款] 2. 乙",
        "[手册条款4] （1） 小项",
        "### 二、 范围",
        "[手册条款] 1. 依据",
    ]


def test_fills_one_slot_a_round_of_a_loop():
    template = opened(
        housed(
            p("{%p for s in parts %}"), p("{{ s.title }}"), slot("include:{{ s.id }}"),
            p("{%p endfor %}"),
        )
    )  # fmt: skip
    data = _COMMON | {"parts": [{"id": "a&b", "title": "一"}, {"id": "c", "title": "二"}]}
    slots = {"include:a&b": included(p("甲")), "include:c": included(p("乙"))}
    assert lines(template.fill(data, slots=slots).data) == ["一", "甲", "二", "乙"]


def test_removes_a_slot_without_content():
    template = opened(housed(p("前"), slot("flow:x"), slot("toc"), p("后")))
    filled = template.fill(_COMMON)
    assert lines(filled.data) == ["前", "后"]
    assert filled.contents == ()
    assert_valid(filled.data)


def test_draws_an_org_chart_in_its_slot():
    template = opened(housed(p("架构", "Heading1"), slot("org-chart"), p("后")))
    chart = OrgChart("客服中心", (OrgNode("a", ("总监",), (OrgNode("b", ("主管", "李")),)),))
    filled = template.fill(_COMMON, slots={"org-chart": chart})
    document = parts_of(filled.data)["word/document.xml"]
    assert b"wpg:wgp" in document
    assert b"w:sdt" not in document
    assert_valid(filled.data)


def test_draws_a_flow_chart_in_its_slot():
    template = opened(housed(p("流程", "Heading1"), slot("flow:{{ document.code }}"), p("后")))
    chart = FlowChart("投诉", (FlowStep("a", "受理", "专员"), FlowStep("b", "回访")))
    filled = template.fill(_COMMON, slots={"flow:A-1": chart})
    assert [line for line in lines(filled.data) if line.startswith("〔图〕")]
    assert_valid(filled.data)


def test_travels_to_another_process():
    template = opened(housed(slot("include:a"), p("后")))
    slots = {"include:a": included(p("甲"))}
    travelled = pickle.loads(pickle.dumps(template))  # our own bytes
    assert travelled.fill(_COMMON, slots=slots) == template.fill(_COMMON, slots=slots)


def test_takes_pictures_and_links_along_once_each():
    part = included(
        _PICTURE,
        '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>官网</w:t></w:r></w:hyperlink></w:p>',
        relations=f'<Relationship Id="rIdLogo" Type="{_REL}/image" Target="media/logo.png"/>'
        f'<Relationship Id="rIdLink" Type="{_REL}/hyperlink" Target="https://example.com/" '
        'TargetMode="External"/>',
        media={"word/media/logo.png": _PIXEL},
    )
    template = opened(housed(slot("include:a"), slot("include:b"), p("后")))
    filled = template.fill(_COMMON, slots={"include:a": part, "include:b": part})
    pictures = [name for name in parts_of(filled.data) if "media" in name]
    assert len(pictures) == 1
    assert lines(filled.data).count("官网〈https://example.com/〉") == 2
    assert_valid(filled.data)


def test_keeps_the_tables_of_two_included_documents_apart():
    part = included(p("首"), grid_table("甲", "乙"), p("", "AfterTable"))
    only = included(grid_table("丙", "丁"), p("", "AfterTable"))
    template = opened(housed(slot("include:a"), slot("include:b"), p("后")))
    filled = template.fill(_COMMON, slots={"include:a": part, "include:b": only})
    shown = lines(filled.data)
    assert shown.count("[表后]") == 1
    assert shown[-1] == "后"
    assert_valid(filled.data)


def test_drops_the_sections_of_an_included_document():
    turned = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    part = included(p("甲"), p("", "", f"<w:sectPr>{turned}</w:sectPr>"), p("乙"))
    filled = opened(housed(slot("include:a"), p("后"))).fill(_COMMON, slots={"include:a": part})
    assert lines(filled.data) == ["甲", "乙", "后"]
    assert parts_of(filled.data)["word/document.xml"].count(b"<w:sectPr") == 1


def test_refuses_a_document_of_another_house():
    changed = parts_of(included(p("甲", "Clause")).data)
    changed["word/styles.xml"] = re.sub(
        rb'(w:styleId="Clause"[^>]*><w:name w:val=")[^"]*',
        rb"\1Elsewhere",
        changed["word/styles.xml"],
    )
    template = opened(housed(slot("include:a"), p("后")))
    with pytest.raises(RenderError) as caught:
        template.fill(_COMMON, slots={"include:a": Included(pack(changed))})
    assert [f.code for f in caught.value.report] == ["CST409"]
    assert "Elsewhere" in str(caught.value)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (slot("orgchart"), ["CST360"]),
        (slot("toc:x"), ["CST360"]),
        (f"<w:p>{control('cst:toc', '<w:r><w:t>x</w:t></w:r>')}</w:p>", ["CST361"]),
        (control("outer", slot("toc")), ["CST361"]),
        (control("x" * 65, p("y")), ["CST362"]),
    ],
)
def test_finds_slots_and_tags_that_cannot_work(body, codes):
    with pytest.raises(TemplateError) as caught:
        opened(housed(body, p("后")))
    assert [f.code for f in caught.value.report] == codes
    assert {getattr(f.location, "part", "") for f in caught.value.report} == {"word/document.xml"}


def test_lets_a_tag_pass_that_is_short_enough_without_its_values():
    body = control("x" * 60 + "{{ company.name }}", p("y"))
    assert opened(housed(body, p("后"))).scan.findings == ()


def test_finds_a_slot_in_a_header():
    with pytest.raises(TemplateError) as caught:
        open_template(
            housed(
                p("文"),
                last='<w:sectPr><w:headerReference w:type="default" r:id="header7"/></w:sectPr>',
                headers={"header7": slot("toc")},
            )
        )
    assert [f.code for f in caught.value.report] == ["CST361"]


def test_gives_equal_bytes_for_equal_content():
    source = housed(p("总则", "Chapter"), slot("include:a"), slot("toc"), p("后"))
    slots = {"include:a": included(p("目的", "Heading1"))}
    first, second = (opened(source).fill(_COMMON, slots=slots) for _turn in range(2))
    assert first == second


def test_reads_like_docxtpl_around_the_slots():
    source = housed(p("{{ company.name }}"), slot("toc"), p("{% if document.code %}码{% endif %}"))
    template = opened(source)
    theirs = body_text_with_docxtpl(template.composed(), _COMMON)
    assert body_text(template.render(_COMMON)) == [t for t in theirs if t != "【toc】"]


def test_a_template_without_slots_needs_no_finish():
    assert opened(housed(p("{{ company.name }}")))._finish is None
