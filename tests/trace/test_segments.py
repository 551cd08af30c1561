"""Laying a document beside its marked twin."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.findings import DocxLocation
from cstemplates.trace.marks import Stretch, marked
from cstemplates.trace.segments import traced_paragraphs
from cstemplates.word.paragraphs import ReadParagraph

BODY = "word/document.xml"


def read(*texts: str, part: str = BODY) -> list[ReadParagraph]:
    return [ReadParagraph(DocxLocation("", part, n), text) for n, text in enumerate(texts, 1)]


def segments(texts: list[str], twin: list[str]) -> list[list[tuple[str, tuple[int, ...]]]]:
    found = traced_paragraphs(read(*texts), read(*twin))
    return [[(s.text, s.numbers) for s in paragraph.segments] for paragraph in found]


def test_equal_texts_take_the_marks_over() -> None:
    twin = [f"甲方：{marked('星河', 1)}（{marked(marked('乙', 3) + '部', 2)}）"]

    assert segments(["甲方：星河（乙部）"], twin) == [
        [("甲方：", ()), ("星河", (1,)), ("（", ()), ("乙", (2, 3)), ("部", (2,)), ("）", ())]
    ]


def test_a_sign_of_the_template_leaves_no_text() -> None:
    (found,) = traced_paragraphs(read("甲方"), read(marked("", 9) + "甲方"))

    assert found.signs == (9,)
    assert found.segments == (Stretch("甲方", ()),)


def test_a_letter_more_in_the_twin_costs_nothing() -> None:
    assert segments(["按月考核。"], [marked("按月考核。", 5) + "。"]) == [[("按月考核。", (5,))]]


def test_a_letter_more_in_the_document_goes_with_its_neighbour() -> None:
    assert segments(["按月考核。"], [marked("按月考核", 5)]) == [[("按月考核。", (5,))]]


def test_paragraphs_that_only_one_side_has_do_not_shift_the_others() -> None:
    twin = [marked("第一", 1), marked("第二段落", 2), marked("第三", 3)]

    assert segments(["第一", "第三"], twin) == [[("第一", (1,))], [("第三", (3,))]]
    assert segments(["第一", "增加", "第二段落", "第三"], twin)[1:3] == [
        [("增加", ())],
        [("第二段落", (2,))],
    ]


def test_without_a_twin_every_paragraph_is_there_without_origins() -> None:
    assert [p.segments for p in traced_paragraphs(read("甲", "乙"), [])] == [
        (Stretch("甲", ()),),
        (Stretch("乙", ()),),
    ]


def test_parts_are_laid_side_by_side_each_for_itself() -> None:
    header = "word/header1.xml"
    plain = [*read("星河"), *read("星河", part=header)]
    twin = [*read(marked("星河", 1)), *read(marked("星河", 2), part=header)]

    found = traced_paragraphs(plain, twin)

    assert [p.segments[0].numbers for p in found] == [(1,), (2,)]


@given(
    st.lists(st.text("甲乙丙。", max_size=6), max_size=6),
    st.lists(st.text("甲乙丙。", max_size=6), max_size=6),
)
@settings(max_examples=150, derandomize=True)
def test_whatever_the_twin_says_no_letter_of_the_document_is_lost(
    texts: list[str], twin: list[str]
) -> None:
    found = traced_paragraphs(read(*texts), read(*(marked(t, 1) for t in twin)))

    assert ["".join(s.text for s in p.segments) for p in found] == texts
