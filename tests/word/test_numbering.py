from __future__ import annotations

import pytest
from support.rawword import STYLES, RawWord, cell, paragraph, row, table

from cstemplates.word.blocks import Heading, Paragraph
from cstemplates.word.numerals import write_number
from cstemplates.word.project import project


def level(position: int, text: str, fmt: str = "decimal", extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{position}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, key: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, inside: str = "", of: int = 0) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'


def item(position: int, key: int = 1) -> str:
    return paragraph(
        "x", properties=f'<w:numPr><w:ilvl w:val="{position}"/><w:numId w:val="{key}"/></w:numPr>'
    )


def numbers(body: str, numbering: str, styles: str = STYLES) -> list[str]:
    blocks = project(RawWord(body, numbering=numbering, styles=styles).data())
    return [block.number for block in blocks if isinstance(block, Heading | Paragraph)]


@pytest.mark.parametrize(
    ("number_format", "counts", "expected"),
    [
        ("chineseCounting", (1, 10, 11, 20, 35, 99, 101), "一 十 十一 二十 三十五 九十九 一○一"),
        (
            "chineseCountingThousand",
            (10, 100, 101, 110, 1001, 2010),
            "十 一百 一百零一 一百一十 一千零一 二千零一十",
        ),
        ("japaneseCounting", (1, 10, 21, 100, 101, 210), "一 十 二十一 百 百一 二百十"),
        ("decimalEnclosedCircle", (1, 20, 21, 36, 50, 51), "① ⑳ ㉑ ㊱ ㊿ 51"),
        ("lowerLetter", (1, 26, 27, 54), "a z aa bbb"),
        ("upperLetter", (3, 28), "C BB"),
        ("lowerRoman", (4, 9, 14), "iv ix xiv"),
        ("upperRoman", (1994,), "MCMXCIV"),
        ("ideographDigital", (1, 10, 205), "一 一〇 二〇五"),
        ("chineseLegalSimplified", (3, 15), "叁 壹拾伍"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 甲"),
        ("decimalZero", (7, 12), "07 12"),
        ("decimalEnclosedParen", (2, 21), "⑵ 21"),
        ("unheardOf", (5,), "5"),
    ],
)
def test_counts_are_written_as_word_writes_them(number_format, counts, expected):
    assert [write_number(count, number_format) for count in counts] == expected.split()


def test_headings_take_their_number_from_the_list_linked_to_their_styles():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="条款"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(
        level(0, "%1、", "chineseCountingThousand", '<w:pStyle w:val="1"/>'),
        level(1, "（%2）", "chineseCountingThousand", '<w:pStyle w:val="2"/>'),
        level(2, "%3.", "decimal", '<w:pStyle w:val="c"/>'),
    ) + num(1)
    body = "".join(paragraph("x", style=s) for s in ("1", "2", "2", "c", "c", "1", "2", "c", ""))

    assert numbers(body, numbering, styles) == [
        "一、", "（一）", "（二）", "1.", "2.", "二、", "（一）", "1.", ""
    ]  # fmt: skip


def test_a_level_starts_anew_after_a_higher_one_and_counts_all_levels():
    numbering = abstract(level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3")) + num(1)
    body = "".join(item(n) for n in (0, 1, 2, 2, 1, 2, 0, 1))

    assert numbers(body, numbering) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1"]


def test_a_restart_of_0_means_never_and_of_1_only_after_the_first_level():
    never = abstract(level(0, "%1"), level(1, "%2", extra='<w:lvlRestart w:val="0"/>')) + num(1)
    after_first = (
        abstract(level(0, "%1"), level(1, "%2"), level(2, "%3", extra='<w:lvlRestart w:val="1"/>'))
        + num(1)
    )  # fmt: skip

    assert numbers("".join(map(item, (0, 1, 0, 1))), never) == ["1", "1", "2", "2"]
    assert numbers("".join(map(item, (0, 1, 2, 1, 2, 0, 2))), after_first) == [
        "1", "1", "1", "2", "2", "2", "1"
    ]  # fmt: skip


def test_legal_levels_write_every_count_in_decimal():
    numbering = (
        abstract(level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", extra="<w:isLgl/>")) + num(1)
    )  # fmt: skip

    assert numbers(item(0) + item(1), numbering) == ["第一章", "1.1"]


def test_lists_of_one_kind_count_on_unless_their_start_is_overridden():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(level(0, "%1)")) + num(1) + num(2) + num(3, override)
    body = item(0, 1) + item(0, 2) + item(0, 3) + item(0, 3) + item(0, 1)

    assert numbers(body, numbering) == ["1)", "2)", "5)", "6)", "7)"]


def test_an_override_may_replace_the_whole_level():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "%1°", "upperRoman", start=3)}</w:lvlOverride>'

    assert numbers(item(0) + item(0), abstract(level(0, "%1.")) + num(1, override)) == [
        "III°",
        "IV°",
    ]


def test_bullets_of_symbol_fonts_become_a_plain_bullet():
    numbering = abstract(level(0, "\uf0b7", "bullet"), level(1, "–", "bullet")) + num(1)

    assert numbers(item(0) + item(1), numbering) == ["•", "–"]


def test_list_0_takes_a_paragraph_out_and_an_unknown_list_gives_no_number():
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="li"><w:name w:val="List"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    out = paragraph("x", style="li", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = paragraph("x", style="li") + out + paragraph("x", style="li") + item(0, 99)

    assert numbers(body, abstract(level(0, "%1.")) + num(1), styles) == ["1.", "", "2.", ""]


def test_a_numbering_style_leads_to_its_list():
    styles = STYLES + (
        '<w:style w:type="numbering" w:styleId="ns"><w:name w:val="Chapters"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="ns"/></w:abstractNum>'
    numbering = linked + abstract(level(0, "§%1"), key=1) + num(1) + num(2, of=1)

    assert numbers(item(0, 1) + item(0, 2), numbering, styles) == ["§1", "§2"]


def test_a_level_without_a_higher_one_shows_the_higher_ones_start_and_uses_it_up():
    numbering = abstract(level(0, "%1", start=3), level(1, "%1.%2")) + num(1)

    assert numbers(item(1) + item(0), numbering) == ["3.1", "4"]


def test_numbers_run_on_through_table_cells():
    in_cell = f"<w:tc><w:tcPr/>{item(0)}</w:tc>"
    body = item(0) + table(row(in_cell, cell("y")), columns=2) + item(0)

    blocks = project(RawWord(body, numbering=abstract(level(0, "%1.")) + num(1)).data())

    assert [b.number for b in blocks if isinstance(b, Paragraph)] == ["1.", "3."]
