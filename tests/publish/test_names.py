"""File names that every system accepts."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.publish import plan_names, safe_name
from cstemplates.publish.names import MAX_BYTES


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("王𠮷-目标责任协议书", "王𠮷-目标责任协议书.docx"),
        ("../../etc/passwd", "_.._etc_passwd.docx"),
        ("A/P Tan", "A_P Tan.docx"),
        ("CON", "_CON.docx"),
        ("lpt1.x", "_lpt1.x.docx"),
        ("尾点. . ", "尾点.docx"),
        ("控\u0007制\u202e符", "控制符.docx"),
        ("e\u0301", "é.docx"),
        ("   ", ""),
        ("\u200b", ""),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe == safe_name(name, ".docx")


def test_a_long_name_is_cut_between_characters_and_keeps_its_suffix() -> None:
    name = safe_name("欧" * 300, "-2.docx")

    assert name.endswith("欧-2.docx")
    assert MAX_BYTES - 3 < len(name.encode()) <= MAX_BYTES


def test_twins_get_numbers_whatever_their_case() -> None:
    wanted = [(("01-甲",), stem, ".docx") for stem in ("Tan A/P", "Tan A:P", "TAN A_P")]

    assert plan_names(wanted) == (
        "01-甲/Tan A_P.docx",
        "01-甲/Tan A_P-2.docx",
        "01-甲/TAN A_P-3.docx",
    )


@settings(max_examples=200, derandomize=True)
@given(st.lists(st.text(max_size=120), max_size=6))
def test_planned_paths_are_unique_and_stay_inside(stems: list[str]) -> None:
    paths = [p for p in plan_names((("夹",), s, ".docx") for s in stems) if p]

    assert len({p.casefold() for p in paths}) == len(paths)
    for path in paths:
        folder, name = path.split("/")
        assert folder == "夹"
        assert len(name.encode()) <= MAX_BYTES
        assert unicodedata.is_normalized("NFC", name)
        assert not set(name) & set('<>:"/\\|?*')
        assert name not in (".", "..")
