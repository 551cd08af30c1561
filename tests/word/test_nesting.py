from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.wordfile import Xml, word

from cstemplates.findings import RenderError, TemplateError
from cstemplates.gate import check_well_formed
from cstemplates.word import open_template
from cstemplates.word.compile import compile_part
from cstemplates.word.nesting import is_always_well_formed

PIECES = (
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:br/>", "text", "&amp;"),
    *('<w:x w:a="', '"/>', "{% if a %}", "{% if b %}", "{% else %}", "{% endif %}"),
    *("{% for i in rows %}", "{% endfor %}", "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"),
)
DATA = [
    {"a": a, "b": b, "rows": rows} for a in (0, 1) for b in (0, 1) for rows in ([], [1], [1, 2])
]


def judged(inside: str) -> bool:
    part = compile_part("word/document.xml", f"<w:body>{inside}</w:body>", (), "t.docx")
    return is_always_well_formed(part._strict.environment.parse(part.source))


@pytest.mark.parametrize(
    "inside",
    [
        "<w:p/>",
        "{% if a %}<w:p></w:p>{% endif %}",
        "{% for r in rows %}<w:p><w:r/></w:p>{% else %}<w:p/>{% endfor %}",
        "<w:t>{% if a %}x</w:t><w:t>y{% endif %}</w:t>",
        "<w:r><w:t>{% if a %}x</w:t></w:r><w:r><w:t>{% else %}</w:t><w:t>{% endif %}</w:t></w:r>",
        '<w:x w:v="{% if a %}one{% elif b %}two{% endif %}"/>',
        "{% if a %}{% for r in rows %}<w:p/>{% endfor %}{% endif %}",
    ],
)
def test_bodies_that_leave_open_what_was_open_are_proven(inside: str) -> None:
    assert judged(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "{% if a %}<w:p>{% endif %}</w:p>",
        "<w:p>{% if a %}</w:p>{% else %}</w:p>{% endif %}",
        "<w:t>{% if a %}x</w:t><w:r>{% endif %}</w:t>",
        "<w:r><w:t>{% if a %}</w:t><w:t>{% else %}</w:r><w:r>{% endif %}</w:t></w:r>",
        '<w:x w:v="1"{% if a %} w:v="2"{% endif %}/>',
        '<w:x w:v="{% if a %}"/><w:x w:v="{% endif %}"/>',
        '<w:x w:v="1" w:v="2"/>',
        "</w:body><w:body>",
        "<!-- {% if a %}-->{% endif %}",
        "a < b",
        "&unknown;",
    ],
)
def test_whatever_could_be_cut_stays_in_doubt(inside: str) -> None:
    assert not judged(inside)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_what_is_proven_is_well_formed_whatever_the_data(pieces: list[str]) -> None:
    inside = "".join(pieces)
    try:
        part = compile_part("word/document.xml", f"<w:body>{inside}</w:body>", (), "t.docx")
    except TemplateError:
        return
    if is_always_well_formed(part._strict.environment.parse(part.source)):
        for data in DATA:
            content = part.fill(dict(data))
            check_well_formed(content, path="", part="", prefixes_known=True)


def test_a_template_in_doubt_is_looked_at_in_every_document() -> None:
    cut = Xml(
        "<w:p><w:r>{% if a %}<w:t>x</w:t></w:r></w:p><w:p><w:r>{% endif %}<w:t>y</w:t></w:r></w:p>"
    )
    proven = open_template(word(cut, "{{ b }}"))
    assert proven.compiled[0].is_always_well_formed
    assert proven.render({"a": 0, "b": "x"})
    xml = '<w:d xmlns:w="w"><w:p><w:t>a{% if a %}</w:t></w:p>{% endif %}</w:d>'
    cut_off = compile_part("word/document.xml", xml, (), "t.docx")
    assert not cut_off.is_always_well_formed
    doubtful = replace(proven, compiled=(cut_off,))
    assert doubtful.render({"a": 1})
    with pytest.raises(RenderError) as caught:
        doubtful.render({"a": 0})
    assert [f.code for f in caught.value.report] == ["CST405"]
