from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.compare import Piece, compare_text
from cstemplates.compare.words import likeness, split_words

_FORM = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
TEXTS = st.text(st.sampled_from("的权重为甲乙。，\n\t30%5A b𠮷e\u0301"), max_size=40)


def shown(old: str, new: str, *, grouped: bool = True) -> str:
    pieces = compare_text(old, new, grouped=grouped)
    return "".join(_FORM[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("权重30%", "权重35%", "权重[-30%][+35%]"),
        ("见第三条", "见第四条", "见第[-三][+四]条"),
        ("见第十二条", "见第十三条", "见第[-十二][+十三]条"),
        ("XH-DOC-02 版", "XH-DOC-03 版", "[-XH-DOC-02][+XH-DOC-03] 版"),
        ("自2026年1月15日起", "自2026年2月15日起", "自[-2026年1月15日][+2026年2月15日]起"),
        ("3个工作日内", "5个工作日内", "[-3个工作日][+5个工作日]内"),
        ("30%、40%", "35%、45%", "[-30%][+35%]、[-40%][+45%]"),
        ("甲。乙。", "甲。丙。乙。", "甲。[+丙。]乙。"),
        ("甲，乙，丙", "甲，丙", "甲，[-乙，]丙"),
        ("王𠮷", "王吉", "王[-𠮷][+吉]"),
        ("", "新", "[+新]"),
        ("旧", "", "[-旧]"),
    ],
)
def test_a_change_is_shown_in_whole_numbers_words_and_signs(
    old: str, new: str, pieces: str
) -> None:
    assert shown(old, new) == pieces


def test_equal_texts_are_one_piece_and_empty_ones_none() -> None:
    assert compare_text("同", "同") == (Piece("same", "同"),)
    assert compare_text("", "") == ()


def test_tiny_equal_stretches_between_changes_are_swallowed() -> None:
    old, new = "员工应当在3日内提交书面申请", "员工须于5日内书面提交申请"

    assert shown(old, new) == "员工[-应当在3日内提交书面][+须于5日内书面提交]申请"
    assert shown(old, new, grouped=False).count("[") > shown(old, new).count("[")


def test_a_rewritten_sentence_is_not_a_scatter_of_signs() -> None:
    old = "建立客户档案并按月更新，资料完整率达到98%以上"
    new = "负责售后服务流程的持续改进，向客服总监汇报"

    assert shown(old, new) == f"[-{old}][+{new}]"


def test_lines_stay_apart() -> None:
    assert shown("甲\n乙", "丙\n丁") == "[-甲][+丙]\n[-乙][+丁]"


def test_a_long_stretch_that_changed_places_is_found() -> None:
    first, second = (
        "".join(chr(0x4E00 + n) for n in range(start, start + 1000)) for start in (0, 2000)
    )

    kinds = [piece.kind for piece in compare_text(first + second, second + first)]

    assert kinds == ["gone", "same", "new"]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_join_to_both_texts(old: str, new: str) -> None:
    for grouped in (True, False):
        pieces = compare_text(old, new, grouped=grouped)

        assert "".join(p.text for p in pieces if p.kind != "new") == old
        assert "".join(p.text for p in pieces if p.kind != "gone") == new
        assert all(piece.text for piece in pieces)
        kinds = [piece.kind for piece in pieces]
        assert all(one != other for one, other in pairwise(kinds))
        assert ("new", "gone") not in pairwise(kinds)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(TEXTS)
def test_words_join_to_the_text(text: str) -> None:
    assert "".join(split_words(text)) == text


def test_texts_of_ten_thousand_signs_that_share_little_are_compared_in_bounded_work() -> None:
    old = "".join(chr(0x4E00 + n * 7919 % 300) for n in range(10_000))
    new = "".join(chr(0x4E00 + n * 104_729 % 301) for n in range(10_000))

    pieces = compare_text(old, new)

    assert "".join(p.text for p in pieces if p.kind != "new") == old
    assert "".join(p.text for p in pieces if p.kind != "gone") == new


def test_likeness_is_1_for_equal_texts_and_0_for_texts_without_anything_in_common() -> None:
    assert likeness("客户满意度", "客户满意度") == 1.0
    assert likeness("客户", "员工") == 0.0
    assert likeness("", "员工") == 0.0
    assert likeness("客户满意度达到90分", "客户满意度达到95分") > 0.7
