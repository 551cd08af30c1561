"""Hostile templates, both at the scan and, as if the scan had missed them, at the compiler."""

from __future__ import annotations

import time
from typing import Any

import pytest
from support.parity import body_text
from support.wordfile import paragraph, word

from cstemplates.findings import RenderError, TemplateError
from cstemplates.gate import open_package
from cstemplates.word import open_template
from cstemplates.word.compile import compile_part

PAYLOADS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ a.__class__() }}",
    "{{ a|attr('__class__')() }}",
    "{{ lipsum(1000) }}",
    "{{ namespace(x=1) }}",
    "{{ range(999999999)|list }}",
    "{% for i in range(10**9) %}{% endfor %}",
    "{{ a.items() }}",
    "{{ a.format(b) }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop_() }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% macro m() %}{% endmacro %}",
    "{% block b %}{% endblock %}",
    "{% autoescape false %}{{ a }}{% endautoescape %}",
    "{% set x %}y{% endset %}",
    "{% filter upper %}x{% endfilter %}",
    "{{ a|safe }}",
    "{{ a|map('upper')|list }}",
    "{{ a|center(10000000000) }}",
    "{{ 'a'|center(10**9) }}",
    "{{ a|tojson }}",
    "{% for r in a recursive %}{{ loop(r) }}{% endfor %}",
    "{% for r in a %}{{ loop }}{% endfor %}",
    "{% for r in a %}{{ loop.__class__ }}{% endfor %}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_tag_is_refused_when_the_template_is_opened(payload: Any) -> None:
    start = time.monotonic()
    with pytest.raises(TemplateError):
        open_template(word(payload))
    assert time.monotonic() - start < 2


def xml_of(*content: Any) -> Any:
    package = open_package(word(*content), path="t.docx")
    return package.parts["word/document.xml"].decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_tag_that_the_scan_had_missed_does_nothing(payload: Any) -> None:
    data = {"a": {"items": "x"}, "b": 1}
    start = time.monotonic()
    with pytest.raises(Exception) as caught:
        compile_part("word/document.xml", xml_of(payload), (), "t.docx").fill(data)
    assert type(caught.value).__name__ in {
        "TemplateError", "MissingFieldError", "ResultTooLargeError", "KeyError", "TypeError"
    }  # fmt: skip
    assert time.monotonic() - start < 2


BOMBS = [
    "{{ 'a' * 1000000000 }}",
    "{{ a * 1000000000 }}",
    "{{ n ** n ** n }}",
    "{{ '%1000000000d' % n }}",
    "{{ n|round(-1000000000) }}",
    "{% set x = n * n %}" + "{% set x = x * x %}" * 40 + "{{ x }}",
    "{% set x = a ~ a %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "{% set x = a + a %}" + "{% set x = x + x %}" * 40 + "{{ x }}",
    "{{ a|replace('x', a)" + "|replace('x', a)" * 9 + " }}",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_an_expression_that_would_explode_stops_at_once(bomb: Any) -> None:
    start = time.monotonic()
    part = compile_part("word/document.xml", xml_of(bomb), (), "t.docx")
    with pytest.raises(Exception):  # noqa: B017
        part.fill({"a": "x" * 1000, "n": 987654321})
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace"])
def test_the_engine_offers_no_names_of_its_own(name: str) -> None:
    part = compile_part("word/document.xml", xml_of(f"{{{{ {name} is defined }}}}"), (), "t.docx")
    assert b">False<" in part.fill({})


def test_a_tag_outside_of_the_text_is_refused() -> None:
    xml = xml_of("x").replace("<w:sectPr>", "{{ a }}<w:sectPr>")
    with pytest.raises(TemplateError) as caught:
        compile_part("word/document.xml", xml, (), "t.docx")
    assert [f.code for f in caught.value.report] == ["CST346"]


def test_a_tag_in_an_attribute_is_escaped_there() -> None:
    xml = xml_of("x").replace("<w:sectPr>", '<w:sectPr w:note="{{ a }}">')
    part = compile_part("word/document.xml", xml, (), "t.docx")
    assert b'w:note="&quot;&lt;x&gt;&#10;&amp;"' in part.fill({"a": '"<x>\n&'})


GOOD = [
    ("{{ a.items|upper }}", "X"),
    ("{{ b + 1 }}", "2"),
    ("{{ rows|sum(attribute='n') }}", "3"),
    ("{{ (rows|sort(attribute='n', reverse=true)|first).n }}", "2"),
    ("{{ names|join('、') }}", "甲、乙"),
    ("{{ rows|join('、', attribute='n') }}", "1、2"),
    ("{{ names|length }}", "2"),
    ("{{ (b / 2)|round(1) }}", "0.5"),
    ("{{ names[-1] }}{{ names[:1][0] }}", "乙甲"),
    ("{% for n in names %}{{ loop.cycle('a', 'b') }}{{ loop.index }}{% endfor %}", "a1b2"),
    ("{% for n in names if n != '甲' %}{{ n }}{% else %}0{% endfor %}", "乙"),
    ("{% for n in nobody %}{{ n }}{% else %}0{% endfor %}", "0"),
    ("{% for n in names %}{{ n }}{{ '，' if not loop.last else '。' }}{% endfor %}", "甲，乙。"),
    ("{% set x = names|first %}{{ x }}", "甲"),
    ("{% if b == 1 and 'z' not in names %}y{% elif b %}e{% else %}n{% endif %}", "y"),
    ("{{ a.items ~ '-' ~ b }}", "x-1"),
    ("{{ '是' if b else '否' }}", "是"),
    ("{# a note #}.", "."),
    ("{{ “x” }}", "x"),
]


@pytest.mark.parametrize(("tag", "printed"), GOOD)
def test_what_the_syntax_offers_works(tag: Any, printed: Any) -> None:
    data = {
        "a": {"items": "x"},
        "b": 1,
        "rows": [{"n": 1}, {"n": 2}],
        "names": ["甲", "乙"],
        "nobody": [],
    }
    assert body_text(open_template(word(tag)).render(data)) == [printed]


def test_two_values_in_runs_of_their_own_are_two_values() -> None:
    template = open_template(word(paragraph("{{ a }}", "{{ a }}")))
    assert body_text(template.render({"a": "x"})) == ["xx"]
    with pytest.raises(RenderError):
        template.render({})
