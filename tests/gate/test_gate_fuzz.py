"""Whatever the bytes, only a refusal leaves the gate."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st
from support.wordfile import field_code, paragraph, table, word

from cstemplates.findings import TemplateError
from cstemplates.gate import open_package, refusals

GOOD = word("Dear {{ name }}", table(["a", "b"]), paragraph(field_code("PAGE")), header="h")


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=12
    ),
    cut=st.integers(0, len(GOOD)),
)
def test_mutated_files_open_or_are_refused(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    for candidate in (bytes(data), bytes(data[:cut])):
        with contextlib.suppress(TemplateError):
            refusals(open_package(candidate, path="a.docx"))


@settings(max_examples=100, derandomize=True, deadline=None, database=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_a_part_open_or_are_refused(content: bytes) -> None:
    for part in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
        with contextlib.suppress(TemplateError):
            refusals(open_package(word("x", parts={part: content}), path="a.docx"))
