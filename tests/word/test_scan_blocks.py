from __future__ import annotations

import io
from typing import Any

import pytest
from docxtpl import DocxTemplate
from support.wordfile import Xml, paragraph, run, table, word

from cstemplates.gate import open_package
from cstemplates.word.scan import scan


def places(*content: str, **options: Any) -> list[tuple[str, str]]:
    found = scan(open_package(word(*content, **options), path="t.docx")).findings
    return [(f.code, str(f.location).removeprefix("t.docx: ")) for f in found]


def codes(*content: str, **options: Any) -> list[str]:
    return [code for code, _place in places(*content, **options)]


def test_an_open_block_is_reported_at_its_opener() -> None:
    assert places("a", "{%p if x %}", "b") == [("CST336", "paragraph 2 “{%p if x %}”")]
    assert places("{% for a in b %}x") == [("CST336", "paragraph 1 “{% for a in b %}x”")]


def test_an_end_without_a_beginning_is_reported_where_it_stands() -> None:
    assert places("x", "{% endif %}") == [("CST336", "paragraph 2 “{% endif %}”")]
    assert places("{% endfor %}") == [("CST336", "paragraph 1 “{% endfor %}”")]
    assert codes("{% else %}") == ["CST336"]
    assert codes("{% for a in b %}{% elif x %}{% endfor %}") == ["CST336"]


def test_crossed_blocks_are_reported_once_at_the_inner_opener_and_the_stray_end() -> None:
    assert places("{% for a in b %}", "{% if c %}", "{% endfor %}", "{% endif %}") == [
        ("CST336", "paragraph 2 “{% if c %}”"),
        ("CST336", "paragraph 4 “{% endif %}”"),
    ]


def test_each_part_balances_on_its_own() -> None:
    assert places("{% endif %}", header="{% if a %}") == [
        ("CST336", "paragraph 1 “{% endif %}”"),
        ("CST336", "word/header1.xml, paragraph 1 “{% if a %}”"),
    ]


def test_blocks_that_begin_and_end_at_different_levels_are_found() -> None:
    assert places("{%p if a %}", table(["x", ["{%p endif %}", "y"]])) == [
        ("CST336", "table 1, row 1, cell 2 “{%p endif %}”")
    ]
    assert codes(table(["{%tr if a %}"], ["x"], [["{%p endif %}", "y"]])) == ["CST336"]
    assert codes("{% if a %}x", "y{% endif %}") == []


def test_loops_may_be_three_deep() -> None:
    three = "{% for a in x %}{% for b in a %}{% for c in b %}{{ c }}{% endfor %}{% endfor %}{% endfor %}"
    assert codes(three) == []
    four = "{% for z in w %}" + three.replace("in x", "in z") + "{% endfor %}"
    assert codes(four) == ["CST338"]


@pytest.mark.parametrize(
    "rows",
    [
        [["{%tr for a in b %}", ""], ["{{ a }}", "x"], ["{%tr endfor %}", ""]],
        [["{%tc for a in b %}", "{{ a }}", "{%tc endfor %}"]],
        [[["{%p if a %}", "x", "{%p endif %}", ""]]],
        [[["{%p if a %}", "x", "{%p else %}", "y", "{%p endif %}"]]],
        [[["{%p if a %}", "x", "{%p elif b %}", "y", "{%p else %}", "z", "{%p endif %}"]]],
        [["{% for a in b %}x{% endfor %}", "{% colspan n %}x"]],
        [["{% cellbg '#' ~ c %}x", "{# note #}"]],
    ],
)
def test_tables_as_documented_pass(rows: list[list[Any]]) -> None:
    assert codes(table(*rows)) == []


def test_merging_tags_pass_in_a_loop_of_rows() -> None:
    rows = [["{%tr for a in b %}", ""], ["{% vm %}{{ a.x }}", "{{ a.y }}"], ["{%tr endfor %}", ""]]
    assert codes(table(*rows)) == []
    assert codes(table(["{%tc for a in b %}", "{% hm %}{{ a }}", "{%tc endfor %}"])) == []
    assert codes(table(["{% vm %}x"])) == ["CST346"]
    assert codes(table(["{% for a in b %}{% vm %}x{% endfor %}"])) == ["CST346"]
    assert codes("{% for a in b %}{% hm %}{% endfor %}") == ["CST346"]


def test_two_tags_for_the_whole_are_one_too_many() -> None:
    assert places("{%p if a %}{%p endif %}") == [("CST337", "paragraph 1 “f a %}{%p endif %}”")]
    row = table(["{%tr for a in b %}", "{%tr endfor %}"])
    assert places(row) == [("CST337", "table 1, row 1, cell 2 “{%tr endfor %}”")]
    assert codes(table(["{% colspan a %}{% colspan b %}x"])) == ["CST337"]


def test_paragraphs_are_merged_only_where_nothing_gets_lost() -> None:
    documented = [
        "I live",
        "{%- if town -%}",
        "in town",
        "{%- else -%}",
        "outside",
        "{%- endif -%}",
        ".",
    ]
    assert codes(*documented) == []
    template = DocxTemplate(io.BytesIO(word(*documented)))
    template.render({"town": True})
    assert [p.text for p in template.docx.paragraphs] == ["I livein town."]
    assert codes("a", "b {%- if x -%}", "c", "{%- endif -%}", "d") == ["CST346"]
    assert codes("a", "{%- if x -%} b", "c", "{%- endif -%}", "d") == ["CST346"]
    assert codes(table(["a", "{%- if x %}b{% endif %}"])) == ["CST346"]
    assert codes("{%p if y %}", "{%- if x %}b{% endif %}", "{%p endif %}") == ["CST346"]


def test_statements_in_comments_are_found_because_docxtpl_reads_them() -> None:
    assert codes("{# {%p if x %} #}", "{# {{ x #}", "{# {# #}") == ["CST332"] * 3
    assert codes("{# {{ x }} #}", "{#p note #}") == []


def test_a_value_beside_a_tag_for_the_whole_would_be_lost() -> None:
    assert places("{%p if a %}{{ b }}", "{%p endif %}") == [
        ("CST337", "paragraph 1 “f a %}{{ b }}”")
    ]
    assert codes(table(["{%tr if a %}", "{{ b }}"], ["{%tr endif %}", ""])) == ["CST337"]


def test_a_text_beside_a_tag_for_the_whole_would_be_lost() -> None:
    assert places("{%p if a %} text", "{%p endif %}") == [
        ("CST346", "paragraph 1 “{%p if a %} text”")
    ]
    assert codes(table(["{%tr if a %}", "text"], ["{%tr endif %}", ""])) == ["CST346"]
    section = paragraph("{%p if a %}", properties="<w:sectPr/>")
    assert codes(section, "{%p endif %}") == ["CST346"]


def test_what_the_last_test_says_is_what_docxtpl_does() -> None:
    template = DocxTemplate(io.BytesIO(word("{%p if a %} lost", "kept", "{%p endif %}")))
    template.render({"a": True})
    assert [p.text for p in template.docx.paragraphs] == ["kept"]


def test_scoped_tags_need_what_they_stand_for() -> None:
    assert places("{%tr for a in b %}", "{%tr endfor %}") == [
        ("CST346", "paragraph 1 “{%tr for a in b %}”"),
        ("CST346", "paragraph 2 “{%tr endfor %}”"),
    ]
    assert codes("{%tc if a %}", "{%tc endif %}") == ["CST346", "CST346"]
    assert codes("{% cellbg c %}") == ["CST346"]
    control = Xml(
        '<w:sdt><w:sdtPr><w:tag w:val="{%p if a %}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    )
    assert "CST346" in codes(control)


@pytest.mark.parametrize("scope", ["p", "r", "tr", "tc"])
def test_a_plain_value_cannot_replace_a_paragraph_or_a_run(scope: str) -> None:
    assert codes(table(["{{" + scope + " a }}"])) == ["CST346"]


def test_runs_may_be_conditional() -> None:
    assert codes(paragraph("a {%r if x %}", run("b", "<w:b/>"), "{%r endif %} c")) == []


def test_a_scoped_tag_may_hold_neither_percent_nor_brace() -> None:
    assert codes("{%p if a % 2 %}", "x", "{%p endif %}") == ["CST332"]
    assert codes("{%p if a -%}", "x", "{%p endif %}") == ["CST332"]


def test_a_cell_that_could_end_without_a_paragraph_is_found() -> None:
    assert places(table(["a", ["{%p if x %}", "b", "{%p endif %}"]])) == [
        ("CST339", "table 1, row 1, cell 2 “{%p if x %}”")
    ]
    assert codes(table([["{%p for a in b %}", "{{ a }}", "{%p endfor %}"]])) == ["CST339"]
    one_empty = ["{%p if x %}", "b", "{%p else %}", "{%p endif %}"]
    assert codes(table([one_empty])) == ["CST339"]


def test_a_tag_that_ends_inside_a_link_is_found() -> None:
    link = Xml(f'<w:hyperlink w:anchor="x">{run(" a }}")}</w:hyperlink>')
    assert codes(paragraph("{{", link)) == ["CST346"]
    assert codes(paragraph(Xml(f'<w:hyperlink w:anchor="x">{run("{{ a }}")}</w:hyperlink>'))) == []


def test_all_faults_of_a_template_are_told_at_once() -> None:
    assert sorted(codes("{{ a", "{{ b|x }}", "{% if c %}", "{{ d() }}", "｛｛ e ｝｝")) == [
        "CST330",
        "CST331",
        "CST331",
        "CST333",
        "CST334",
        "CST336",
    ]
