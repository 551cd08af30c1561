from __future__ import annotations

import io
from collections import Counter

from pypdf import PdfReader

from cstemplates.pdf import inspect_pages


def test_blank_pages_and_left_over_marks_are_told(laid_out):
    facts = inspect_pages(laid_out["faulty"])

    assert (facts.count, facts.blank) == (3, (2,))
    assert facts.marks == ((1, "{{"), (1, "}}"), (3, "【组织架构图】"))


def test_a_sound_document_has_neither(laid_out):
    facts = inspect_pages(laid_out["manual"])

    assert (facts.count, facts.blank, facts.marks) == (3, (), ())


def test_the_text_is_the_one_a_general_reader_finds(laid_out):
    for pdf in laid_out.values():
        general = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
        assert [letters(text) for text in inspect_pages(pdf).texts] == list(map(letters, general))


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))
