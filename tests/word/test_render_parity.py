"""The same text as docxtpl itself, for every construct of its syntax."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from support.parity import body_text, body_text_with_docxtpl
from support.wordfile import Xml, paragraph, run, table, word

from cstemplates.word import open_template

DATA = {
    "name": "王𠮷 & <Tom>",
    "note": "一行\n二行\t三",
    "n": 3,
    "d": Decimal("1.50"),
    "yes": True,
    "no": False,
    "color": "D9D9D9",
    "rows": [{"name": "甲", "tags": ["a", "b"]}, {"name": "乙 & 丙", "tags": []}],
    "columns": ["A", "B", "C"],
}
RED = '<w:color w:val="FF0000"/>'
TEMPLATES: dict[str, list[str]] = {
    "value": ["致 {{ name }}：{{ n }} / {{ d }}"],
    "line breaks": ["{{ note }}"],
    "split runs": [paragraph("{{ na", "me }", "}后 {", "% if yes %", "}是{% endif %}")],
    "formatted runs": [paragraph("前 ", run("{{ name }}", RED), "{{ n }}")],
    "paragraph loop": ["{%p for r in rows %}", "{{ loop.index }}. {{ r.name }}", "{%p endfor %}"],
    "paragraph if": ["{%p if yes %}", "在", "{%p else %}", "不在", "{%p endif %}", "末"],
    "elif": ["{% if no %}1{% elif n == 3 %}2{% else %}3{% endif %}"],
    "row loop": [
        table(
            ["名", "标"],
            ["{%tr for r in rows %}", ""],
            ["{{ r.name }}", "{{ r.tags|length }}"],
            ["{%tr endfor %}", ""],
        )
    ],
    "nested loops": [
        "{%p for r in rows %}",
        "{{ r.name }}: {% for t in r.tags %}{{ t }}{{ ',' if not loop.last }}{% else %}无{% endfor %}",
        "{%p endfor %}",
    ],
    "cell loop": [
        table(
            ["{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"],
            ["{%tc for c in columns %}", "{{ n }}", "{%tc endfor %}"],
        )
    ],
    "run scope": [paragraph("前", "{%r if yes %}", "中", "{%r endif %}", "后")],
    "vertical merge": [
        table(
            ["{%tr for r in rows %}", ""],
            ["{% vm %}{{ name }}", "{{ r.name }}"],
            ["{%tr endfor %}", ""],
        )
    ],
    "horizontal merge": [
        table(["{%tc for c in columns %}", "{% hm %}{{ name }}", "{%tc endfor %}"], ["1", "2", "3"])
    ],
    "colspan": [table(["{% colspan n %}{{ name }}"], ["a", "b", "c"])],
    "cell background": [table(["{% cellbg color %}{{ name }}", "x"])],
    "set": ["{% set x = rows|length %}{{ x }} {{ x + 1 }}"],
    "default": ["{{ missing|default('无') }} {{ rows[0].missing|default('缺') }}"],
    "comment": ["a{# nothing #}b", "{#p whole paragraph #}", "c"],
    "quotes": ["{{ missing|default(“引”) }}{{ missing|default('&') }}"],
    "dashes": ["前", "{%- if yes %}中{% endif -%}", "后"],
    "comparison": ["{% if n < 4 and n > 2 %}是{% endif %}"],
    "spaces": [paragraph("  {{ name }}  ", " x")],
    "conditional inline": ["{{ '甲' if yes else '乙' }}"],
    "nested table": [
        Xml(
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
            + table(["{%tr for r in rows %}"], ["{{ r.name }}"], ["{%tr endfor %}"])
            + "<w:p/></w:tc></w:tr></w:tbl>"
        )
    ],
}


@pytest.mark.parametrize("construct", TEMPLATES)
def test_a_construct_gives_the_same_text_as_docxtpl(construct: Any) -> None:
    template = open_template(word(*TEMPLATES[construct]))
    ours = body_text(template.render(DATA))
    assert ours == body_text_with_docxtpl(template.composed(), DATA)
    assert ours


def test_a_shaded_cell_and_a_spanned_cell_carry_the_values() -> None:
    template = open_template(word(table(["{% cellbg color %}x", "y"], ["{% colspan n %}z"])))
    content = template.compiled[0].fill(DATA).decode()
    assert 'w:fill="D9D9D9"' in content
    assert '<w:gridSpan w:val="3"/>' in content
