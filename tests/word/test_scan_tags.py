from __future__ import annotations

from typing import Any

import pytest
from support.wordfile import Xml, field_code, paragraph, run, table, text_box, word

from cstemplates.gate import open_package
from cstemplates.word.scan import Scan, scan


def scanned(*content: str, **options: Any) -> Scan:
    return scan(open_package(word(*content, **options), path="t.docx"))


def places(*content: str, **options: Any) -> list[tuple[str, str]]:
    """Code and place of every finding."""
    found = scanned(*content, **options).findings
    return [(f.code, str(f.location).removeprefix("t.docx: ")) for f in found]


def codes(*content: str, **options: Any) -> list[str]:
    return [f.code for f in scanned(*content, **options).findings]


def test_tags_are_found_with_kind_scope_source_and_place() -> None:
    tags = scanned(
        "尊敬的 {{ name }}：",
        table(["A"], ["{%tr for m in rows %}"], ["{{ m.t }}"], ["{%tr endfor %}"]),
        "{# 备注 #}",
        header="{{ company }}",
    ).tags
    assert [(t.kind, t.scope, t.source, str(t.location)) for t in tags] == [
        ("output", "", "name", "t.docx: paragraph 1 “尊敬的 {{ name }}：”"),
        (
            "statement",
            "tr",
            "for m in rows",
            "t.docx: table 1, row 2, cell 1 “{%tr for m in rows %}”",
        ),
        ("output", "", "m.t", "t.docx: table 1, row 3, cell 1 “{{ m.t }}”"),
        ("statement", "tr", "endfor", "t.docx: table 1, row 4, cell 1 “{%tr endfor %}”"),
        ("comment", "", "备注", "t.docx: paragraph 2 “{# 备注 #}”"),
        ("output", "", "company", "t.docx: word/header1.xml, paragraph 1 “{{ company }}”"),
    ]


def test_tags_split_over_runs_are_healed() -> None:
    pieces = paragraph(
        "a {", "{ na", run("me", "<w:b/>"), " }", "} b {% ", "if x %}y{%", " endif %}"
    )
    result = scanned(pieces)
    assert [t.source for t in result.tags] == ["name", "if x", "endif"]
    assert result.findings == ()


def test_every_part_that_docxtpl_renders_is_scanned() -> None:
    result = scanned(
        "{{ a }}", header="{{ b }}", footer="{{ c }}", footnote="{{ d }}", endnote="{{ e }}"
    )
    assert [t.source for t in result.tags] == ["a", "b", "c", "d", "e"]
    assert [t.location.part for t in result.tags] == [
        "word/document.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
    ]


def test_text_boxes_controls_and_attributes_are_scanned() -> None:
    control = Xml(
        '<w:sdt><w:sdtPr><w:tag w:val="score:{{ m.id }}"/></w:sdtPr>'
        f"<w:sdtContent>{paragraph('{{ a }}')}</w:sdtContent></w:sdt>"
    )
    result = scanned(paragraph("x", text_box("{{ boxed }}")), control)
    assert [t.source for t in result.tags] == ["boxed", "boxed", "m.id", "a"]
    assert [t.location.paragraph for t in result.tags] == [1, 1, None, 2]
    assert result.findings == ()


def test_tags_follow_the_document_not_the_boxes() -> None:
    result = scanned(paragraph("{% if a %}", text_box("{{ b }}"), "{% endif %}"))
    assert [t.source for t in result.tags] == ["if a", "b", "b", "endif"]
    assert result.findings == ()


def test_the_second_table_and_its_cells_are_counted() -> None:
    nested = table(["{{ inner"])
    assert places(table(["a"]), "p", table(["a", "b"], ["c", ["d", nested, "e"]])) == [
        ("CST330", "table 2, row 2, cell 2 “{{ inner”")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a {{ name", [("CST330", "paragraph 1 “a {{ name”")]),
        ("{{ a } and {{ b }}", [("CST330", "paragraph 1 “{{ a } and {{ b }}”")]),
        ("{% if x }}", [("CST330", "paragraph 1 “{% if x }}”")]),
        ("{# note", [("CST330", "paragraph 1 “{# note”")]),
        ("name }} x", [("CST330", "paragraph 1 “name }} x”")]),
        ("if x %}", [("CST330", "paragraph 1 “if x %}”")]),
        ("{{ a %}", [("CST330", "paragraph 1 “{{ a %}”")]),
    ],
)
def test_tags_that_do_not_close_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert places(text) == found


def test_a_tag_torn_over_two_paragraphs_is_found() -> None:
    assert places("a {", "{ b }}") == [("CST330", "paragraph 1 “a {”")]
    assert codes("{{ a", "b }}") == ["CST330", "CST330"]


@pytest.mark.parametrize(
    "text", ["{90%}", "{a}", "50%", "{ {", "a } b", "#}", "{_{ name }_}", "｛注｝"]
)
def test_ordinary_braces_and_escapes_pass(text: str) -> None:
    result = scanned(text)
    assert (result.tags, result.findings) == ((), ())


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("｛｛ name ｝｝", ["Type “{{” instead.", "Type “}}” instead."]),
        ("{{ name ｝｝", ["Type “}}” instead."]),
        ("｛％ if a %}x{% endif ％｝", ["Type “{%” instead.", "Type “%}” instead."]),
        ("{｛ name }}", ["Type “{{” instead."]),
        ("｛｛ name", ["Type “{{” instead."]),
        ("{{ name|default（'-'） }}", ["Type “(” instead.", "Type “)” instead."]),
        ("{{ a｜upper }}", ["Type “|” instead."]),
        ("{{ x|default(「无」) }}", ['Type “"” instead.']),
        ("{% if a ＝＝ b %}x{% endif %}", ["Type “=” instead."]),
        ("{{ a，b }}", ["Type “,” instead."]),
    ],
)
def test_full_width_signs_are_named_with_what_to_type(text: str, hints: list[str]) -> None:
    found = scanned(text).findings
    assert {f.code for f in found} == {"CST331"}
    assert sorted({f.hint for f in found}) == sorted(hints)


@pytest.mark.parametrize(
    "text",
    [
        "{{ x|default('（无）') }}",
        "{{ x|default(“无”) }}",
        "{% if a == ‘是’ %}x{% endif %}",
        "{{ 姓名 }}",
    ],
)
def test_full_width_signs_in_texts_and_curly_quotes_as_word_types_them_pass(text: str) -> None:
    assert codes(text) == []


def test_curly_quotes_where_the_engine_breaks_on_them_are_found() -> None:
    assert codes('{{ x|default("a“b”") }}') == ["CST331"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ a b }}",
        "{{ }}",
        "{{ a. }}",
        "{{ a|}}",
        "{% if %}x{% endif %}",
        "{% for a of b %}x{% endfor %}",
        "{% fi x %}",
        "{% p if x %}",
        "{% else if %}",
        "{{ a & b }}",
        "{{ 'a }}",
    ],
)
def test_what_jinja_cannot_read_is_a_finding(text: str) -> None:
    assert "CST332" in codes(text)


def test_a_blank_before_the_scope_is_explained() -> None:
    (found,) = scanned("{% p if x %}").findings
    assert found.hint == "Write {%p without a blank before “p”."


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ a['__class__'] }}",
        "{{ _private }}",
        "{{ self }}",
        "{{ lipsum }}",
        "{{ a.b() }}",
        "{{ x|safe }}",
        "{{ x|attr('y') }}",
        "{{ rows|sum(attribute='__class__') }}",
        "{{ namespace(a=1) }}",
        "{{ loop.index() }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% call x() %}{% endcall %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}{% endfilter %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% do x.y() %}",
        "{% with a = 1 %}{% endwith %}",
        "{% raw %}{% endraw %}",
        "{% set x %}a{% endset %}",
        "{% set x.y = 1 %}",
        "{% set _x = 1 %}",
        "{% for a in b recursive %}{% endfor %}",
        "{% for loop in b %}{% endfor %}",
    ],
)
def test_constructs_that_run_or_fetch_something_are_refused(text: str) -> None:
    assert set(codes(text)) & {"CST333", "CST346"}
    assert "CST333" in codes(text) or "loop" in text


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 'a' * 999999999 }}",
        "{{ 999999999 * 'a' }}",
        "{{ [1] * 9999999 }}",
        "{{ x * 99999999 }}",
        "{{ x * 1000 * 1000 }}",
        "{{ x|center(10**9) }}",
        "{{ x|center(999999999) }}",
        "{{ 2 ** x }}",
        "{{ 99999999999999999999 }}",
        "{{ 1e300 }}",
        "{{ '%999999999d' % 1 }}",
        "{% for i in range(10) %}{% endfor %}",
        "{% for i in range(10) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}",
        "{{ x|round(999999999, 'ceil') }}",
        "{{ x|round(y) }}",
        "{{ (x ~ x)|replace('', '" + "a" * 500 + "')|replace('a', '" + "b" * 500 + "') }}",
        "{{ " + "(" * 900 + "x" + ")" * 900 + " }}",
        "{{ " + "a+" * 1_200 + "a }}",
    ],
)
def test_what_would_take_the_machine_down_is_refused_without_running(text: str) -> None:
    assert "CST345" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ x" + ".a" * 300 + " }}",
        "{% for i in x" + ".a" * 300 + " %}{% endfor %}",
        "{% set i = " + "not " * 300 + "x %}",
        "{% if x" + "|abs" * 300 + " %}{% endif %}",
    ],
)
def test_deeply_nested_expressions_are_refused_in_every_kind_of_tag(text: str) -> None:
    assert codes(text) == ["CST345"]


def test_long_but_flat_expressions_pass() -> None:
    assert (
        codes("{{ " + " ~ ".join(["a"] * 200) + " }}", "{{ " + " + ".join(["a"] * 50) + " }}") == []
    )


def test_doubling_a_text_over_and_over_is_refused() -> None:
    doubling = "{% set a = name %}" + "{% set a = a ~ a %}" * 40
    assert "CST345" in codes(doubling)
    assert codes("{% set a = name ~ '：' ~ title %}{{ a }}") == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ pay.fixed + pay.bonus * 12 - 3 }}",
        "{{ a / b }} {{ a // 2 }} {{ a % 2 }} {{ -a }}",
        "{{ amount * 10000 }}",
        "{{ total|round(2) }}{{ total|round }}",
        "{{ a ~ '、' ~ b }}",
        "{{ rows|length }}{{ rows|join('、', attribute='name') }}{{ rows|sum('n') }}",
        "{{ rows|first }}{{ rows[0].a }}{{ rows[:3] }}{{ rows|sort(attribute='no')|last }}",
        "{{ a|default('-', true)|upper|trim }}{{ a|lower|replace('x', 'y')|string|int|abs }}",
        "{{ a if b else c }}{{ a or b }}{{ not a and b in ['x', 'y'] }}",
        "{% if a is defined and a is not none and a is divisibleby 3 %}x{% elif b %}y{% else %}z{% endif %}",
        "{% for k in d %}{{ loop.index }}{{ loop.first }}{{ loop.cycle('a', 'b') }}{% else %}-{% endfor %}",
        "{% for a, b in pairs %}{{ a }}{{ b }}{% endfor %}",
        "{% for m in rows if m.shown %}{{ m.t }}{% endfor %}",
        "{% set total = a + b %}{{ total }}",
        "{{- a -}}",
        "{# any (thing) {{ x }} #}",
        "{{ d.items }}{{ m['键'] }}",
    ],
)
def test_documented_features_pass(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("code", ["upperr", "lenght", "center", "tojson", "map"])
def test_unknown_filters_are_named(code: str) -> None:
    (found,) = scanned("{{ x|" + code + " }}").findings
    assert (found.code, found.message) == ("CST334", f"The filter “{code}” is unknown.")
    nearest = {"upperr": "upper", "lenght": "length"}.get(code)
    assert nearest is None or found.hint == f"Did you mean “{nearest}”?"


def test_unknown_tests_and_parts_of_loop_are_named() -> None:
    assert codes("{% if a is definde %}x{% endif %}") == ["CST334"]
    (found,) = scanned("{% for a in b %}{{ loop.indx }}{% endfor %}").findings
    assert (found.code, found.hint) == ("CST335", "Did you mean “loop.index”?")
    assert codes("{{ loop.index }}") == ["CST346"]


def test_a_field_code_may_hold_a_value_but_not_a_torn_tag() -> None:
    assert codes(paragraph(field_code("HYPERLINK {{ url }}"))) == []
    assert codes(paragraph(field_code("HYPERLINK {{ u", "rl }}"))) == ["CST330", "CST330"]


def test_tags_in_attributes_need_single_quotes() -> None:
    box = "<w:sdt><w:sdtPr><w:tag w:val='{}'/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    assert codes(Xml(box.format("{{ a|default(&quot;x&quot;) }}"))) == ["CST332"]
    assert codes(Xml(box.format("{{ a|default(&apos;x&apos;) }}"))) == []


def test_tags_in_what_word_never_shows_are_refused() -> None:
    assert codes(Xml("<w:p><!-- {{ a }} --></w:p>")) == ["CST333"]


def test_too_many_tags_are_one_finding() -> None:
    assert codes("{{ a }}{{ bc }}" * 5_001) == ["CST308"]
