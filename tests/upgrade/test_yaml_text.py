"""Editing YAML where it is written."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.upgrade.edits import FileEdits
from cstemplates.upgrade.layers import EditedFile
from cstemplates.upgrade.yaml_text import edit_text

if TYPE_CHECKING:
    from cstemplates.load import KeyPath

TEXT = """\
# 一
title: '甲'   # 二

list:
  # 三
  - id: a
    weight: 1
    text: |
      # 不是注释
      两行

  # 四
  - weight: 2  # 五
    # 六
    id: b
    flow: {x: 1, y: [1, 2], z: "#"}
- not: here
""".replace("- not: here\n", "")
FLOW = "items: [{id: a, n: 1}, {id: b, n: 2}, {id: c, n: 3}]\n"


def removed(text: str, *paths: KeyPath) -> str:
    return edit_text(text, FileEdits(removed=set(paths)))


def test_a_removed_key_takes_its_lines_and_leaves_its_comment() -> None:
    assert removed(TEXT, ("title",)).startswith("# 一\n# 二\n\nlist:\n")


def test_a_removed_literal_takes_its_hash_signs_and_leaves_the_blank_line() -> None:
    assert "    weight: 1\n\n  # 四\n" in removed(TEXT, ("list", 0, "text"))


def test_a_removed_item_leaves_the_comments_around_it() -> None:
    assert "list:\n  # 三\n\n  # 四\n  - weight: 2" in removed(TEXT, ("list", 0))


def test_a_key_beside_a_dash_hands_the_dash_on_with_its_comments_above() -> None:
    assert "  # 四\n  # 五\n  # 六\n  - id: b\n" in removed(TEXT, ("list", 1, "weight"))


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ([0], "items: [{id: b, n: 2}, {id: c, n: 3}]\n"),
        ([1], "items: [{id: a, n: 1}, {id: c, n: 3}]\n"),
        ([2], "items: [{id: a, n: 1}, {id: b, n: 2}]\n"),
        ([1, 2], "items: [{id: a, n: 1}]\n"),
        ([0, 2], "items: [{id: b, n: 2}]\n"),
    ],
)
def test_items_on_one_line_take_their_commas_along(gone: list[int], left: str) -> None:
    assert removed(FLOW, *(("items", position) for position in gone)) == left


def test_keys_on_one_line_take_their_commas_along() -> None:
    assert "flow: {x: 1, z: " in removed(TEXT, ("list", 1, "flow", "y"))
    assert "flow: {x: 1, y: [1, 2]}" in removed(TEXT, ("list", 1, "flow", "z"))


@pytest.mark.parametrize(
    ("text", "new", "edited"),
    [
        ("v: '1.0'\n", "2.0", "v: '2.0'\n"),
        ('v: "1.0"  # 旧\n', "2.0", 'v: "2.0"  # 旧\n'),
        ("v: 1.0.0\n", "2.0.0", "v: 2.0.0\n"),
        ("v: 1.0.0\n", "2.0", 'v: "2.0"\n'),
    ],
)
def test_a_value_keeps_its_quotes_and_gets_some_where_it_needs_them(
    text: str, new: str, edited: str
) -> None:
    assert edit_text(text, FileEdits(values={("v",): new})) == edited


def test_a_key_is_renamed_in_its_place() -> None:
    edits = FileEdits(keys={("list", 1, "weight"): "share"})

    assert edit_text(TEXT, edits) == TEXT.replace("- weight: 2", "- share: 2")


def test_a_note_stands_above_its_value_and_is_written_once() -> None:
    edits = FileEdits(notes={("list", 1, "weight"): ["注"], ("list", 0, "text"): ["释"]})

    once = edit_text(TEXT, edits)

    assert "  # 四\n  # 注\n  - weight: 2" in once
    assert "    # 释\n    text: |\n" in once
    assert edit_text(once, edits) == once


def test_a_note_inside_a_removed_stretch_moves_above_it() -> None:
    edits = FileEdits(removed={("list", 1, "weight")}, notes={("list", 1, "id"): ["注"]})

    text = edit_text(TEXT, edits)

    assert yaml.safe_load(text)["list"][1]["id"] == "b"
    assert "# 注\n" in text


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    edits = FileEdits(removed={("title",)}, notes={("list",): ["注"]})

    edited = edit_text(text, edits)

    assert edited == edit_text(TEXT, edits).replace("\n", "\r\n")


def test_a_byte_order_mark_stays() -> None:
    file = EditedFile(Path("a.yaml"), "a.yaml", b"\xef\xbb\xbfa: 1\nb: 2\n")
    file.edits.removed.add(("a",))

    assert file.after() == b"\xef\xbb\xbfb: 2\n"


@pytest.mark.parametrize(
    "text",
    [
        "list:\n- # 注\n  id: a\n  n: 1\n- id: b\n  n: 2\n",
        "list:\n- {id: a, # 注\n   n: 1}\n- id: b\n  n: 2\n",
        "? list\n: - {id: a, n: 1}\n  - {id: b, n: 2}\n",
    ],
)
def test_unusual_writing_is_edited_right_or_left_to_a_person(text: str) -> None:
    file = EditedFile(Path("a.yaml"), "a.yaml", text.encode())
    file.edits.removed.add(("list", 0))

    data = file.after()

    assert data is not None
    kept = yaml.safe_load(data)["list"]
    assert kept == [{"id": "b", "n": 2}] or (file.by_hand and data == text.encode())


def test_a_parent_goes_when_its_last_value_goes() -> None:
    value = {"a": {"b": 1}, "c": [{"id": "x", "n": 1}], "d": 2}
    edits = FileEdits(removed={("a", "b"), ("c", 0, "n")})

    edits.close(value)

    assert edits.removed == {("a",), ("c",)}
    assert edits.result(value) == {"d": 2}


def test_a_file_without_values_is_nothing() -> None:
    file = EditedFile(Path("a.yaml"), "a.yaml", b"# note\na: 1\n")
    file.edits.removed.add(("a",))

    assert file.after() is None


def paths(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    children: list[Any] = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    return [path, *(below for key, each in children for below in paths(each, (*path, key)))]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.sets(st.sampled_from(paths(yaml.safe_load(TEXT))[1:]), min_size=1, max_size=6),
    st.sets(st.sampled_from(paths(yaml.safe_load(TEXT))[1:]), max_size=4),
)
def test_any_edits_say_what_was_meant_and_keep_every_comment(
    gone: set[KeyPath], noted: set[KeyPath]
) -> None:
    file = EditedFile(Path("a.yaml"), "a.yaml", TEXT.encode())
    file.edits.removed |= gone
    file.edits.notes.update(
        {path: [f"注{number}"] for number, path in enumerate(sorted(noted, key=str))}
    )

    data = file.after()

    assert not file.by_hand
    if data is not None:
        assert yaml.safe_load(data) == file.edits.result(yaml.safe_load(TEXT))
        assert not Counter(re.findall("# [一二三四五六]", TEXT)) - Counter(
            re.findall("# [一二三四五六]", data.decode())
        )
