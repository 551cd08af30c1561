"""Word files written out of their XML, for tests that need to say every element."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1474" w:bottom="1440" w:left="1588" '
    'w:header="851" w:footer="992" w:gutter="0"/>'
)
DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="表格正文"/>'
    '<w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="header"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/></w:style>'
)


def paragraph(text: str = "", *, style: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run}</w:p>"


def cell(text: str, *, properties: str = "", width: int = 2000) -> str:
    """A cell of one paragraph."""
    width_xml = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width_xml}{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    """A row of cells."""
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int, width: int = 2000) -> str:
    """A table with a grid of equal columns."""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass
class RawWord:
    """A Word file in the making; every field is WordprocessingML."""

    body: str
    section: str = PAGE
    styles: str = STYLES
    defaults: str = DEFAULTS
    numbering: str = ""
    footnotes: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    relationships: str = ""
    settings: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    types: str = ""

    def data(self) -> bytes:
        """The file."""
        types = [
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>' + self.types
        ]
        rels = [self.relationships]
        parts: dict[str, str] = {}

        def add(name: str, root: str, content: str, kind: str) -> None:
            parts[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
            types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{kind}+xml"/>')
            if name != "document":
                relation = kind if kind != "document.main" else "officeDocument"
                rels.append(
                    f'<Relationship Id="rel_{name}" Type="{_REL}/{relation}" Target="{name}.xml"/>'
                )

        body = f"<w:body>{self.body}<w:sectPr>{self.section}</w:sectPr></w:body>"
        add("document", "document", body, "document.main")
        add("styles", "styles", self.defaults + self.styles, "styles")
        if self.numbering:
            add("numbering", "numbering", self.numbering, "numbering")
        if self.footnotes:
            add("footnotes", "footnotes", self.footnotes, "footnotes")
        if self.settings:
            add("settings", "settings", self.settings, "settings")
        for name, content in self.headers.items():
            kind = "header" if name.startswith("header") else "footer"
            add(name, "hdr" if kind == "header" else "ftr", content, kind)
        package = "http://schemas.openxmlformats.org/package/2006"
        parts["[Content_Types].xml"] = (
            f'<Types xmlns="{package}/content-types">{"".join(types)}</Types>'
        )
        parts["_rels/.rels"] = (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        parts["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{package}/relationships">{"".join(rels)}</Relationships>'
        )
        return _zip(
            {name: (_DECLARATION + xml).encode() for name, xml in parts.items()} | self.parts
        )


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
