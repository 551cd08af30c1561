"""What YAML can do and HR never needs: refused, with line and words (S9)."""

from __future__ import annotations

import pytest

from cstemplates.findings import TextLocation
from cstemplates.load import read_yaml_bytes
from cstemplates.load.yaml_file import MAX_BYTES, MAX_DEPTH


def told(data: bytes) -> list[tuple[str, int | None, str]]:
    found = read_yaml_bytes(data, display="a.yaml").findings
    return [
        (f.code, f.location.line if isinstance(f.location, TextLocation) else None, f.message)
        for f in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ("CST102", 3, "The key “a” stands twice, first on line 1.")),
        ("a: 1\nb: &x 2\n", ("CST103", 2, "Anchors and aliases (“&”, “*”) are not used here.")),
        ("a:\n  - 1\n  - *x\n", ("CST103", 3, "Anchors and aliases (“&”, “*”) are not used here.")),
        ("a:\n  <<: {b: 1}\n", ("CST103", 2, "Merge keys (“<<”) are not used here.")),
        ("a: 1\nb: !!python/name:os.system x\n", ("CST104", 2, "Tags (“!”) are not used here.")),
        ("a: 1\nb: !x 2\n", ("CST104", 2, "Tags (“!”) are not used here.")),
        ("a: 1\n---\nb: 2\n", ("CST101", 2, "The file holds more than one YAML document.")),
        ("a: 2026-02-30\n", ("CST108", 1, "The calendar has no such date.")),
        ("? [a]\n: 1\n", ("CST108", 1, "A key must be a plain word.")),
        ("a: x\x07\n", ("CST107", 1, "The invisible character U+0007 is not allowed.")),
        ('a: 1\nb: "\\uffff"\n', ("CST107", 2, "The invisible character U+FFFF is not allowed.")),
        ('a: "x\nb: 1\n', ("CST101", 1, "A quotation mark is opened here and never closed.")),
    ],
)
def test_each_is_named_with_its_line(text: str, expected: tuple[str, int, str]) -> None:
    assert told(text.encode()) == [expected]


def test_depth_and_size_have_limits() -> None:
    deep = "".join(f"{'  ' * level}a:\n" for level in range(MAX_DEPTH)) + "  " * MAX_DEPTH
    assert told(deep.encode() + b"b\n") == []
    assert told(deep.encode() + b"a: 1\n") == [
        ("CST105", MAX_DEPTH + 1, "The values are nested more than 40 deep.")
    ]
    assert (MAX_BYTES, MAX_DEPTH) == (2_000_000, 40)


def test_a_bomb_of_aliases_is_refused_line_by_line() -> None:
    bomb = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert [(code, line) for code, line, _message in told(bomb)] == [
        ("CST103", 1), ("CST103", 2), ("CST103", 2), ("CST103", 2), ("CST103", 3), ("CST103", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("8:30", "8:30"), ("0012", "0012"), ("1_000", "1_000"), ("0x1f", "0x1f"),
        ("=", "="), (".inf", ".inf"), ("on", "on"), ("12e3", "12e3"), ("true", True),
    ],
)  # fmt: skip
def test_words_stay_words(text: str, value: object) -> None:
    assert read_yaml_bytes(f"a: {text}".encode(), display="a").value == {"a": value}
