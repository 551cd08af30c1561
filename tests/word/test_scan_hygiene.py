from __future__ import annotations

from typing import Any

import pytest
from support.wordfile import Relation, W, Xml, paragraph, run, table, word

from cstemplates.gate import open_package
from cstemplates.word.scan import scan

NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'


def places(*content: str, **options: Any) -> list[tuple[str, str, str]]:
    found = scan(open_package(word(*content, **options), path="t.docx")).findings
    return [(f.code, f.severity.value, str(f.location).removeprefix("t.docx: ")) for f in found]


def test_numbering_by_hand_is_an_error() -> None:
    assert places("a", paragraph("第一条", properties=NUMBERED)) == [
        ("CST341", "error", "paragraph 2 “第一条”")
    ]
    assert places(table(["a", paragraph("b", properties=NUMBERED)])) == [
        ("CST341", "error", "table 1, row 1, cell 2 “b”")
    ]


def test_switching_a_styles_numbering_off_is_fine() -> None:
    off = NUMBERED.replace('w:val="3"', 'w:val="0"')
    assert places(paragraph("x", properties=off)) == []


def test_repeating_the_numbering_of_the_style_is_fine() -> None:
    style = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="1">'
        f'<w:name w:val="heading 1"/><w:pPr>{NUMBERED}</w:pPr></w:style></w:styles>'
    )
    options: dict[str, Any] = {
        "relations": [Relation("s", "styles", "styles.xml")],
        "parts": {"word/styles.xml": style},
    }
    as_style = paragraph("一", properties=f'<w:pStyle w:val="1"/>{NUMBERED}')
    deeper = NUMBERED.replace('w:ilvl w:val="0"', 'w:ilvl w:val="1"')
    otherwise = paragraph("二", properties=f'<w:pStyle w:val="1"/>{deeper}')
    assert places(as_style, otherwise, **options) == [("CST341", "error", "paragraph 2 “二”")]


def test_comments_are_a_warning() -> None:
    mark = Xml('<w:r><w:commentReference w:id="0"/></w:r>')
    assert places(paragraph("请核对", mark)) == [("CST342", "warning", "paragraph 1 “请核对”")]


@pytest.mark.parametrize("tag", ["ins", "del", "moveFrom", "moveTo"])
def test_tracked_changes_are_a_warning_once_a_paragraph(tag: str) -> None:
    change = Xml(f'<w:{tag} w:id="1" w:author="x">{run("new")}</w:{tag}>')
    assert places(paragraph("old", change, change)) == [
        ("CST343", "warning", "paragraph 1 “oldnewnew”")
    ]


def test_hidden_text_is_a_warning() -> None:
    assert places(paragraph("a", run("秘密", "<w:vanish/>"))) == [
        ("CST344", "warning", "paragraph 1 “秘密”")
    ]
    assert places("x", header=paragraph(run("h", "<w:vanish/>"))) == [
        ("CST344", "warning", "word/header1.xml, paragraph 1 “h”")
    ]
    assert places(paragraph(run("a", '<w:vanish w:val="0"/>'))) == []
    assert places(paragraph(run("", "<w:vanish/>"))) == []
