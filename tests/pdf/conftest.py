"""Documents with contents, links, blank pages and left-over marks, laid out once for all."""

from __future__ import annotations

from datetime import date

import pytest
from support.rawword import STYLES, RawWord, paragraph

from cstemplates.pdf import PdfSource, convert

HYPERLINK = '<w:style w:type="character" w:styleId="ab"><w:name w:val="Hyperlink"/></w:style>'
LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def linked(text: str, *, anchor: str = "", relationship: str = "") -> str:
    target = f'w:anchor="{anchor}"' if anchor else f'r:id="{relationship}"'
    return (
        f'<w:p><w:hyperlink {target}><w:r><w:rPr><w:rStyle w:val="ab"/></w:rPr>'
        f"<w:t>{text}</w:t></w:r></w:hyperlink></w:p>"
    )


def heading(number: int, text: str, *, style: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>'
        f"<w:r><w:t>{text}</w:t></w:r>"
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def manual() -> bytes:
    body = (
        linked("总则", anchor="_Toc1")
        + linked("目的", anchor="_Toc2")
        + linked("附则", anchor="_Toc3")
        + linked("协议书", relationship="rId8")
        + linked("网站", relationship="rId9")
        + PAGE_BREAK
        + heading(1, "总则", style="1")
        + heading(2, "目的", style="2")
        + paragraph("正文")
        + PAGE_BREAK
        + heading(3, "附则", style="1")
    )
    relationships = "".join(
        f'<Relationship Id="{name}" TargetMode="External" Type="{LINK_TYPE}" Target="{target}"/>'
        for name, target in (
            ("rId8", "01-%E5%8D%8F%E8%AE%AE/a.docx"),
            ("rId9", "https://example.org/a.docx"),
        )
    )
    return RawWord(body, styles=STYLES + HYPERLINK, relationships=relationships).data()


def faulty() -> bytes:
    return RawWord(
        paragraph("考核表{{ employee.")
        + paragraph("name }}")
        + PAGE_BREAK
        + PAGE_BREAK
        + paragraph("【组织架构图】")
    ).data()


@pytest.fixture(scope="session")
def laid_out() -> dict[str, bytes]:
    sources = {"manual": manual(), "faulty": faulty()}
    made = convert(
        [PdfSource(name, data) for name, data in sources.items()], as_of=date(2026, 1, 15)
    )
    assert made.findings == ()
    return {name: pages.data for name, pages in zip(sources, made.pages, strict=True) if pages}
