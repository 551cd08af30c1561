"""LibreOffice fetches nothing and shows nothing of this machine's files (S10)."""

from __future__ import annotations

import io
import socket
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from support.rawword import RawWord, paragraph

from cstemplates.pdf import PdfSource, convert

if TYPE_CHECKING:
    from pathlib import Path

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
    '<wp:docPr id="{n}" name="P{n}"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="{n}" name="P{n}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:{way}="rId{n}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
OLD_PICTURE = (
    '<w:p><w:r><w:pict><v:shape style="width:90pt;height:90pt"><v:imagedata r:href="rId{n}"/>'
    "</v:shape></w:pict></w:r></w:p>"
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def relationship(number: int, kind: str, target: str) -> str:
    return (
        f'<Relationship Id="rId{number}" TargetMode="External" Type="{REL}/{kind}" '
        f'Target="{target}"/>'
    )


def linked(address: str, secret: str) -> bytes:
    """Make a document that asks for an address and for a file in every way there is."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<image xlink:href="{address}/s.png" width="9" height="9"/></svg>'
    )
    body = (
        paragraph("聘用通知书")
        + PICTURE.format(n=90, way="link")
        + PICTURE.format(n=91, way="link")
        + PICTURE.format(n=92, way="link")
        + PICTURE.format(n=93, way="embed")
        + OLD_PICTURE.format(n=90)
        + FIELD.format(code=f'INCLUDEPICTURE "{address}/f.png" \\d')
        + FIELD.format(code=f'INCLUDETEXT "{secret}"')
        + FIELD.format(code=f'DDEAUTO soffice "{secret}" x')
        + '<w:altChunk r:id="rId94"/>'
    )
    return RawWord(
        body,
        relationships=relationship(90, "image", f"{address}/a.png")
        + relationship(91, "image", secret)
        + relationship(92, "hyperlink", f"{address}/h.png")
        + f'<Relationship Id="rId93" Type="{REL}/image" Target="media/a.svg"/>'
        + relationship(94, "aFChunk", f"{address}/c.html")
        + relationship(95, "attachedTemplate", f"{address}/t.dotx"),
        parts={"word/media/a.svg": svg.encode()},
        types='<Default Extension="svg" ContentType="image/svg+xml"/>',
    ).data()


@pytest.mark.parametrize("processes", [0, 1], ids=["called", "driven"])
def test_nothing_is_fetched_and_no_file_is_shown(processes: int, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("金丝雀机密")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        data = linked(f"http://127.0.0.1:{listener.getsockname()[1]}", secret.as_uri())
        made = convert([PdfSource("a.docx", data, "聘用通知书")], processes=processes)

        with pytest.raises(BlockingIOError):
            listener.accept()
    (pages,) = made.pages
    if pages is not None:
        assert "金丝雀" not in _text(pages.data)
        assert b"/Subtype /Image" not in pages.data


def _text(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
