"""Whatever stands in a template, the scan answers, and what it lets pass docxtpl can read."""

from __future__ import annotations

import time
from dataclasses import replace

from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes
from support.wordfile import paragraph, table, text_box, word

from cstemplates.gate import TEMPLATE, open_package
from cstemplates.word.expressions import grammar
from cstemplates.word.scan import needed_schema, scan, unknown_fields

PIECES = st.sampled_from(
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{%p",
        "{%tr",
        "{{p",
        "{",
        "}",
        "%",
        "#",
        "｛｛",
        "｝｝",
        "if",
        "for",
        "endif",
        "endfor",
        "else",
        "elif",
        "set",
        "in",
        "=",
        "==",
        "a.b\n",
        "",
        "",
        "",
        "x",
        "loop.index",
        "|default(",
        ")",
        "(",
        "[",
        "]",
        "'",
        '"',
        "“",
        "”",
        "，",
        "**",
        "*",
        "+",
        "~",
        "9",
        "|",
        ".",
        "range(",
        "is",
        "not",
        "and",
        "or",
        "-%}",
        "{%-",
        "_",
        "__class__\n",
        "",
        "",
        "",
        "{_{",
        "}_}",
        "include",
        "raw",
        "vm",
        "colspan",
        ",",
        ":",
        "<",
        "&",
        "\xa0",
    ]
)
SOUP = st.lists(PIECES, max_size=14).map(" ".join)


@settings(max_examples=250, derandomize=True, deadline=None, database=None)
@given(st.lists(SOUP, min_size=1, max_size=3))
def test_tag_soup_is_answered_and_what_passes_is_readable(soup: list[str]) -> None:
    data = word(paragraph(*soup), *soup, table(soup))
    result = scan(open_package(data, path="t.docx"))
    assert all(f.code.startswith("CST3") for f in result.findings)
    needed_schema(result)
    unknown_fields(result, {"x": [{"b": 1}], "a": {"b": ""}})
    if not any(f.severity == "error" for f in result.findings):
        package = open_package(data, path="t.docx")
        patched = DocxTemplate("").patch_xml(package.parts["word/document.xml"].decode())
        tree = grammar().parse(patched)
        assert not [call for call in tree.find_all(nodes.Call) if "loop" not in repr(call)]


def test_hostile_templates_are_answered_in_time() -> None:
    hostile: list[list[str]] = [
        ["{{ x" + str(n) for n in range(20_000)],
        ["{{ " * 50_000 + "".join(map(chr, range(0x4E00, 0x9000)))],
        ["{% if x %}" * 5_000 + "".join(map(chr, range(0x4E00, 0x9000)))],
        ["{{ " + "(" * 990 + " }}", "{{ " + "not " * 480 + "x }}", "{{ x" + ".a" * 950 + " }}"],
        ["{{ 9" + "9" * 1_900 + " }}", "{{ " + "-" * 1_900 + "x }}", "{{ x" + "|abs" * 480 + " }}"],
        ["x" * 900_000, "{%- if x -%}" * 4_000 + "y" * 900_000],
        [paragraph(text_box("{{ a", "b"))] * 1_000,
    ]
    for paragraphs in hostile:
        data = word(*paragraphs)
        begin = time.process_time()
        roomy = replace(TEMPLATE, max_ratio=10_000)
        assert scan(open_package(data, path="t.docx", profile=roomy)).findings
        assert time.process_time() - begin < 5
