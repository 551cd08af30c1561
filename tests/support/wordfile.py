"""Small Word files for tests, written part by part so that a test can say exactly what is in them.

``word("Dear {{ name }}", table(["A", "B"]))`` gives the bytes of a .docx. A plain string
is a paragraph; what `paragraph`, `table` and `Xml` give goes in as it is.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


_EXTERNAL = ' TargetMode="External"'


class Xml(str):
    """Markup that goes into the file as it is."""

    __slots__ = ()


@dataclass(frozen=True)
class Relation:
    """A relationship of the main document."""

    id: str
    kind: str
    target: str
    external: bool = False
    base: str = R


@dataclass
class WordFile:
    """The parts of a Word file before they are packed; tests may change any of them."""

    parts: dict[str, str | bytes] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Pack the parts as they are."""
        return packed(self.parts)


def run(text: str, properties: str = "") -> Xml:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return Xml(f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


def paragraph(*runs: str, properties: str = "") -> Xml:
    """Make a paragraph; each string becomes a run of its own, so tags can be split."""
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    content = "".join(r if isinstance(r, Xml) else run(r) for r in runs)
    return Xml(f"<w:p>{inside}{content}</w:p>")


def blocks(*content: str) -> str:
    return "".join(c if isinstance(c, Xml) else paragraph(c) for c in content)


def table(*rows: Sequence[str | Sequence[str]]) -> Xml:
    """Make a table of rows of cells; a cell is a string or a list of paragraphs."""
    width = max(len(row) for row in rows)
    grid = "<w:gridCol/>" * width
    body = "".join(f"<w:tr>{''.join(_cell(cell) for cell in row)}</w:tr>" for row in rows)
    return Xml(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")


def _cell(cell: str | Sequence[str]) -> str:
    content = [cell] if isinstance(cell, str) else list(cell)
    width = '<w:tcW w:w="0" w:type="auto"/>'
    return f"<w:tc><w:tcPr>{width}</w:tcPr>{blocks(*content)}</w:tc>"


def field_code(*pieces: str, result: str = "1") -> Xml:
    """Make the runs of a complex field; each piece of its code gets a run of its own."""
    code = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(p)}</w:instrText></w:r>' for p in pieces
    )
    return Xml(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(*content: str) -> Xml:
    """Make a run with a text box as Word writes it: once for new and once for old readers."""
    inside = f"<w:txbxContent>{blocks(*content)}</w:txbxContent>"
    return Xml(
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="x">'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def word_file(  # noqa: PLR0913  (a test names only what it needs)
    *content: str,
    header: str | None = None,
    footer: str | None = None,
    footnote: str | None = None,
    endnote: str | None = None,
    relations: Sequence[Relation] = (),
    parts: Mapping[str, str | bytes] | None = None,
    overrides: Mapping[str, str] | None = None,
    main_type: str = _TYPE + "document.main+xml",
) -> WordFile:
    """Put a Word file together, to be changed before it is packed.

    Args:
        content: Blocks of the body.
        header: A block of the default header.
        footer: A block of the default footer.
        footnote: A block of the first footnote.
        endnote: A block of the first endnote.
        relations: More relationships of the main document.
        parts: More parts, or other contents for the usual ones.
        overrides: Content types by part name, without a leading slash.
        main_type: Content type of the main document.
    """
    types = {"word/document.xml": main_type}
    related = list(relations)
    made: dict[str, str | bytes] = {}
    references = ""
    for kind, block in (("header", header), ("footer", footer)):
        if block is not None:
            root = {"header": "hdr", "footer": "ftr"}[kind]
            made[f"word/{kind}1.xml"] = _part(root, blocks(block))
            references += f'<w:{kind}Reference w:type="default" r:id="rId{kind}"/>'
            types[f"word/{kind}1.xml"] = f"{_TYPE}{kind}+xml"
            related.append(Relation(f"rId{kind}", kind, f"{kind}1.xml"))
    for kind, block in (("footnote", footnote), ("endnote", endnote)):
        if block is not None:
            note = f'<w:{kind} w:id="1">{blocks(block)}</w:{kind}>'
            made[f"word/{kind}s.xml"] = _part(f"{kind}s", note)
            types[f"word/{kind}s.xml"] = f"{_TYPE}{kind}s+xml"
            related.append(Relation(f"rId{kind}", f"{kind}s", f"{kind}s.xml"))
    body = f"<w:body>{blocks(*content)}<w:sectPr>{references}</w:sectPr></w:body>"
    types.update(overrides or {})
    first = {
        "[Content_Types].xml": _content_types(types),
        "_rels/.rels": relationships(Relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": _part("document", body),
        "word/_rels/document.xml.rels": relationships(*related),
    }
    return WordFile(first | made | dict(parts or {}))


def word(*content: str, **options: object) -> bytes:
    """Give the bytes of a Word file; the options are those of `word_file`."""
    return word_file(*content, **options).packed()  # type: ignore[arg-type]


def relationships(*relations: Relation) -> str:
    rows = "".join(
        f'<Relationship Id="{r.id}" Type="{r.base}/{r.kind}" Target={quoteattr(r.target)}'
        f"{_EXTERNAL if r.external else ''}/>"
        for r in relations
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{rows}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts with the standard library, always to the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _part(root: str, inside: str) -> str:
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{inside}</w:{root}>"


def _content_types(overrides: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{DECLARATION}<Types xmlns="{space}"><Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f"{rows}</Types>"
    )
