from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from support.parity import body_text
from support.wordfile import Relation, Xml, paragraph, word

from cstemplates.findings import DocxLocation, RenderError, TemplateError
from cstemplates.gate import open_package, parse_xml
from cstemplates.word import open_template
from cstemplates.word.namespaces import attribute, child, name
from cstemplates.word.style_names import style_key

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1474" w:bottom="1440" '
    'w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
)


def styles(*pairs: Any, kind: Any = "paragraph") -> Any:
    rows = "".join(
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{shown}"/></w:style>'
        for style_id, shown in pairs
    )
    return f"<w:styles {_W}>{rows}</w:styles>"


def with_parts(data: Any, section: Any = "", **parts: Any) -> Any:
    """Add parts named by kind, and what a section says, to a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {n: archive.read(n).decode() for n in archive.namelist()}
    held["word/document.xml"] = held["word/document.xml"].replace(
        "</w:sectPr>", f"{section}</w:sectPr>"
    )
    held["word/document.xml"] = held["word/document.xml"].replace(
        "<w:sectPr/>", f"<w:sectPr>{section}</w:sectPr>"
    )
    for kind, content in parts.items():
        held[f"word/{kind}.xml"] = content
        override = f'<Override PartName="/word/{kind}.xml" ContentType="{_WML}{kind}+xml"/>'
        held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(
            "</Types>", f"{override}</Types>"
        )
        row = (
            f'<Relationship Id="rId{kind}" Type="http://schemas.openxmlformats.org/officeDocument/'
            f'2006/relationships/{kind}" Target="{kind}.xml"/>'
        )
        rels = "word/_rels/document.xml.rels"
        held[rels] = held[rels].replace("</Relationships>", f"{row}</Relationships>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in held.items():
            archive.writestr(part, content)
    return stream.getvalue()


HOUSE = with_parts(
    word("the house's own text", header="{{ company.name }}", footer="第页"),
    section=_A4,
    styles=styles(("H1", "heading 1"), ("Body", "条文"), ("a", "Normal")),
    settings=f'<w:settings {_W}><w:footnotePr/><w:zoom w:percent="100"/></w:settings>',
)


def body_of(data: Any) -> Any:
    package = open_package(data, path="x.docx")
    return parse_xml(package.parts["word/document.xml"], path="", part="")


def said(section: Any, path: str) -> Any:
    found = child(section, path)
    assert found is not None
    return found


def styled(style_id: Any, text: Any = "x") -> Any:
    return paragraph(text, properties=f'<w:pStyle w:val="{style_id}"/>')


def test_styles_are_matched_by_name_whatever_their_ids() -> None:
    template = with_parts(
        word(styled("1"), styled("a9"), styled("Heading1")),
        styles=styles(("1", "标题 1"), ("a9", "条文"), ("Heading1", "Heading 1")),
    )
    body = body_of(open_template(template, house=HOUSE).render({"company": {"name": "甲"}}))
    assert [attribute(e, "w:val") for e in body.iter(name("w:pStyle"))] == ["H1", "Body", "H1"]


def test_every_style_the_house_lacks_is_named_with_its_place() -> None:
    template = with_parts(
        word("first", styled("z", "here it is")), styles=styles(("z", "我的样式"))
    )
    with pytest.raises(TemplateError) as caught:
        open_template(template, house=HOUSE, name="t.docx")
    place = DocxLocation("t.docx", "word/document.xml", paragraph=2, excerpt="here it is")
    assert [(f.code, f.location, f.message) for f in caught.value.report] == [
        ("CST340", place, "The house file has no style “我的样式”.")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("标题 1", "heading 1"),
        ("Heading 2", "heading 2"),
        ("正文", "Normal"),
        ("目录 3", "TOC 3"),
        ("网格型", "Table Grid"),
    ],
)
def test_built_in_styles_are_the_same_in_both_languages(one: Any, other: Any) -> None:
    assert style_key(one) == style_key(other)


def test_the_house_gives_page_header_and_footer_and_the_template_its_body() -> None:
    template = word("正文 {{ a }}", header="the template's header", footer="its footer")
    data = open_template(template, house=HOUSE).render({"a": 1, "company": {"name": "甲公司"}})
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    assert body_text(data) == ["正文 1"]
    assert [p.text for p in section.header.paragraphs] == ["甲公司"]
    assert [p.text for p in section.footer.paragraphs] == ["第页"]
    assert attribute(said(section._sectPr, "w:pgMar"), "w:left") == "1588"


def test_without_a_house_the_template_keeps_its_own() -> None:
    data = open_template(word("x", header="own {{ a }}")).render({"a": 1})
    document = docx.Document(io.BytesIO(data))
    assert [p.text for p in document.sections[0].header.paragraphs] == ["own 1"]


def test_a_landscape_section_stays_landscape_with_the_houses_margins() -> None:
    wide = '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>'
    first = Xml(f"<w:p><w:pPr><w:sectPr>{wide}</w:sectPr></w:pPr></w:p>")
    template = open_template(word(first, "portrait"), house=HOUSE)
    sections = list(body_of(template.composed()).iter(name("w:sectPr")))
    sizes = [said(s, "w:pgSz") for s in sections]
    assert [
        (attribute(s, "w:w"), attribute(s, "w:h"), attribute(s, "w:orient")) for s in sizes
    ] == [
        ("16838", "11906", "landscape"),
        ("11906", "16838", ""),
    ]
    assert [attribute(said(s, "w:pgMar"), "w:top") for s in sections] == ["1440", "1440"]
    assert [len(list(s.iter(name("w:headerReference")))) for s in sections] == [1, 0]


def shaded_styles(fill: str, *, more: str = "") -> Any:
    shade = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="{fill}"/></w:tcPr></w:tblStylePr>'
    )
    return (
        f'<w:styles {_W}><w:style w:type="table" w:styleId="T{fill}"><w:name w:val="表格"/>{shade}'
        f"</w:style>{more}</w:styles>"
    )


def test_a_cell_shaded_like_a_head_gets_the_houses_shade() -> None:
    cells = "".join(
        f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr><w:p/></w:tc>'
        for fill in ("EDEDED", "FFFF00", "auto")
    )
    table = Xml(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>")
    template = with_parts(word(table), styles=shaded_styles("EDEDED"))
    house = with_parts(word("x"), styles=shaded_styles("E4F1E8"))

    composed = body_of(open_template(template, house=house).composed())

    assert [attribute(e, "w:fill") for e in composed.iter(name("w:shd"))] == [
        "E4F1E8",
        "FFFF00",
        "auto",
    ]


def test_a_landscape_section_gets_the_houses_landscape_header() -> None:
    portrait, wide = (
        Xml(f"<w:p><w:pPr><w:sectPr>{_A4}</w:sectPr></w:pPr></w:p>"),
        _A4.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"'),
    )
    turned = Xml(
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdWide"/>'
        f"{wide}</w:sectPr></w:pPr></w:p>"
    )
    house = with_parts(
        word(
            turned,
            "end",
            header="upright",
            relations=[Relation("rIdWide", "header", "header9.xml")],
            parts={
                "word/header9.xml": f"<w:hdr {_W}><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:hdr>"
            },
        ),
        section=_A4,
    )
    landscape = Xml(f"<w:p><w:pPr><w:sectPr>{wide}</w:sectPr></w:pPr></w:p>")
    package = open_package(
        open_template(word(portrait, landscape, landscape, "end"), house=house).composed(), path="x"
    )
    targets = {r.id: r.target for r in package.relationships("word/document.xml")}
    root = parse_xml(package.parts["word/document.xml"], path="", part="")
    shown = [
        [targets[attribute(r, "r:id")] for r in section.iter(name("w:headerReference"))]
        for section in root.iter(name("w:sectPr"))
    ]
    texts = [[b"wide" in package.parts[part] for part in parts] for parts in shown]
    assert texts == [[False], [True], [], [False]]


def test_a_fault_in_the_houses_header_is_found_in_the_house_file() -> None:
    template = open_template(word("x"), house=HOUSE, name="t.docx", house_name="house.docx")
    with pytest.raises(RenderError) as caught:
        template.render({})
    assert [(f.code, f.location.path) for f in caught.value.report] == [("CST400", "house.docx")]


def test_a_house_file_with_a_broken_tag_is_refused() -> None:
    with pytest.raises(TemplateError) as caught:
        open_template(word("x"), house=word("y", header="{{ a"), house_name="house.docx")
    assert [(f.code, f.location.path) for f in caught.value.report] == [("CST330", "house.docx")]


def test_settings_do_not_point_to_notes_that_are_not_there() -> None:
    package = open_package(open_template(word("x"), house=HOUSE).composed(), path="x.docx")
    assert b"footnotePr" not in package.parts["word/settings.xml"]
    assert b"zoom" in package.parts["word/settings.xml"]


def test_a_houses_picture_does_not_replace_the_templates() -> None:
    picture = Relation("rIdPic", "image", "media/image1.png")
    house = word("x", header="h", relations=[picture], parts={"word/media/image1.png": b"house"})
    house = with_parts(house, section="")
    template = word("x", relations=[picture], parts={"word/media/image1.png": b"template"})
    package = open_package(open_template(template, house=house).composed(), path="x.docx")
    assert package.parts["word/media/image1.png"] == b"template"


def test_what_word_keeps_for_itself_is_left_behind() -> None:
    content = Xml(
        '<w:p w:rsidR="00AA" w:rsidRDefault="00BB"><w:proofErr w:type="spellStart"/>'
        '<w:commentRangeStart w:id="1"/><w:r w:rsidRPr="00CC"><w:t>x</w:t></w:r>'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/></w:p>'
    )
    data = with_parts(
        word(content), comments=f"<w:comments {_W}/>", webSettings=f"<w:webSettings {_W}/>"
    )
    package = open_package(open_template(data).composed(), path="x.docx")
    text = package.parts["word/document.xml"].decode()
    assert [w for w in ("rsid", "proofErr", "comment", "_GoBack") if w in text] == []
    assert [p for p in package.parts if "comments" in p or "webSettings" in p] == []


def test_a_templates_protection_for_forms_survives_the_houses_settings() -> None:
    protected = (
        f'<w:settings {_W}><w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>'
    )
    template = with_parts(word("x"), settings=protected)
    package = open_package(open_template(template, house=HOUSE).composed(), path="x.docx")
    root = parse_xml(package.parts["word/settings.xml"], path="", part="")
    assert [e.tag for e in root] == [name("w:zoom"), name("w:documentProtection")]


def test_faults_of_template_house_and_tags_are_reported_together() -> None:
    template = with_parts(
        word(
            styled("z"),
            "{{ a|safe }}",
            relations=[Relation("r9", "image", "http://x/y.png", external=True)],
        ),
        styles=styles(("z", "我的样式")),
    )
    with pytest.raises(TemplateError) as caught:
        open_template(template, house=HOUSE, name="t.docx")
    assert sorted(f.code for f in caught.value.report) == ["CST311", "CST333", "CST340"]
