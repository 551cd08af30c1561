"""Templates as office programs write them, odd but harmless habits included."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import docx
from support.wordfile import (
    NAMESPACES,
    Relation,
    Xml,
    field_code,
    paragraph,
    run,
    table,
    text_box,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _chunk(kind: bytes, content: bytes) -> bytes:
    size, check = len(content), zlib.crc32(kind + content)
    return size.to_bytes(4, "big") + kind + content + check.to_bytes(4, "big")


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", (1).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0")
    + _chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
    + _chunk(b"IEND", b"")
)
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MS = "http://schemas.microsoft.com/office"
TOC = Xml(
    '<w:sdt><w:sdtPr><w:id w:val="-1204567"/><w:docPartObj><w:docPartGallery w:val="Table of '
    'Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:p>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC '
    '\\o "1-3" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:hyperlink w:anchor="_Toc1" w:history="1">'
    + run("总则")
    + field_code(" PAGEREF _Toc1 \\h ")
    + '</w:hyperlink><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
)
MERGED = Xml(
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("合并") + "</w:tc></w:tr>"
    '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("{{ name }}") + "</w:tc>"
    "<w:tc><w:tcPr/>" + paragraph("x") + "</w:tc></w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("") + "</w:tc>"
    "<w:tc><w:tcPr/>" + paragraph("y") + "</w:tc></w:tr></w:tbl>"
)
CONTROL = Xml(
    f'<w:sdt><w:sdtPr><w:alias w:val="姓名"/><w:tag w:val="name"/><w:id w:val="77"/><w:text/></w:sdtPr>'
    f"<w:sdtContent>{paragraph('{{ name }}')}</w:sdtContent></w:sdt>"
    '<w:sdt><w:sdtPr><w:tag w:val="kind"/><w:id w:val="78"/><w:dropDownList><w:listItem '
    'w:displayText="是" w:value="1"/></w:dropDownList></w:sdtPr>'
    f"<w:sdtContent>{paragraph('是')}</w:sdtContent></w:sdt>"
)
PICTURE = Xml(
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图 1" descr="公司标志"/><a:graphic>'
    '<a:graphicData uri="x"><a:blip r:embed="rIdPic"/></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


def by_word() -> bytes:
    """Imitate Word: contents, notes, picture, controls, comments, fields, revision marks."""
    comments = f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="HR">{paragraph("请核对")}</w:comment></w:comments>'
    more = f'xmlns:w15="{_MS}/word/2012/wordml" mc:Ignorable="w15"'
    return word(
        TOC,
        Xml('<w:p><w:bookmarkStart w:id="0" w:name="_Toc1"/><w:proofErr w:type="spellStart"/>'
            + run("总则{{ na") + "<w:lastRenderedPageBreak/>" + run("me }}", "<w:b/>")
            + '<w:proofErr w:type="spellEnd"/><w:bookmarkEnd w:id="0"/></w:p>'),
        Xml("<w:p>" + '<w:commentRangeStart w:id="0"/>' + run("甲方") + '<w:commentRangeEnd w:id="0"/>'
            + '<w:r><w:commentReference w:id="0"/></w:r>' + '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'),
        MERGED, CONTROL, PICTURE,
        paragraph(field_code(" SEQ 图 \\* ARABIC ")), paragraph(field_code(' DATE \\@ "yyyy年M月d日" ')),
        paragraph(field_code(" =SUM(ABOVE) ")), paragraph(field_code(" EQ \\o\\ac(○,1) ")),
        paragraph(field_code(' HYPERLINK "https://example.org" ')), paragraph(field_code(" REF _Toc1 \\h ")),
        paragraph(field_code(" MERGEFIELD 姓名 ")), paragraph(field_code(" FORMCHECKBOX ")),
        paragraph("x", text_box("框 {{ name }}")),
        header=paragraph(field_code(' STYLEREF "heading 1" ')),
        footer=paragraph(field_code(" PAGE "), "/", field_code(" NUMPAGES ")),
        footnote="注", endnote="尾注",
        relations=[
            Relation("rIdPic", "image", "media/image1.png"),
            Relation("rIdC", "comments", "comments.xml"),
            Relation("rIdX", "commentsExtended", "commentsExtended.xml", base=f"{_MS}/2011/relationships"),
            Relation("rIdF", "fontTable", "fontTable.xml"),
            Relation("rIdD", "customXml", "../customXml/item1.xml"),
            Relation("rIdM", "hyperlink", "mailto:hr@example.org", external=True),
        ],
        parts={
            "word/media/image1.png": PNG,
            "word/comments.xml": comments,
            "word/commentsExtended.xml": f'<w15:commentsEx xmlns:w15="{_MS}/word/2012/wordml"/>',
            "word/fontTable.xml": f"<w:fonts {NAMESPACES} {more}/>",
            "word/fonts/font1.odttf": bytes(range(256)) * 40,
            "customXml/item1.xml": '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>',
            "docMetadata/LabelInfo.xml": '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>',
        },
        overrides={
            "word/comments.xml": _WML + "comments+xml",
            "word/commentsExtended.xml": _WML + "commentsExtended+xml",
            "word/fontTable.xml": _WML + "fontTable+xml",
            "word/fonts/font1.odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        },
    )  # fmt: skip


def by_wps() -> bytes:
    """Imitate WPS: its own custom data and properties, links written as fields."""
    wps = "http://www.wps.cn/officeDocument/2013/wpsCustomData"
    custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    return word(
        paragraph("尊敬的{{ name }}：", properties='<w:pStyle w:val="2"/><w:bidi w:val="0"/>'),
        paragraph(field_code('HYPERLINK "mailto:hr@example.org"')),
        paragraph(field_code('HYPERLINK \\l "_Toc12345"')),
        table(["序号", "内容"], ["{%tr for r in rows %}", ""], ["{{ r.n }}", "{{ r.t }}"], ["{%tr endfor %}", ""]),
        relations=[Relation("rIdD", "customXml", "../customXml/item1.xml")],
        parts={
            "customXml/item1.xml": f'<s:customData xmlns="{wps}" xmlns:s="{wps}"><customSectProps/></s:customData>',
            "docProps/custom.xml": f'<Properties xmlns="{custom}"><property name="KSOProductBuildVer"/></Properties>',
        },
        overrides={"docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml"},
    )  # fmt: skip


def by_google() -> bytes:
    """Imitate Google Docs: tagged controls around runs, direct formatting, no properties."""
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="-1936"/><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>'
        + run("{{ name }}", '<w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/><w:rtl w:val="0"/>')
        + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    return word(
        Xml(f'<w:p w:rsidR="00000000"><w:pPr><w:rPr/></w:pPr>{control}</w:p>'),
        MERGED,
        PICTURE,
        footer=paragraph(field_code("PAGE")),
        relations=[
            Relation("rIdPic", "image", "media/image1.png"),
            Relation("rIdL", "hyperlink", "https://example.org/", external=True),
        ],
        parts={"word/media/image1.png": PNG},
    )


def by_python_docx() -> bytes:
    """Let python-docx write one, with its own full style sheet, a table and a comment."""
    document = docx.Document()
    document.add_heading("客服主管岗位说明书", 1)
    document.add_paragraph("{{ name }}", style="List Number")
    grid = document.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "合并"
    document.add_picture(io.BytesIO(PNG))
    document.add_comment(document.add_paragraph("请核对").runs, text="?", author="HR")
    document.sections[0].header.paragraphs[0].text = "{{ name }}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


GOOD: dict[str, Callable[[], bytes]] = {
    "Word": by_word,
    "WPS": by_wps,
    "Google Docs": by_google,
    "python-docx": by_python_docx,
}
