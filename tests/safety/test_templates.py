"""Every family of attacks on templates, wherever it stands; and what templates may do (S2–S4)."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from support.parity import body_text
from support.wordfile import NAMESPACES, Relation, Xml, field_code, paragraph, run, text_box, word

from cstemplates.findings import DocxLocation, RenderError, TemplateError
from cstemplates.word import open_template

FAMILIES: dict[str, dict[str, list[str]]] = {
    "ways to Python through attributes": {
        "CST333": [
            "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ a['__class__'] }}",
            "{{ a['__cl' ~ 'ass__'].x() }}",
            "{{ (a|string).__class__ }}",
            "{{ rows|sum(attribute='__class__') }}",
            "{{ rows|join(',', attribute='a.__class__') }}",
            "{{ [].__len__() }}",
            "{% if a.__class__ %}x{% endif %}",
            "{% for x in a.__dict__ %}{% endfor %}",
            "{% set x = a.__class__ %}",
            "{{ a|attr('__class__') }}",
            "{{ _ }}",
        ],
        "CST334": ["{{ rows|map(attribute='__class__')|list }}", "{{ a|xmlattr }}"],
    },
    "formatting that reads attributes": {
        "CST333": ["{{ '{0.__class__}'.format(a) }}", "{{ a.format_map(b) }}"],
        "CST334": ["{{ '%s'|format(a) }}", "{{ rows|groupby('__class__') }}"],
        "CST345": ["{{ '%999999999d' % 1 }}"],
    },
    "tools of the engine": {
        "CST333": [
            "{{ lipsum(1000000) }}",
            "{{ namespace(x=1) }}",
            "{{ joiner(',')() }}",
            "{{ dict(a=1) }}",
            "{{ self._TemplateReference__context }}",
            "{{ caller() }}",
            "{{ varargs }}",
        ],
    },
    "endless work": {
        "CST345": [
            "{% for i in range(10**9) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}",
            "{{ 'a' * 10**9 }}",
            "{{ 2 ** 2 ** 99 }}",
            "{{ a|default('x')|replace('x', '" + "y" * 900 + "')|replace('y', '" + "z" * 900 + "') }}",
            "{% set a = a ~ a %}" * 60,
        ],
        "CST334": ["{{ 'a'|center(10**9) }}", "{{ a|batch(1)|list }}", "{{ a|indent(10**9) }}"],
    },
    "other templates and own programs": {
        "CST333": [
            "{% include '/etc/passwd' %}",
            "{% import 'x' as y %}",
            "{% from 'x' import y %}",
            "{% extends 'x' %}",
            "{% macro m() %}{% endmacro %}",
            "{% call m() %}{% endcall %}",
            "{% block b %}{% endblock %}",
        ],
    },
    "markup out of values": {
        "CST333": [
            "{{ a|safe }}",
            "{% autoescape false %}{{ a }}{% endautoescape %}",
            "{% filter safe %}x{% endfilter %}",
            "{% set x %}<w:p/>{% endset %}",
        ],
        "CST334": ["{{ a|forceescape }}", "{{ a|tojson }}"],
    },
    "loops in loops in loops in loops": {
        "CST338": ["{% for a in x %}" * 4 + "{% endfor %}" * 4],
    },
}  # fmt: skip
CASES = [
    pytest.param(code, tag, id=f"{family}: {tag[:40]}")
    for family, codes in FAMILIES.items()
    for code, tags in codes.items()
    for tag in tags
]


def refused(data: bytes) -> set[tuple[str, str]]:
    """Code and part of everything that stops a template."""
    with pytest.raises(TemplateError) as caught:
        open_template(data, name="t.docx")
    places = [(f.code, f.location) for f in caught.value.report]
    assert all(isinstance(at, DocxLocation) and at.path == "t.docx" for _code, at in places)
    return {(code, getattr(at, "part", "")) for code, at in places}


@pytest.mark.parametrize(("code", "tag"), CASES)
def test_a_hostile_tag_is_refused_at_its_place(code: str, tag: str) -> None:
    with pytest.raises(TemplateError) as caught:
        open_template(word("前言", tag), name="t.docx")
    found = [f for f in caught.value.report if f.code == code]
    assert found
    assert isinstance(found[0].location, DocxLocation)
    assert found[0].location.paragraph == 2


@pytest.mark.parametrize(
    ("where", "part"),
    [
        ("header", "word/header1.xml"),
        ("footer", "word/footer1.xml"),
        ("footnote", "word/footnotes.xml"),
        ("endnote", "word/endnotes.xml"),
    ],
)
def test_headers_footers_and_notes_are_no_hiding_place(where: str, part: str) -> None:
    options: dict[str, Any] = {where: "{{ cycler.__init__ }}"}
    assert refused(word("x", **options)) == {("CST333", part)}


@pytest.mark.parametrize(
    "content",
    [
        paragraph("{", "{ a.__cl", run("ass__", "<w:b/>"), " }", "}"),
        paragraph("x", text_box("{{ a.__class__ }}")),
        Xml(
            "<w:sdt><w:sdtPr><w:tag w:val='{{ a.__class__ }}'/></w:sdtPr>"
            f"<w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt>"
        ),
        paragraph(field_code("HYPERLINK {{ a.__class__ }}")),
        paragraph(run("{{ a.__class__ }}", "<w:vanish/>")),
    ],
    ids=["split runs", "text box", "control", "field", "hidden text"],
)
def test_no_corner_of_the_text_is_a_hiding_place(content: Xml) -> None:
    assert ("CST333", "word/document.xml") in refused(word(content))


def test_a_tag_in_a_comment_of_the_markup_goes_with_it() -> None:
    made = open_template(word(Xml("<w:p><!-- {{ a.__class__ }} --></w:p>"), "{{ a }}"))
    assert b"__class__" not in zipfile.ZipFile(BytesIO(made.render({"a": "x"}))).read(
        "word/document.xml"
    )


def test_tags_in_properties_are_never_run_nor_passed_on() -> None:
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    payload = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"
    title = f'<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{payload}</dc:title>'
    data = word(
        "{{ a }}",
        parts={"docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}">{title}</cp:coreProperties>'},
        overrides={"docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"},
    )  # fmt: skip
    made = open_template(data).render({"a": "x"})
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if b"cycler" in archive.read(name)]


@pytest.mark.parametrize(
    "values",
    [
        {"a": "{{ b }}", "b": "x"},
        {"a": "{% raw %}", "b": "x"},
        {"a": "{", "b": "{ cycler }}"},
        {"a": "{#", "b": "#}"},
        {"a": "x{", "b": "% set y = 1 %}"},
    ],
)
def test_a_value_cannot_make_the_result_a_template(values: dict[str, str]) -> None:
    template = open_template(word(paragraph("{{ a }}", "{{ b }}")))
    with pytest.raises(RenderError) as caught:
        template.render(values)
    assert {f.code for f in caught.value.report} == {"CST406"}


@pytest.mark.parametrize("value", ["R&D", "Tan <Tom> Ah Kow", "]]>", "<w:p/>", "&#x7;", "\u202e王"])
def test_odd_values_are_printed_whole(value: str) -> None:
    data = open_template(word("前{{ a }}后")).render({"a": value})
    assert body_text(data) == [f"前{value}后"]


@pytest.mark.parametrize("value", ["\x07", "\x00", "\ud800", "\ufffe", "a\x0bb"])
def test_a_character_no_word_file_holds_is_an_error_and_never_lost(value: str) -> None:
    with pytest.raises(RenderError) as caught:
        open_template(word("{{ a }}")).render({"a": value})
    assert [f.code for f in caught.value.report] == ["CST403"]


class Record:
    """An object with a method that does harm when a template may call it."""

    def save(self) -> str:
        raise AssertionError


@pytest.mark.parametrize(
    "value", [Record(), 1.5, b"x", {1: "x"}, {"x": {"y": Record()}}, {1, 2}, len]
)
def test_nothing_but_plain_data_comes_into_a_document(value: object) -> None:
    with pytest.raises(RenderError) as caught:
        open_template(word("{{ a }}")).render({"a": value})
    assert [f.code for f in caught.value.report] == ["CST402"]


@pytest.mark.parametrize(
    ("given", "code"), [({}, "CST400"), ({"a": ""}, "CST401"), ({"a": None}, "CST401")]
)
def test_nothing_is_left_blank_unless_the_template_asks(given: dict[str, Any], code: str) -> None:
    with pytest.raises(RenderError) as caught:
        open_template(word("{{ a }}")).render(given)
    assert [f.code for f in caught.value.report] == [code]
    asking = open_template(
        word("{{ a|default('—', true) }}{% if a is defined and a %}{{ a }}{% endif %}")
    )
    assert body_text(asking.render(given)) == ["—"]


def test_an_own_style_sheet_without_end_is_read() -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:styleId="s"><w:basedOn w:val="s"/></w:style></w:styles>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    data = word(
        paragraph("{{ a }}", properties='<w:pStyle w:val="s"/>'),
        relations=[Relation("st", "styles", "styles.xml")],
        parts={"word/styles.xml": styles},
        overrides={"word/styles.xml": kind},
    )
    assert body_text(open_template(data).render({"a": "x"})) == ["x"]


FEATURES = {
    "{{ a }}": "x",
    "{{ a|upper }}{{ rows|length }}": "X2",
    "{{ rows|sum(attribute='n') }}": "3",
    "{{ rows|join('、', attribute='n') }}": "1、2",
    "{{ 1 if a else 2 }}{{ 3 + 4 * 2 }}{{ 7 // 2 }}{{ -1|abs }}": "11131",
    "{% if a == 'x' and not b %}y{% elif b %}z{% else %}-{% endif %}": "z",
    "{% for r in rows %}{{ loop.index }}{{ r.n }}{{ '，' if not loop.last }}{% endfor %}": "11，22",
    "{% for r in rows if r.n > 1 %}{{ r.n }}{% else %}无{% endfor %}": "2",
    "{% for x in rows %}{% for y in rows %}{% for z in rows %}.{% endfor %}{% endfor %}{% endfor %}": "." * 8,
    "{% set t = a ~ '：' ~ b %}{{ t }}": "x：b",
    "{{ nobody|default('无') }}": "无",
    "{{ (rows|sort(attribute='n', reverse=true)|first).n }}": "2",
    "{# 备注 #}.": ".",
    "{{ a is defined }}{{ 'b' in 'abc' }}": "TrueTrue",
}  # fmt: skip


@pytest.mark.parametrize("source", FEATURES)
def test_what_the_manual_promises_works(source: str) -> None:
    data = {"a": "x", "b": "b", "rows": [{"n": 1}, {"n": 2}]}
    assert body_text(open_template(word(source)).render(data)) == [FEATURES[source]]
