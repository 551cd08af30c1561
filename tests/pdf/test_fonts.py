from __future__ import annotations

from support.rawword import STYLES, RawWord, paragraph

from cstemplates.gate import open_package
from cstemplates.pdf import FontMatch, FontNames, font_findings, fonts_found, fonts_named


def test_house_fonts_are_set_in_mainland_chinese_and_metric_equal_faces():
    assert [(match.wanted, match.used, match.suits) for match in fonts_found()] == [
        ("宋体", "Noto Serif CJK SC", True),
        ("黑体", "Noto Sans CJK SC", True),
        ("楷体", "LXGW WenKai", True),
        ("仿宋", "Noto Serif CJK SC", True),
        ("Times New Roman", "Liberation Serif", True),
        ("Arial", "Liberation Sans", True),
    ]


def test_a_machine_without_chinese_fonts_is_warned(tmp_path, monkeypatch):
    latin_only = tmp_path / "fonts.conf"
    latin_only.write_text(
        "<fontconfig><dir>/usr/share/fonts/truetype/liberation2</dir>"
        "<dir>/usr/share/fonts/truetype/liberation</dir></fontconfig>"
    )
    monkeypatch.setattr("cstemplates.pdf.fonts.font_configuration", lambda: latin_only)

    findings = font_findings(fonts_found())

    assert [(f.code, f.severity.value, f.location.path) for f in findings] == [
        ("CST052", "warning", name) for name in ("宋体", "黑体", "楷体", "仿宋")
    ]


def test_a_japanese_face_does_not_suit_chinese_text():
    (found,) = font_findings([FontMatch("宋体", "Noto Serif CJK JP", suits=False)])

    assert found.message == (
        "The font 宋体 is not here; PDF pages would be set in Noto Serif CJK JP instead."
    )
    assert found.hint.endswith("fonts-noto-cjk, fonts-lxgw-wenkai and fonts-liberation2.")


def test_a_face_of_another_country_is_told_by_its_name_where_it_has_every_character():
    asked = FontNames(("Noto Serif CJK JP", "Noto Sans CJK TC", "方正小标宋简体"), ())

    assert [(match.used, match.suits) for match in fonts_found(asked)] == [
        ("Noto Serif CJK JP", False),
        ("Noto Sans CJK TC", False),
        ("Noto Serif CJK SC", True),
    ]


def test_the_fonts_of_a_companys_own_house_are_asked_for_too():
    own = (
        '<w:style w:type="character" w:styleId="x"><w:name w:val="x"/><w:rPr>'
        '<w:rFonts w:ascii="A &amp; B" w:hAnsi="A &amp; B" w:eastAsia="Noto Sans CJK JP"/>'
        "</w:rPr></w:style>"
    )
    house = RawWord(paragraph("a"), styles=STYLES + own).data()

    names = fonts_named([open_package(house, path="house.docx")])

    assert names == FontNames(
        ("宋体", "黑体", "楷体", "仿宋", "Noto Sans CJK JP"), ("Times New Roman", "Arial", "A & B")
    )
    assert [found.location.path for found in font_findings(fonts_found(names))] == [
        "Noto Sans CJK JP"
    ]


def test_a_name_is_not_read_as_size_or_property():
    (match,) = fonts_found(FontNames((r"宋体-12:lang=ja,a\b",), ()))

    assert (match.used, match.suits) == ("Noto Serif CJK SC", True)
