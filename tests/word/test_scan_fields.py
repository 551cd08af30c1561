from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from support.wordfile import table, word

from cstemplates.gate import open_package
from cstemplates.word.scan import Scan, needed_schema, scan, unknown_fields

LEAF = {"type": ["string", "number", "boolean", "null"]}


def scanned(*content: str) -> Scan:
    return scan(open_package(word(*content), path="t.docx"))


def uses(*content: str) -> list[tuple[str, bool]]:
    return [(".".join(f.path), f.guarded) for f in scanned(*content).fields]


def test_loop_variables_are_resolved() -> None:
    rows = table(
        ["{%tr for m in scorecard.measures %}"],
        ["{{ m.title }}{{ loop.index }}"],
        ["{%tr endfor %}"],
    )
    assert uses(rows) == [
        ("scorecard.measures.[]", False),
        ("scorecard.measures.[].title", False),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a.b.c }}", [("a.b.c", False)]),
        ("{{ a['b'].c[0].d }}", [("a.b.c.[].d", False)]),
        ("{% set x = p.q %}{{ x.r }}", [("p.q", False), ("p.q.r", False)]),
        ("{% set x = p|default('') %}{{ x }}", [("p", True), ("p", True)]),
        ("{{ a|default(b) }}", [("b", False), ("a", True)]),
        (
            "{% if a %}{{ b }}{% else %}{{ c }}{% endif %}{{ d }}",
            [("a", True), ("b", True), ("c", True), ("d", False)],
        ),
        ("{{ a if b else c }}", [("b", True), ("a", True), ("c", True)]),
        ("{{ a is defined }}", [("a", True)]),
        ("{{ x|join('、', attribute='n.m') }}", [("x.[]", False), ("x.[].n.m", False)]),
        ("{% for k, v in p %}{{ v }}{% endfor %}", [("p.[]", False), ("p.[].[]", False)]),
        (
            "{% for m in p|sort(attribute='n') %}{{ m.t }}{% endfor %}",
            [("p.[]", False), ("p.[].n", False), ("p.[].t", False)],
        ),
        ("{{ (p|first).t }}", [("p.[]", False), ("p.[].t", False)]),
        ("{% for m in p %}{{ loop.previtem.t }}{% endfor %}", [("p.[]", False), ("p.[].t", True)]),
        ("{% for m in p %}{% endfor %}{{ m }}", [("p.[]", False), ("m", False)]),
        ("{% for m in [a, b.c] %}{{ m }}{% endfor %}", [("a", False), ("b.c", False)]),
        (
            "{% set x = a.b %}{% if c %}{% set x = a.d %}{% endif %}{{ x.e }}",
            [("a.b", False), ("c", True), ("a.d", True), ("a.b.e", False), ("a.d.e", False)],
        ),
    ],
)
def test_paths_and_guards(text: str, found: list[tuple[str, bool]]) -> None:
    assert list(dict.fromkeys(uses(text))) == list(dict.fromkeys(found))


VOCABULARY: dict[str, Any] = {
    "employee": {"name": "", "extra": {"*": None}, "pay": {"fixed": 1}},
    "rows": [{"no": 1, "parts": [{"t": ""}]}],
    "empty": [],
}


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("{{ employee.nmae }}", "employee.nmae", "Did you mean “employee.name”?"),
        ("{{ emploee.name }}", "emploee", "Did you mean “employee”?"),
        (
            "{% for r in rows %}{{ r.prts }}{% endfor %}",
            "rows[].prts",
            "Did you mean “rows[].parts”?",
        ),
        ("{{ rows.no }}", "rows.no", "“rows” is a list: go through it with a loop."),
        (
            "{{ employee.name.first }}",
            "employee.name.first",
            "“employee.name” is a single value and has no parts.",
        ),
        (
            "{{ employee.zzz }}",
            "employee.zzz",
            "Check the name against the list of fields of this kind of document.",
        ),
    ],
)
def test_unknown_fields_are_named_with_the_nearest(text: str, name: str, hint: str) -> None:
    (found,) = unknown_fields(scanned(text), VOCABULARY)
    assert (found.code, found.message, found.hint) == (
        "CST335",
        f"The field “{name}” is unknown.",
        hint,
    )
    assert getattr(found.location, "paragraph", None) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{{ employee.name }}{{ employee.pay.fixed }}",
        "{{ employee.extra.whatever }}",
        "{% for r in rows %}{% for p in r.parts %}{{ p.t }}{% endfor %}{% endfor %}",
        "{% for r in empty %}{{ r.anything }}{% endfor %}",
        "{{ employee.name[0] }}",
        "{{ rows|length }}",
    ],
)
def test_known_fields_pass(text: str) -> None:
    assert unknown_fields(scanned(text), VOCABULARY) == ()


def test_a_fault_is_told_once_for_each_place() -> None:
    found = unknown_fields(scanned("{{ a.b }}", "{{ a.b }}"), {})
    assert [getattr(f.location, "paragraph", None) for f in found] == [1, 2]


def test_the_schema_has_both_branches_and_requires_what_is_not_guarded() -> None:
    schema = needed_schema(
        scanned(
            "{{ name }}{% if boss %}{{ boss.name }}{% else %}{{ team.name }}{% endif %}",
            table(
                ["{%tr for m in card.rows %}"],
                ["{{ m.t }}{{ m.n|default('') }}"],
                ["{%tr endfor %}"],
            ),
        )
    )
    row = {"type": "object", "properties": {"n": LEAF, "t": LEAF}, "required": ["t"]}
    assert schema == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "boss": {"type": "object", "properties": {"name": LEAF}},
            "card": {
                "type": "object",
                "properties": {"rows": {"type": "array", "items": row}},
                "required": ["rows"],
            },
            "name": LEAF,
            "team": {"type": "object", "properties": {"name": LEAF}},
        },
        "required": ["card", "name"],
    }
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate({"name": "王", "card": {"rows": [{"t": 1}]}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "王", "card": {"rows": [{}]}}, schema)


def test_a_template_without_fields_needs_nothing() -> None:
    assert needed_schema(scanned("x"))["properties"] == {}
