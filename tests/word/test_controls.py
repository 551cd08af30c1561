from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.housed import control, house, housed, parts_of
from support.validators import assert_valid

from cstemplates.findings import RenderError
from cstemplates.word import Choice, open_template, project, project_text
from cstemplates.word.structure import check_structure
from cstemplates.word.writer import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cstemplates.word.blocks import Control

_COMMON = {"company": {"name": "星河物业"}, "document": {"title": "评分表", "code": "A-1"}}
_LIST = '<w:dropDownList><w:listItem w:displayText="旧" w:value="旧"/></w:dropDownList>'
_DATE = (
    '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>'
    '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
)
_BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611"/>'
    '<w14:uncheckedState w14:val="2610"/></w14:checkbox>'
)


def inline(tag: str, kind: str, shown: str) -> str:
    """A control inside a paragraph."""
    return control(tag, f'<w:r><w:t xml:space="preserve">{shown}</w:t></w:r>', kind)


def row(*contents: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2500" w:type="pct"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="TableText"/></w:pPr>{content}</w:p></w:tc>'
        for content in contents
    )
    return f"<w:tr>{cells}</w:tr>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def scorecard() -> bytes:
    return housed(
        '<w:tbl><w:tblPr><w:tblStyle w:val="GridTable"/><w:tblW w:w="5000" w:type="pct"/>'
        '</w:tblPr><w:tblGrid><w:gridCol w:w="4422"/><w:gridCol w:w="4422"/></w:tblGrid>'
        + row(run("{%tr for m in measures %}"), run(""))
        + row(run("{{ m.title }}"), inline("score:{{ m.id }}", _LIST, "选择"))
        + row(run("{%tr endfor %}"), run(""))
        + "</w:tbl>",
        f"<w:p>{inline('date:appraisal', _DATE, '点击选择日期')}{inline('check:agreed', _BOX, '☐')}</w:p>",
        settings='<w:documentProtection w:edit="forms" w:enforcement="1"/>',
    )


def data(*ids: str) -> dict[str, object]:
    return _COMMON | {"measures": [{"id": i, "title": f"指标{i}"} for i in ids]}


def choices(*texts: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(number), text) for number, text in enumerate(texts, 1))


def fill(
    ids: tuple[str, ...] = ("a", "b"), choices: Mapping[str, Sequence[Choice]] | None = None
) -> bytes:
    template = open_template(scorecard(), house=house(), name="form.docx")
    return template.fill(data(*ids), choices=choices or {}).data


def controls_of(document: bytes) -> list[Control]:
    found: list[Control] = []

    def look(blocks: Iterable[object]) -> None:
        for block in blocks:
            found.extend(getattr(block, "controls", ()))
            for each in getattr(block, "rows", ()):
                for cell in each.cells:
                    look(cell.blocks)

    look(project(document))
    return found


def test_fills_the_list_of_each_control_by_its_tag():
    document = fill(
        choices={"score:a": choices("优", "良"), "score:b": (Choice("0", '差 & "劣" <'),)}
    )
    offered = {c.tag: c.choices for c in controls_of(document)}
    assert offered["score:a"] == ("优", "良")
    assert offered["score:b"] == ('差 & "劣" <',)
    assert_valid(document)


def test_leaves_a_list_that_nobody_fills_as_it_is():
    assert {c.tag: c.choices for c in controls_of(fill())}["score:a"] == ("旧",)


def test_finds_the_tag_of_a_value_with_signs_of_its_own():
    document = fill(("a&b",), choices={"score:a&b": choices("优")})
    assert controls_of(document)[0].choices == ("优",)


def test_gives_every_control_an_id_of_its_own():
    document = parts_of(fill(("a", "b", "c")))["word/document.xml"]
    ids = re.findall(rb'<w:id w:val="(\d+)"/>', document)
    assert len(ids) == len(set(ids)) == 5


def test_lets_dates_boxes_and_the_protection_of_forms_through():
    parts = parts_of(fill())
    assert b'<w14:uncheckedState w14:val="2610"/>' in parts["word/document.xml"]
    assert '<w:dateFormat w:val="yyyy年M月d日"/>'.encode() in parts["word/document.xml"]
    assert b'<w:documentProtection w:edit="forms" w:enforcement="1"/>' in parts["word/settings.xml"]


def test_shows_controls_with_tag_choices_and_value():
    shown = project_text(fill(choices={"score:a": choices("优", "良")}))
    assert "| 指标a | ⟦score:a 优/良: 选择⟧" in shown
    assert "⟦date:appraisal: 点击选择日期⟧⟦check:agreed: ☐⟧" in shown


def test_refuses_a_tag_that_its_value_makes_too_long():
    with pytest.raises(RenderError) as caught:
        fill(("x" * 59,))
    assert [(f.code, getattr(f.location, "part", "")) for f in caught.value.report] == [
        ("CST408", "word/document.xml")
    ]


@pytest.mark.parametrize(
    "items", [(Choice("1", "优"), Choice("1", "良")), (Choice("1", "优"), Choice("2", "优"))]
)
def test_refuses_items_that_are_alike(items):
    with pytest.raises(RenderError) as caught:
        fill(choices={"score:a": items})
    assert [f.code for f in caught.value.report] == ["CST408"]


def test_gives_equal_bytes_for_equal_choices():
    assert fill(choices={"score:a": choices("优")}) == fill(choices={"score:a": choices("优")})


def test_the_structural_check_finds_two_controls_of_one_tag():
    parts = parts_of(fill())
    body = parts["word/document.xml"].replace(b"score:b", b"score:a")
    found = check_structure(pack({**parts, "word/document.xml": body}), path="x.docx")
    assert [f.code for f in found] == ["CST407"]
    assert "score:a" in found[0].message


def test_gives_an_id_to_a_control_that_has_none():
    source = parts_of(scorecard())
    source["word/document.xml"] = source["word/document.xml"].replace(b'<w:id w:val="7"/>', b"")
    template = open_template(pack(source), house=house())
    document = template.render(data("a", "b"))
    assert (
        len(set(re.findall(rb'<w:id w:val="(\d+)"/>', parts_of(document)["word/document.xml"])))
        == 4
    )
    assert_valid(document)


def test_fills_the_lists_of_a_form_without_any_other_tag():
    source = housed(f"<w:p>{inline('score:a', _LIST, '选择')}</w:p>")
    template = open_template(source, house=house())
    document = template.fill(_COMMON, choices={"score:a": choices("优")}).data
    assert controls_of(document)[0].choices == ("优",)
