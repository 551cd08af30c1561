from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.check.references import Reference, references_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("维护${company.brand}", [("${company.brand}", "company.brand")]),
        ("${a}${b.c_1}", [("${a}", "a"), ("${b.c_1}", "b.c_1")]),
        ("$${a}", []),
        ("$$${a}", []),
        ("US$ 5 {x}", []),
        ("${a", [("${", None)]),
        ("${a${b}", [("${", None), ("${b}", "b")]),
        ("${}", [("${", None)]),
        ("${A}", [("${A}", None)]),
        ("${a..b}", [("${a..b}", None)]),
        ("＄{a}", [("＄{a}", None)]),
        ("$｛a｝", [("$｛a｝", None)]),
        ("＄｛a｝${b}", [("${b}", "b"), ("＄｛a｝", None)]),
        ("${a.b|upper}", [("${a.b|upper}", None)]),
    ],
)
def test_references_of_a_text(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert list(references_in(text)) == [Reference(*each) for each in expected]


@given(st.text(alphabet="$＄{｛}｝a.b \n", max_size=60))
@settings(max_examples=300, derandomize=True)
def test_any_text_is_read_and_every_reference_stands_in_it(text: str) -> None:
    for reference in references_in(text):
        assert reference.written in text
