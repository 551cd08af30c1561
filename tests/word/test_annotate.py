from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from support.wordfile import Relation, paragraph, table, word

from cstemplates.findings import DocxLocation, TemplateError, TextLocation, finding
from cstemplates.gate import open_package
from cstemplates.word.annotate import annotate
from cstemplates.word.scan import scan


def commented(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_each_finding_becomes_a_comment_at_its_paragraph_or_cell() -> None:
    data = word("fine", "{{ a", table(["x", ["first", "{{ b|upperr }}"]]), header="{{ c")
    found = scan(open_package(data, path="a.docx")).findings
    document = commented(annotate(data, found))
    texts = [comment.text for comment in document.comments]
    assert texts == [
        (
            "CST330 The tag “{{” is not closed in its paragraph.\n"
            "Close it with “}}” before the paragraph ends."
        ),
        "CST334 The filter “upperr” is unknown.\nDid you mean “upper”?",
        (
            "a.docx: word/header1.xml, paragraph 1 “{{ c”: CST330 The tag “{{” is not closed in its "
            "paragraph.\nClose it with “}}” before the paragraph ends."
        ),
    ]
    marked = {
        p.text: p._p.xpath("./w:r/w:commentReference/@w:id")
        for p in [*document.paragraphs, *document.tables[0].cell(0, 1).paragraphs]
    }
    assert marked == {"fine": ["2"], "{{ a": ["0"], "first": [], "{{ b|upperr }}": ["1"]}


def test_comments_that_are_there_stay() -> None:
    document = docx.Document()
    document.add_comment(document.add_paragraph("请核对").runs, text="谁？", author="HR")
    stream = io.BytesIO()
    document.save(stream)
    place = DocxLocation("a.docx", "word/document.xml", paragraph=1)
    made = annotate(stream.getvalue(), [finding("CST330", "a", place)])
    assert [c.text for c in commented(made).comments] == ["谁？", "CST330 a"]


def test_a_finding_without_a_place_in_the_body_stands_at_the_first_paragraph() -> None:
    whole = finding("CST310", "macro", TextLocation("a.docx"))
    gone = finding("CST330", "b", DocxLocation("a.docx", "word/document.xml", paragraph=99))
    document = commented(annotate(word("one", "two"), [whole, gone]))
    assert [c.text for c in document.comments] == [
        "a.docx: CST310 macro",
        "a.docx: paragraph 99: CST330 b",
    ]
    assert len(document.paragraphs[0]._p.xpath("./w:commentRangeStart")) == 2


def test_without_findings_nothing_changes_and_with_them_bytes_repeat() -> None:
    data = word(paragraph("x", properties="<w:jc w:val='center'/>"))
    assert annotate(data, []) == data
    found = [finding("CST330", "b", DocxLocation("a", "word/document.xml", paragraph=1))]
    assert annotate(data, found) == annotate(data, found)
    first = commented(annotate(data, found)).paragraphs[0]._p
    assert [child.tag.rpartition("}")[2] for child in first][:2] == ["pPr", "commentRangeStart"]


def test_an_annotated_template_passes_the_gate_again() -> None:
    data = word(
        "{{ a", relations=[Relation("x", "image", "media/a.png")], parts={"word/media/a.png": b"x"}
    )
    once = annotate(data, scan(open_package(data, path="a.docx")).findings)
    again = scan(open_package(once, path="a.docx"))
    assert [f.code for f in again.findings] == ["CST330", "CST342"]


def test_what_the_gate_refuses_is_not_annotated() -> None:
    with pytest.raises(TemplateError):
        annotate(b"no package", [])
