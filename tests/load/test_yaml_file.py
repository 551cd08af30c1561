from __future__ import annotations

import json
import os
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.load import Source, read_yaml, read_yaml_bytes

if TYPE_CHECKING:
    from pathlib import Path

ROLE = """\
title: 客服总监
purpose: >
  负责公司
  客户服务。
responsibilities:
  - id: plan
    text: 拟定规划
  - id: crm
    text: "管理 CRM"
"""


def read(text: str | bytes) -> Source:
    data = text if isinstance(text, bytes) else text.encode()
    return read_yaml_bytes(data, display="roles/a.yaml")


def faults(source: Source) -> list[tuple[str, int | None, int | None]]:
    places = [(f.code, f.location) for f in source.findings]
    return [(code, place.line, place.column) for code, place in places]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0012", "0012"),
        ("+3", "+3"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("8:30", "8:30"),
        ("1e5", "1e5"),
        (".5", ".5"),
        ("5%", "5%"),
        ("1.2.3", "1.2.3"),
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
        ("2026-01-15", date(2026, 1, 15)),
        ("2026-1-15", "2026-1-15"),
        ("2026-01-15 08:30:00", "2026-01-15 08:30:00"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'2026-01-15'", "2026-01-15"),
        ("''", ""),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_an_unquoted_word_means_what_it_looks_like(text: str, value: Any) -> None:
    source = read(f"key: {text}\n")

    assert source.value == {"key": value}
    assert type(source.value["key"]) is type(value)
    assert source.findings == ()


def test_decimals_keep_their_digits() -> None:
    assert str(read("a: 1.10").value["a"]) == "1.10"


def test_keys_are_always_text() -> None:
    assert read("yes: 1\n8: 2\nnull: 3\n").value == {"yes": 1, "8": 2, "null": 3}


def test_every_key_and_item_knows_its_place() -> None:
    source = read(ROLE)

    assert str(source.locate(("title",))) == "roles/a.yaml:1:1"
    assert str(source.locate(("responsibilities", 1))) == "roles/a.yaml:8:5"
    assert str(source.locate(("responsibilities", 1, "text"))) == "roles/a.yaml:9:5"
    assert str(source.locate(("responsibilities", "crm", "text"))) == "roles/a.yaml:9:5"
    assert source.locate(("responsibilities", "crm")).key_path == ("responsibilities", "crm")


def test_a_missing_key_is_placed_at_its_nearest_ancestor() -> None:
    source = read(ROLE)

    assert source.locate(("responsibilities", "crm", "outcomes", 3)).line == 8
    assert source.locate(("nothing",)).line == 1


def test_folded_text_is_joined_and_the_value_is_plain() -> None:
    assert read(ROLE).value["purpose"] == "负责公司 客户服务。\n"


def test_a_byte_order_mark_is_accepted() -> None:
    source = read(b"\xef\xbb\xbftitle: a\n")

    assert source.value == {"title": "a"}
    assert source.findings == ()


def test_an_empty_file_is_nothing() -> None:
    assert read("# only a comment\n").value is None


def test_a_key_that_stands_twice_names_both_lines_and_keeps_the_first() -> None:
    source = read("title: a\ngrade: b\ntitle: c\n")

    assert faults(source) == [("CST102", 3, 1)]
    assert source.findings[0].message == "The key “title” stands twice, first on line 1."
    assert source.value == {"title": "a", "grade": "b"}


def test_anchors_aliases_and_merge_keys_are_refused() -> None:
    source = read("a: &x {b: 1}\nc: *x\n<<: {d: 1}\ne: [*x]\n")

    assert faults(source) == [
        ("CST103", 1, 4),
        ("CST103", 2, 4),
        ("CST103", 3, 1),
        ("CST103", 4, 5),
    ]
    assert source.value == {"a": {"b": 1}, "c": None, "e": [None]}


def test_a_quoted_merge_sign_is_an_ordinary_key() -> None:
    assert read("'<<': 1\n").findings == ()


def test_tags_are_refused_on_scalars_maps_lists_and_keys() -> None:
    source = read("a: !!python/name:os.system x\nb: !m {}\nc: ! [d]\n!!str e: 1\n")

    assert faults(source) == [
        ("CST104", 1, 4),
        ("CST104", 2, 4),
        ("CST104", 3, 4),
        ("CST104", 4, 1),
    ]


def test_a_date_that_does_not_exist_is_named_with_its_line() -> None:
    source = read("a: 1\nb: 2026-02-30\n")

    assert faults(source) == [("CST108", 2, 4)]
    assert source.value == {"a": 1, "b": None}


def test_a_key_that_is_a_list_or_a_map_is_refused() -> None:
    assert faults(read("? [a, b]\n: 1\nc: 2\n")) == [("CST108", 1, 3)]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 900_000, "? " * 900_000])
def test_nesting_without_end_is_refused_before_it_hurts(text: str) -> None:
    assert [code for code, _line, _column in faults(read(text))] == ["CST105"]


def test_forty_levels_are_fine_and_one_more_is_not() -> None:
    assert read("[" * 40 + "]" * 40).findings == ()
    assert faults(read("[" * 41 + "]" * 41)) == [("CST105", 1, 41)]


def test_control_characters_are_named_with_their_place_raw_or_escaped() -> None:
    source = read('a: "x\\x07"\nb: y\x01z\nc: w\u2028\n')

    assert faults(source) == [("CST107", 2, 5), ("CST107", 3, 5), ("CST107", 1, 4)]
    assert source.findings[0].message == "The invisible character U+0001 is not allowed."


def test_several_documents_in_a_file_are_refused() -> None:
    assert faults(read("---\na: 1\n---\nb: 2\n")) == [("CST101", 3, 1)]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('a: 1\nb: "open\nc: 2\n', 2, 4, "never closed"),
        ("a: [1, 2\nb: 3\n", 1, 4, "bracket"),
        ("a: b: c\n", 1, 5, "colon"),
        ("a:\n\tb: 1\n", 2, 1, "tabs"),
        ("a: @b\n", 1, 4, "special sign"),
        ("a:\n  b: 1\n c: 1\n", 3, 2, "indentation"),
    ],
)
def test_a_syntax_error_is_explained_where_it_can_be_mended(
    text: str, line: int, column: int, words: str
) -> None:
    source = read(text)

    assert faults(source) == [("CST101", line, column)]
    assert words in source.findings[0].message


def test_another_encoding_is_refused_with_the_line() -> None:
    assert faults(read("a: 1\nb: 客服\n".encode("gb18030"))) == [("CST100", 2, None)]


def test_all_faults_of_a_file_come_at_once_but_at_most_fifty() -> None:
    assert faults(read("a: 1\na: 2\nb: *c\nd: 2026-13-01\n")) == [
        ("CST102", 2, 1),
        ("CST103", 3, 4),
        ("CST108", 4, 4),
    ]
    assert len(read("a: 1\n" * 200).findings) == 50


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert faults(read_yaml(tmp_path / "no.yaml", display="no.yaml")) == [("CST100", None, None)]


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")

    assert faults(read_yaml(tmp_path / "pipe.yaml", display="p")) == [("CST100", None, None)]


def test_a_file_over_two_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"#" * 2_000_001)

    assert faults(read_yaml(path, display="big.yaml")) == [("CST106", None, None)]


def test_the_hash_of_the_bytes_is_kept() -> None:
    assert read("a: 1\n").sha256.startswith("37b128c59f1f")


FRAGMENTS = st.lists(
    st.sampled_from(["a: ", "- ", "\n", "  ", "[", "]", "{", "}", "'", '"', "*x", "&x", "!t ", "|",
                     "---\n", "? ", "\t", "\x01", "2026-99-99", "客服", "%Y", "\\x", "#", ","])
    | st.text(max_size=4),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=300, derandomize=True, deadline=None)
@given(FRAGMENTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=60))
def test_nothing_but_findings_comes_out_of_any_bytes(data: bytes) -> None:
    source = read(data)

    assert all(f.severity == "error" for f in source.findings)
    assert isinstance(source.locate(("a", 0, "b")).line, int)


PLAIN = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029\ufffe\uffff")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=100, derandomize=True, deadline=None)
@given(PLAIN)
def test_quoted_text_comes_back_as_written(value: Any) -> None:
    source = read(json.dumps(value, ensure_ascii=False))

    assert source.value == value
    assert source.findings == ()
