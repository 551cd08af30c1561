from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.word.drawing.measure import (
    balanced_width,
    line_count,
    mm,
    points,
    text_width,
)

_SIZE = 21
_EM = points(10.5)


def test_a_chinese_character_is_one_em_wide():
    assert text_width("客服总监（王𠮷）", _SIZE) == 8 * _EM


def test_latin_letters_are_narrower_and_keep_away_from_chinese():
    assert text_width("ab", _SIZE) == _EM * 110 // 100
    assert text_width("第2级", _SIZE) == _EM * (200 + 55 + 25 + 25) // 100


def test_lines_break_between_chinese_characters():
    assert line_count("客户服务中心", _SIZE, 3 * _EM) == 2
    assert line_count("客户服务中心", _SIZE, 6 * _EM) == 1


def test_a_line_does_not_begin_with_a_closing_mark():
    assert line_count("甲乙丙，丁", _SIZE, 3 * _EM) == 2
    assert line_count("甲乙丙，丁戊己", _SIZE, 3 * _EM) == 3


def test_a_latin_word_stays_whole_unless_it_is_wider_than_the_column():
    assert line_count("甲 system", _SIZE, 4 * _EM) == 2
    assert line_count("x" * 40, _SIZE, mm(10)) == 9


def test_lines_are_balanced():
    assert balanced_width("客户服务部经理", _SIZE, 6 * _EM) == 4 * _EM


@settings(max_examples=100, derandomize=True, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60), st.integers(2, 20)
)
def test_balancing_never_asks_for_another_line(text, ems):
    width = ems * _EM
    balanced = balanced_width(text, _SIZE, width)
    assert 0 < balanced <= width
    assert line_count(text, _SIZE, balanced) <= line_count(text, _SIZE, width)
