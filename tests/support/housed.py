"""Templates in the shipped house, their bodies written out, for what happens after rendering."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

from support.rawword import NAMESPACES

HOUSE = Path(__file__).parents[2] / "templates" / "docx" / "house.docx"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1474" w:bottom="1440" '
    'w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
)


@cache
def house() -> bytes:
    return HOUSE.read_bytes()


def p(text: str = "", style: str = "", more: str = "") -> str:
    """A paragraph of one run in a style of the house, by its id."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{run}</w:p>"


def control(tag: str, content: str, kind: str = "") -> str:
    """A content control; its kind is an element such as ``<w:date/>``."""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="7"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def slot(name: str) -> str:
    return control(f"cst:{name}", p(f"【{name.partition(':')[0]}】"))


def section(more: str = "", start: str = "nextPage", page: str = PORTRAIT) -> str:
    """The page setup of a section; ``more`` stands before, such as header references."""
    return f'<w:sectPr>{more}<w:type w:val="{start}"/>{page}</w:sectPr>'


def housed(
    *blocks: str,
    last: str = "",
    headers: dict[str, str] | None = None,
    relations: str = "",
    media: dict[str, bytes] | None = None,
    settings: str = "",
) -> bytes:
    """Make a template with the styles and lists of the house and a body of its own.

    Args:
        blocks: The body.
        last: Its last page setup; the usual one when empty.
        headers: Content of headers and footers by name, such as ``header7``.
        relations: More relationships of the main document.
        media: More parts.
        settings: More settings.
    """
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = f"<w:body>{''.join(blocks)}{last or section()}</w:body>"
    parts["word/document.xml"] = f"<w:document {NAMESPACES}>{body}</w:document>".encode()
    types, rows = "", relations
    for name, content in (headers or {}).items():
        kind = name.rstrip("0123456789")
        root = "hdr" if kind == "header" else "ftr"
        parts[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>".encode()
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{kind}+xml"/>'
        rows += f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{name}.xml"/>'
    types += '<Default Extension="png" ContentType="image/png"/>' if media else ""
    _extend(parts, "[Content_Types].xml", "</Types>", types)
    _extend(parts, "word/_rels/document.xml.rels", "</Relationships>", rows)
    if settings:
        xml = parts["word/settings.xml"].decode()
        parts["word/settings.xml"] = re.sub(r"(<w:zoom [^>]*/>)", rf"\1{settings}", xml).encode()
    return _zip(parts | (media or {}))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Unpack a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _extend(parts: dict[str, bytes], name: str, before: str, more: str) -> None:
    parts[name] = parts[name].decode().replace(before, more + before).encode()


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
