"""Names of people become names of files on every system (S7)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.publish import plan_names, safe_name
from cstemplates.publish.names import MAX_BYTES

RESERVED = ("CON", "prn", "Aux", "nul", "COM1", "lpt9", "COM¹", "LPT³", "CONIN$", "conout$")


@pytest.mark.parametrize("name", RESERVED)
@pytest.mark.parametrize("tail", ["", ".", ".x", " .x", " ", "..", ".x.y"])
def test_names_of_devices_are_never_used(name: str, tail: str) -> None:
    made = safe_name(name + tail, ".docx")
    assert made.startswith("_" + name)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("con-", "con-.docx"),
        ("concon", "concon.docx"),
        ("COM12", "COM12.docx"),
        ("王\u202e𠮷\u2066\u200b\ufeff", "王𠮷.docx"),
        ("王\n𠮷\t\x00\x7f\x85", "王𠮷.docx"),
        ("王\u2028𠮷\u2029", "王𠮷.docx"),
        ("王\ufffe\ufdd0", "王.docx"),
        ("\ud83d王", "王.docx"),
        ("..\\..\\x", "_.._x.docx"),
        ("../../x", "_.._x.docx"),
        ("/etc/passwd", "_etc_passwd.docx"),
        ("C:\\x", "C__x.docx"),
        ("x" + " ." * 30, "x.docx"),
        ('<>:"/\\|?*', "_________.docx"),
    ],
)
def test_a_name_keeps_what_can_be_kept(name: str, made: str) -> None:
    assert safe_name(name, ".docx") == made


def test_three_hundred_characters_are_cut_and_keep_their_suffix() -> None:
    for letter in ("a", "王", "𠮷", "é"):
        made = safe_name(letter * 300, "-2.docx")
        assert made.endswith(letter + "-2.docx")
        assert MAX_BYTES - 4 < len(made.encode()) <= MAX_BYTES


def test_a_letter_is_not_cut_from_its_marks_and_variant() -> None:
    variant = "邊\U000e0100"
    made = safe_name(variant * 60, ".docx").removesuffix(".docx")
    assert made == variant * (len(made) // 2)
    accents = safe_name("x" + "\u0330\u0301" * 200, ".docx")
    assert accents.startswith("x")
    assert len(accents.encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    "twins",
    [
        ("José", "Jose\u0301"),
        ("TAN", "Tan"),
        ("A/P", "A:P"),
        ("Straße", "STRASSE"),
        ("x", "x. ."),
        ("王\u200b", "王"),
        ("Å", "\u212b"),
        ("甲" * 100, "甲" * 200),
    ],
)
def test_twins_get_names_of_their_own_in_their_order(twins: tuple[str, str]) -> None:
    planned = plan_names(((), name, ".docx") for name in twins)
    assert len({path.casefold() for path in planned}) == len(twins)
    assert planned[1].endswith("-2.docx")
    assert planned == plan_names(((), name, ".docx") for name in twins)


@settings(max_examples=300, derandomize=True, database=None)
@given(
    st.lists(st.text(st.characters(), max_size=90), min_size=1, max_size=5), st.text(max_size=20)
)
def test_any_names_give_unique_paths_inside_their_folder(stems: list[str], folder: str) -> None:
    paths = [path for path in plan_names(((folder,), stem, ".docx") for stem in stems) if path]
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert path.count("/") <= 1
        for step in path.split("/"):
            assert step not in {"", ".", ".."}
            assert not step.endswith((" ", "."))
            assert len(step.encode()) <= MAX_BYTES
            assert unicodedata.is_normalized("NFC", step)
            kinds = {unicodedata.category(letter) for letter in step}
            assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
            assert safe_name(step.removesuffix(".docx"), "") == step.removesuffix(".docx")
