"""Paragraphs one by one, and the signs that recognise a template's own."""

from __future__ import annotations

import pytest
from support.wordfile import table, text_box, word

from cstemplates.findings import DocxLocation, TemplateError
from cstemplates.word import open_template
from cstemplates.word.paragraphs import ReadParagraph, read_paragraphs
from cstemplates.word.signing import sign_paragraphs

BODY = "word/document.xml"


def signed(data: bytes) -> tuple[bytes, list[DocxLocation]]:
    places: list[DocxLocation] = []

    def sign(place: DocxLocation) -> str:
        places.append(place)
        return f"‹{len(places)}›"

    return sign_paragraphs(data, "a.docx", sign), places


def texts(data: bytes) -> list[str]:
    return [p.text for p in read_paragraphs(data)]


def test_paragraphs_cells_headers_and_footers_are_read_with_their_places() -> None:
    found = read_paragraphs(word("甲", table(["乙", "丙"]), header="眉", footer="脚"))

    assert found == [
        ReadParagraph(DocxLocation("", BODY, 1), "甲"),
        ReadParagraph(DocxLocation("", BODY, None, 1, 1, 1), "乙"),
        ReadParagraph(DocxLocation("", BODY, None, 1, 1, 2), "丙"),
        ReadParagraph(DocxLocation("", "word/footer1.xml", 1), "脚"),
        ReadParagraph(DocxLocation("", "word/header1.xml", 1), "眉"),
    ]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateError) as caught:
        read_paragraphs(b"no")

    assert [f.code for f in caught.value.report] == ["CST300"]


def test_every_paragraph_with_words_is_signed_once_at_its_beginning() -> None:
    data, places = signed(word("甲", "", table(["乙", "{{ name }}"]), header="眉"))

    assert texts(data) == ["‹1›甲", "‹2›乙", "‹3›{{ name }}", "‹4›眉"]
    assert [(p.part, p.paragraph, p.cell, p.excerpt) for p in places] == [
        (BODY, 1, None, "甲"),
        (BODY, None, 1, "乙"),
        (BODY, None, 2, "{{ name }}"),
        ("word/header1.xml", 1, None, "眉"),
    ]
    assert {p.path for p in places} == {"a.docx"}


def test_paragraphs_in_a_text_box_are_signed_too() -> None:
    assert "‹1›盒" in texts(signed(word(text_box("盒")))[0])


def test_a_tag_that_goes_with_its_paragraph_or_row_gets_no_sign() -> None:
    rows = table(["{%tr for r in rows %}"], ["{{ r }}"], ["{%tr endfor %}"])
    source = word("{%p if name %}", "{{ name }}", "{%p endif %}", rows)

    data, places = signed(source)

    assert [p.excerpt for p in places] == ["{{ name }}", "{{ r }}"]
    made = open_template(data).render({"name": "甲", "rows": ["乙", "丙"]})
    assert texts(made) == ["‹1›甲", "‹2›乙", "‹2›丙"]
