"""What a redline marks, element by element, on files small enough to say so."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.bothways import AUTHOR, DAY, marked, redlined
from support.rawword import RawWord, cell, paragraph, row, table
from support.revisions import W, characters

from cstemplates.redline import Loss, redline, track_changes

if TYPE_CHECKING:
    from collections.abc import Sequence


def _file(*blocks: str) -> bytes:
    return RawWord("".join(blocks)).data()


def _texts(*texts: str) -> bytes:
    return _file(*(paragraph(text) for text in texts))


def _xml(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def _control(content: str, choices: Sequence[str] = ("10分", "5分"), tag: str = "score:a") -> str:
    items = "".join(f'<w:listItem w:displayText="{c}" w:value="{c}"/>' for c in choices)
    return (
        f'<w:p><w:r><w:t>得分</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="7"/>'
        f"<w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>"
        f"<w:r><w:t>{content}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


def test_a_number_is_replaced_as_a_whole_and_the_rest_stays() -> None:
    made = redlined(_texts("客户满意度权重30%，每月考核"), _texts("客户满意度权重35%，每月考核"))

    assert marked(made) == ["客户满意度权重[-30%][+35%]，每月考核"]
    assert characters(made) == 6


def test_a_change_carries_author_date_and_an_id_of_its_own() -> None:
    old, new = _texts("一", "二", "三"), _texts("一一", "三", "四四四")

    root = etree.fromstring(_xml(redlined(old, new)).encode())

    changes = list(root.iter(f"{W}ins", f"{W}del"))
    assert {e.get(f"{W}author") for e in changes} == {AUTHOR}
    assert {e.get(f"{W}date") for e in changes} == {"2026-11-22T00:00:00Z"}
    assert len({e.get(f"{W}id") for e in changes}) == len(changes) > 3


def test_a_change_takes_no_id_that_a_bookmark_has() -> None:
    held = '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>{}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'

    made = redlined(_file(held.format("旧文")), _file(held.format("新文")))

    assert '<w:ins w:id="3"' in _xml(made)
    assert '<w:del w:id="2"' in _xml(made)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (("甲", "丙"), ("甲", "乙乙", "丙"), ["[+乙乙][+¶]"]),
        (("甲", "乙乙", "丙"), ("甲", "丙"), ["[-乙乙][-¶]"]),
        # Nothing can take out the last mark, so the one before it is the added one.
        (("甲",), ("甲", "乙", "丙"), ["甲[+¶]", "[+乙][+¶]", "[+丙]"]),
        (("甲", "乙", "丙"), ("甲",), ["甲[-¶]", "[-乙][-¶]", "[-丙]"]),
    ],
)
def test_paragraphs_come_and_go_with_their_marks(
    old: tuple[str, ...], new: tuple[str, ...], shown: list[str]
) -> None:
    assert marked(redlined(_texts(*old), _texts(*new))) == shown


def test_a_moved_clause_is_taken_out_there_and_put_in_here() -> None:
    clauses = ("每月五日前提交考核表。", "投诉应当在当日登记。", "加班须事先申请。")

    made = redlined(_texts(*clauses, "附则"), _texts(*clauses[1:], clauses[0], "附则"))

    assert marked(made) == [f"[-{clauses[0]}][-¶]", f"[+{clauses[0]}][+¶]"]


def test_a_paragraph_in_front_of_a_table_goes_into_the_one_before_it() -> None:
    held = table(row(cell("甲")), columns=1)
    old, new = (
        _file(paragraph("前"), held, paragraph()),
        _file(paragraph("前"), paragraph("提示", style="1"), held, paragraph()),
    )

    assert marked(redlined(old, new)) == ["前[+¶]", "[+提示]"]
    assert marked(redlined(new, old)) == ["前[-¶]", "[-提示]"]


def test_the_last_paragraph_keeps_the_style_it_had_when_it_is_taken_out() -> None:
    old = _file(paragraph("甲"), paragraph("乙", style="1"))

    redlined(old, _file(paragraph("甲")))
    redlined(_file(paragraph("甲")), old)


def test_rows_come_and_go_as_rows() -> None:
    head = row(cell("编号"), cell("权重"), header=True)
    first, second = row(cell("A1"), cell("30%")), row(cell("A2"), cell("70%"))

    grown = redlined(_file(table(head, first, columns=2), paragraph()),
                     _file(table(head, first, second, columns=2), paragraph()))  # fmt: skip
    shrunk = redlined(_file(table(head, first, second, columns=2), paragraph()),
                      _file(table(head, second, columns=2), paragraph()))  # fmt: skip

    assert _xml(grown).count("<w:trPr><w:ins ") == 1
    assert marked(grown) == ["[+A2][+¶]", "[+70%][+¶]"]
    assert _xml(shrunk).count("<w:trPr><w:del ") == 1
    assert marked(shrunk) == ["[-A1][-¶]", "[-30%][-¶]"]


def test_a_table_with_other_columns_replaces_the_old_one_with_a_paragraph_between() -> None:
    old = table(row(cell("甲"), cell("乙")), columns=2)
    new = table(row(cell("甲"), cell("乙"), cell("丙")), columns=3)

    made = redlined(_file(old, paragraph("后")), _file(new, paragraph("后")))

    assert marked(made) == [
        "[-甲][-¶]",
        "[-乙][-¶]",
        "[+¶][-¶]",
        "[+甲][+¶]",
        "[+乙][+¶]",
        "[+丙][+¶]",
    ]


def test_a_table_at_the_end_goes_with_the_paragraph_after_it() -> None:
    held = table(row(cell("甲")), columns=1)

    redlined(_file(paragraph("前"), held, paragraph("后")), _file(paragraph("前")))
    redlined(_file(paragraph("前")), _file(paragraph("前"), held, paragraph("后")))


def test_a_list_that_offers_something_else_stays_and_is_named() -> None:
    old, new = _file(_control("　")), _file(_control("　", ("10分", "6分")))

    made = track_changes(old, new, author=AUTHOR, when=DAY)

    assert marked(redlined(old, new)) == []
    assert made.lost == {Loss.CHOICES}
    assert 'w:displayText="6分"' in _xml(made.data)
    assert "customXml" not in _xml(made.data)


def test_a_control_that_stays_is_changed_inside() -> None:
    made = redlined(_file(_control("未评分")), _file(_control("已评分")))

    assert marked(made) == ["得分[-未][+已]评分"]
    assert "customXml" not in _xml(made)


def _block_control(*texts: str, tag: str = "clause") -> str:
    inside = "".join(paragraph(text) for text in texts)
    properties = f'<w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="9"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_block_control("甲", "乙"), _block_control("甲", "丙丙", "乙")),
        (_block_control("甲", "乙"), _block_control("甲")),
        (_block_control("甲", "乙"), ""),
        (_block_control("甲", "乙"), _block_control("甲", "乙", tag="other")),
        (_block_control("甲"), paragraph("甲")),
    ],
)
def test_a_control_around_paragraphs_comes_goes_and_changes(old: str, new: str) -> None:
    first, second = (
        _file(paragraph("前"), old, paragraph("后")),
        _file(paragraph("前"), new, paragraph("后")),
    )

    redlined(first, second)
    redlined(second, first)


def test_cells_inside_controls_and_tables_inside_cells_are_compared_where_they_are() -> None:
    def file(text: str) -> bytes:
        held = f"<w:sdt><w:sdtContent>{cell(text)}</w:sdtContent></w:sdt>"
        inner = table(row(cell(text)), columns=1)
        nested = f"<w:tc><w:tcPr/>{inner}{paragraph()}</w:tc>"
        return _file(table(f"<w:tr>{held}{nested}</w:tr>", columns=2), paragraph("后"))

    made = redlined(file("权重30%"), file("权重35%"))

    assert marked(made) == ["权重[-30%][+35%]"] * 2


def test_what_only_looks_different_is_not_tracked() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>总</w:t></w:r><w:r><w:t>则</w:t></w:r></w:p>"

    made = redline(_texts("总则"), _file(bold), author=AUTHOR, when=DAY)

    assert marked(made) == []
    assert "<w:b/>" in _xml(made)


def test_changes_that_a_file_tracks_already_count_as_accepted() -> None:
    tracked = (
        '<w:p><w:r><w:t>甲</w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>乙</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>'
    )

    assert marked(redlined(_file(tracked), _texts("甲乙丁"))) == ["甲乙[+丁]"]
    assert marked(redlined(_texts("甲丁"), _file(tracked))) == ["甲[-丁][+乙]"]


def _contents(*entries: str) -> str:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    lines = [f"<w:r><w:t>{entry}</w:t></w:r>" for entry in entries]
    return "".join(f"<w:p>{begin if not n else ''}{x}</w:p>" for n, x in enumerate(lines)) + end


def test_a_contents_stays_one_field_when_its_first_entry_goes() -> None:
    chapters = ("第一章 总则", "第二章 考核", "第三章 附则")
    whole, shorter = _file(_contents(*chapters)), _file(_contents(*chapters[1:]))

    for made in (redlined(whole, shorter), redlined(shorter, whole)):
        assert _xml(made).count('w:fldCharType="begin"') == 1
        assert "delInstrText" not in _xml(made)


def test_a_field_is_replaced_in_one_piece() -> None:
    field = (
        '<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>REF {}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>条</w:t></w:r></w:p>'
    )

    made = redlined(_file(field.format("a", "三")), _file(field.format("b", "四")))

    assert marked(made) == ["第[-三][+四]条"]
    assert _xml(made).count("<w:delInstrText") == 1


def test_page_numbers_are_nobodys_change() -> None:
    page = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>{}</w:t></w:r></w:fldSimple></w:p>'

    assert marked(redlined(_file(page.format(1)), _file(page.format(2)))) == []


_LINES = st.lists(
    st.text(st.sampled_from("甲乙丙丁，。30%AB \U000f0000\U0001f600"), max_size=8),
    min_size=1,
    max_size=5,
)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(_LINES, _LINES)
def test_any_lines_become_any_other_lines(old: list[str], new: list[str]) -> None:
    redlined(_texts(*old), _texts(*new))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(_LINES, _LINES)
def test_any_cells_become_any_other_cells(old: list[str], new: list[str]) -> None:
    def file(lines: list[str]) -> bytes:
        rows = [row(cell(line), cell(line[::-1])) for line in lines]
        return _file(table(*rows, columns=2), paragraph("后"))

    redlined(file(old), file(new))
