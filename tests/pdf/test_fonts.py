from __future__ import annotations

from cstemplates.pdf import FontMatch, font_findings, fonts_found


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
