from __future__ import annotations

import concurrent.futures
import datetime as dt
import pickle
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.parity import body_text
from support.wordfile import paragraph, table, word

from cstemplates.findings import DocxLocation, RenderError, TemplateError
from cstemplates.word import open_template
from cstemplates.word.compile import compile_part

if TYPE_CHECKING:
    from pathlib import Path

ROWS = table(
    ["项目", "内容"],
    ["{%tr for r in rows %}", ""],
    ["{{ r.no }}", "{{ r.name }}"],
    ["{%tr endfor %}", ""],
)


def findings_of(template: Any, data: Any) -> Any:
    with pytest.raises(RenderError) as caught:
        template.render(data)
    return [(f.code, f.location, f.message) for f in caught.value.report]


def test_values_of_every_plain_kind_are_printed() -> None:
    template = open_template(word("{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}"))
    data = {"a": "文", "b": 12, "c": Decimal("1.50"), "d": True, "e": dt.date(2026, 3, 1)}
    assert body_text(template.render(data)) == ["文|12|1.50|True|2026-03-01"]


def test_a_decimal_is_never_printed_with_an_exponent() -> None:
    assert body_text(open_template(word("{{ a }}")).render({"a": Decimal("1E+3")})) == ["1000"]


@pytest.mark.parametrize(
    "value", ["R&D", "Tan <Tom> Ah Kow", "王𠮷", "“引”'\"", "{", "a}b", "%", " x "]
)
def test_a_value_is_printed_as_it_is(value: Any) -> None:
    assert body_text(open_template(word("{{ a }}。")).render({"a": value})) == [value + "。"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_line_end_becomes_a_line_break_and_a_tab_a_tab(line_end: Any) -> None:
    template = open_template(word("{{ a }}"))
    assert body_text(template.render({"a": f"一{line_end}二\t三"})) == ["一\n二\t三"]


def test_a_key_called_items_prints_its_value() -> None:
    template = open_template(word("{{ a.items }} {{ a['keys'] }}"))
    assert body_text(template.render({"a": {"items": "x", "keys": "y"}})) == ["x y"]


def test_any_mapping_may_be_given() -> None:
    template = open_template(word("{{ a }}"))
    assert body_text(template.render(MappingProxyType({"a": "x"}))) == ["x"]


def test_a_split_tag_is_one_tag() -> None:
    template = open_template(word(paragraph("{{ na", "me }}", "!")))
    assert body_text(template.render({"name": "x"})) == ["x!"]


def test_a_list_fills_rows() -> None:
    template = open_template(word(ROWS))
    rows = [{"no": 1, "name": "甲"}, {"no": 2, "name": "乙"}]
    assert body_text(template.render({"rows": rows})) == ["项目", "内容", "1", "甲", "2", "乙"]


def test_all_missing_and_empty_values_are_found_in_one_run_at_their_places() -> None:
    template = open_template(word("致 {{ nam }}", "{{ note }}", ROWS), name="t.docx")
    rows = [{"no": 1, "name": "甲"}, {"no": "", "nme": "乙"}]
    part = "word/document.xml"
    found = findings_of(template, {"name": "x", "note": None, "rows": rows})
    assert [(code, message) for code, _place, message in found] == [
        ("CST401", "Field “rows[1].no” is empty."),
        ("CST400", "Field “rows[1].name” has no value."),
        ("CST400", "Field “nam” has no value."),
        ("CST401", "Field “note” is empty."),
    ]
    places = [
        (p.path, p.part, p.paragraph, p.table, p.row, p.cell)
        for _code, p, _message in found
        if isinstance(p, DocxLocation)
    ]
    assert places == [
        ("t.docx", part, None, 1, 3, 1),
        ("t.docx", part, None, 1, 3, 2),
        ("t.docx", part, 1, None, None, None),
        ("t.docx", part, 2, None, None, None),
    ]


def test_a_misspelt_field_gets_the_nearest_name() -> None:
    with pytest.raises(RenderError) as caught:
        open_template(word("{{ employee.naem }}")).render({"employee": {"name": "x"}})
    assert [f.hint for f in caught.value.report] == ["Did you mean “name”?"]


@pytest.mark.parametrize("value", [None, ""])
def test_an_empty_value_is_allowed_inside_an_if(value: Any) -> None:
    template = open_template(word("{% if b %}[{{ a }}]{% else %}({{ a }}){% endif %}"))
    assert body_text(template.render({"a": value, "b": True})) == ["[]"]
    assert body_text(template.render({"a": value, "b": False})) == ["()"]


def test_an_if_about_the_loop_says_nothing_about_values() -> None:
    template = open_template(
        word("{% for r in rows %}{% if loop.first %}{{ r }}{% endif %}{% endfor %}")
    )
    assert [f[0] for f in findings_of(template, {"rows": [""]})] == ["CST401"]


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("{{ a|default('无') }}", "无"),
        ("{{ b|default('无') }}", "无"),
        ("{{ c.d|default('无') }}", "无"),
        ("{{ e|default('无') }}", ""),
        ("{{ e|default('无', true) }}", "无"),
        ("{{ '有' if a is defined else '无' }}", "无"),
    ],
)
def test_default_fills_what_is_not_there(tag: Any, printed: Any) -> None:
    template = open_template(word(f"[{tag}]"))
    assert body_text(template.render({"b": None, "c": {}, "e": ""})) == [f"[{printed}]"]


def test_a_missing_field_in_a_condition_is_an_error() -> None:
    template = open_template(word("{% if a.b %}x{% endif %}"))
    assert [(f[0], f[2]) for f in findings_of(template, {"a": {}})] == [
        ("CST400", "Field “a.b” has no value.")
    ]


@pytest.mark.parametrize(
    ("tag", "data"),
    [
        ("{{ a / b }}", {"a": 1, "b": 0}),
        ("{{ a + b }}", {"a": 1, "b": "x"}),
        ("{{ a }}", {"a": ["x"]}),
        ("{{ a.b.c }}", {"a": {"b": "text"}}),
        ("{% for x in a %}{{ x }}{% endfor %}", {"a": None}),
        ("{% if a > 1 %}x{% endif %}", {"a": "x"}),
    ],
)
def test_an_expression_that_fails_is_named_with_its_place(tag: Any, data: Any) -> None:
    template = open_template(word("first", tag), name="t.docx")
    found = findings_of(template, data)
    assert [f[0] for f in found] == ["CST404"]
    assert found[0][1].paragraph == 2


@pytest.mark.parametrize(
    "filtered", ["a|upper", "a|trim", "a|string", "a|int", "a ~ 'x'", "[a]|join"]
)
def test_nothing_never_becomes_the_word_none(filtered: Any) -> None:
    template = open_template(word(f"{{{{ {filtered} }}}}"))
    assert [f[0] for f in findings_of(template, {"a": None})] == ["CST401"]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]
)
def test_a_character_that_word_cannot_hold_is_an_error(character: Any) -> None:
    found = findings_of(open_template(word("{{ a.b }}")), {"a": {"b": f"x{character}y"}})
    assert [(f[0], "a.b" in f[2], character in f[2]) for f in found] == [("CST403", True, False)]


@pytest.mark.parametrize("value", ["{{ x }}", "{% x %}", "{# x #}", "a}}", "%}"])
def test_a_value_that_looks_like_a_template_is_an_error(value: Any) -> None:
    found = findings_of(open_template(word("{{ a }}")), {"a": value})
    assert [(f[0], value in f[2]) for f in found] == [("CST406", False)]


def test_two_values_cannot_make_a_tag_together() -> None:
    template = open_template(word(paragraph("{{ a }}", "{{ b }}")))
    assert [f[0] for f in findings_of(template, {"a": "{", "b": "{ x"})] == ["CST406"]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (object(), "Field “a.0.b” is not plain data."),
        (1.5, "Field “a.0.b” is not plain data."),
        (dt.datetime(2026, 1, 1), "Field “a.0.b” is not plain data."),  # noqa: DTZ001
        ({1: "x"}, "Field “a.0.b” is not plain data."),
        (type("Text", (str,), {})("x"), "Field “a.0.b” is not plain data."),
        (print, "Field “a.0.b” is not plain data."),
    ],
)
def test_only_plain_data_is_let_in(value: Any, path: Any) -> None:
    found = findings_of(open_template(word("x")), {"a": [{"b": value}]})
    assert [(f[0], f[2]) for f in found] == [("CST402", path)]


def test_data_that_holds_itself_is_refused() -> None:
    data: dict[str, object] = {}
    data["a"] = data
    assert {f[0] for f in findings_of(open_template(word("x")), data)} == {"CST402"}


def test_a_condition_that_would_damage_the_document_is_an_error() -> None:
    xml = "<d><w:p xmlns:w='w'><w:t>a{% if b %}</w:t></w:p>{% endif %}</d>"
    broken = compile_part("word/document.xml", xml, (), "t.docx")
    template = replace(open_template(word("{{ b }}"), name="t.docx"), compiled=(broken,))
    assert template.render({"b": True})
    found = findings_of(template, {"b": False})
    assert [f[:2] for f in found] == [("CST405", DocxLocation("t.docx", "word/document.xml"))]


def test_a_draft_shows_its_holes_and_lists_them() -> None:
    template = open_template(word("致 {{ name }}", ROWS), name="t.docx")
    filled = template.fill({"rows": [{"no": 1, "name": ""}]}, draft=lambda field: f"<{field}>")
    assert body_text(filled.data) == [
        "致 【待填：<name>】",
        "项目",
        "内容",
        "1",
        "【待填：<rows[].name>】",
    ]
    assert [(h.field, h.label, h.location.table) for h in filled.holes] == [
        ("name", "<name>", None),
        ("rows[0].name", "<rows[].name>", 1),
    ]


def test_a_draft_without_holes_is_the_document() -> None:
    template = open_template(word("致 {{ name }}"))
    filled = template.fill({"name": "x"}, draft=str)
    assert filled.data == template.render({"name": "x"})
    assert filled.holes == ()


def test_a_draft_still_refuses_what_cannot_stand_in_a_document() -> None:
    template = open_template(word("{{ a }}{{ b }}"))
    with pytest.raises(RenderError) as caught:
        template.fill({"b": "\x01"}, draft=str)
    assert [f.code for f in caught.value.report] == ["CST403"]


def test_headers_and_notes_are_filled_too() -> None:
    template = open_template(
        word("{{ a }}", header="h {{ b }}", footer="f {{ c }}", footnote="n {{ d }}")
    )
    with pytest.raises(RenderError) as caught:
        template.render({"a": "x"})
    assert [
        f.location.part for f in caught.value.report if isinstance(f.location, DocxLocation)
    ] == [
        "word/footer1.xml",
        "word/footnotes.xml",
        "word/header1.xml",
    ]


def test_equal_data_gives_equal_bytes_in_every_process() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]);"
        "from support.wordfile import word; from cstemplates.word import open_template;"
        "t = open_template(word('{{ a }}', header='{{ b }}'));"
        "print(hashlib.sha256(t.render({'a': 'x', 'b': 'y'})).hexdigest())"
    )
    support = str(__import__("pathlib").Path(__file__).parents[1])
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, support],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r") | st.sampled_from("{}%#&<\n\t\x01"),
    max_size=8,
)
TEMPLATE = word("A{{ a }}", ROWS)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_every_text_that_goes_in_comes_out_or_is_named(first: Any, names: Any) -> None:
    template = _template()
    data = {"a": first, "rows": [{"no": 1, "name": name} for name in names]}
    try:
        out = body_text(template.render(data))
    except RenderError as error:
        codes = {f.code for f in error.report}
    else:
        codes = set()
        assert out == ["A" + first, "项目", "内容", *(x for n in names for x in ("1", n))]
    assert codes <= {"CST401", "CST403", "CST406"}


def _template(opened: Any = []) -> Any:  # noqa: B006
    if not opened:
        opened.append(open_template(TEMPLATE))
    return opened[0]


def test_a_template_can_be_sent_to_another_process() -> None:
    template = open_template(word("{{ a }}"))
    again = pickle.loads(pickle.dumps(template))
    assert again.render({"a": "x"}) == template.render({"a": "x"})


def test_many_threads_can_fill_one_template() -> None:
    template = open_template(word(ROWS))
    data = [{"rows": [{"no": n, "name": f"n{n}"}] * n} for n in range(1, 40)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(template.render, data)) == [template.render(d) for d in data]


def test_tags_nested_beyond_reason_are_a_finding() -> None:
    with pytest.raises(TemplateError):
        open_template(word("{% if a %}" * 150 + "x" + "{% endif %}" * 150))


def test_a_template_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        open_template(tmp_path / "none.docx")
    assert [(f.code, f.location.path) for f in caught.value.report] == [("CST100", "none.docx")]


def test_raw_text_is_refused() -> None:
    with pytest.raises(TemplateError):
        open_template(word("{% raw %}x{% endraw %}"))
