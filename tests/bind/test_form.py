"""How the layout of a form becomes rows that a template prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cstemplates.bind.form import UNITS, form_context, shared_units
from cstemplates.model import Document
from cstemplates.model.form import Form, columns_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PEOPLE = [{"no": 1, "name": "王𠮷"}, {"no": 2, "name": "欧阳·阿不都热合曼"}]


def _fields(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "fields", "kind": "fields", "fields": list(fields), **more}


def _field(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": name, **more}


def _log(**more: Any) -> dict[str, Any]:
    columns = [{"id": "a", "label": "序号", "width": 1}, {"id": "b", "label": "姓名", "width": 5}]
    return {"id": "log", "kind": "log", "columns": columns, **more}


def _bind(
    *blocks: dict[str, Any], known: str = "", people: Sequence[Mapping[str, Any]] = PEOPLE
) -> list[dict[str, Any]]:
    document = Document.model_validate(
        {"title": "请假单", "number": "FM-37", "kind": "form", "subject": "employee",
         "form": {"blocks": list(blocks)}}
    )  # fmt: skip
    assert document.form
    context = form_context(
        document, document.form, lambda text: text, lambda _: known, {"people": lambda: people}
    )
    blocks_made: list[dict[str, Any]] = context["blocks"]
    return blocks_made


def test_fields_go_two_by_two_and_a_wide_one_has_its_own_row() -> None:
    (block,) = _bind(_fields(_field("a"), _field("b"), _field("c", wide=True), _field("d")))

    assert block["kind"] == "fields2"
    assert [row["wide"] for row in block["rows"]] == [False, True, True]
    assert block["rows"][0]["one"]["label"] == "a"
    assert block["rows"][0]["two"]["label"] == "b"


def test_a_row_is_as_tall_as_its_tallest_field() -> None:
    (block,) = _bind(_fields(_field("a", lines=2), _field("b", lines=3)))

    assert [row["tall"] for row in block["rows"]] == [3]


def test_a_height_that_the_template_does_not_have_is_rounded_up() -> None:
    (block,) = _bind(_fields(_field("a", lines=7, wide=True)))

    assert block["rows"][0]["tall"] == 8


@pytest.mark.parametrize(
    ("field", "known", "printed"),
    [
        (_field("a", prefill="${employee.name}"), "王𠮷", "王𠮷"),
        (_field("a", prefill="${employee.name}"), "", ""),
        (_field("a", prefill="${employee.hired_on}", blank="date"), "", "　　　　年　　月　　日"),
        (_field("a", options=["同意", "不同意"]), "", "☐同意　☐不同意"),
        (_field("a", unit="元"), "", "　　　　元"),
        (_field("a", unit="天{}小时"), "", "　　　　天　　　　小时"),
    ],
)
def test_a_blank_shows_what_is_known_or_how_to_fill_it_in(
    field: dict[str, Any], known: str, printed: str
) -> None:
    (block,) = _bind(_fields(field), known=known)

    assert block["rows"][0]["one"]["text"] == printed


def test_a_log_prints_a_line_for_each_person_then_its_own_then_empty_ones() -> None:
    columns = [
        {"id": "a", "label": "序号", "width": 1, "source": "number"},
        {"id": "b", "label": "姓名", "width": 5, "source": "name"},
    ]
    rows = [{"id": "guest", "cells": ["外", "来宾"]}]
    (block,) = _bind(_log(of="people", columns=columns, rows=rows, empty=1))

    assert [[cell["text"] for cell in row["cells"]] for row in block["rows"]] == [
        ["1", "王𠮷"],
        ["2", "欧阳·阿不都热合曼"],
        ["外", "来宾"],
        ["4", ""],
    ]


def test_a_log_of_people_without_anybody_is_left_out() -> None:
    assert _bind(_log(of="people"), people=[]) == []


def test_tables_that_would_touch_are_said_to_be_joined() -> None:
    below = _log(empty=1) | {"id": "below"}
    titled = _log(empty=1) | {
        "id": "titled",
        "title": "附",
        "columns": [{"id": "c", "label": "c", "width": 1}, {"id": "d", "label": "d", "width": 1}],
    }

    blocks = _bind(_fields(_field("x")), below, titled)

    assert [block["joined"] for block in blocks] == [False, True, False]


def test_the_word_for_a_total_does_not_squeeze_into_a_column_of_numbers() -> None:
    widths = {"number": 1, "name": 8, "sum": 3}
    columns = [{"id": n, "label": n, "width": w} for n, w in widths.items()]
    (block,) = _bind(_log(columns=columns, empty=1, total="合计"))

    assert [cell["span"] for cell in block["rows"][0]["cells"]] == [4, 32, 12]
    assert [cell["span"] for cell in block["rows"][1]["cells"]] == [36, 12]


@given(st.lists(st.integers(1, 40), min_size=2, max_size=20))
def test_the_columns_of_a_log_fill_the_grid_and_leave_room_for_each(widths: list[int]) -> None:
    shared = shared_units(widths)

    assert sum(shared) == UNITS
    assert min(shared) >= 2


def test_a_group_of_checks_is_named_once() -> None:
    items = [
        {"id": "one", "group": "大堂", "text": "灯", "standard": "亮"},
        {"id": "two", "group": "大堂", "text": "门", "standard": "关"},
        {"id": "three", "group": "车库", "text": "灯", "standard": "亮"},
    ]
    (block,) = _bind({"id": "checks", "kind": "checklist", "items": items})

    assert [row["group"] for row in block["rows"]] == ["大堂", None, "车库"]
    assert block["results"] == "☐合格　☐不合格"


def test_a_stub_repeats_what_stands_above_it() -> None:
    stub = {"id": "copy", "kind": "stub", "title": "门岗联", "repeats": ["fields"]}

    blocks = _bind(_fields(_field("a")), stub)

    assert [(b["kind"], b["title"]) for b in blocks] == [
        ("fields2", None),
        ("cut", "门岗联"),
        ("fields2", None),
    ]
    assert [b["no"] for b in blocks] == [1, 2, 3]


def test_who_gives_an_opinion_has_room_to_write_and_to_sign() -> None:
    signers = [{"id": "a", "label": "申请人"}, {"id": "b", "label": "经理", "opinion": "☐同意"}]
    (block,) = _bind({"id": "signs", "kind": "signatures", "signers": signers})

    assert [(row["label"], row["opinion"], row["tall"]) for row in block["rows"]] == [
        ("申请人", None, 2),
        ("经理", "☐同意", 2),
    ]


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([_fields(_field("a"), _field("a"))], "two parts with the id a"),
        ([_fields(_field("a")), _fields(_field("b"))], "two parts with the id fields"),
        ([_fields(_field("name")), _log(empty=1) | {"columns": [
            {"id": "name", "label": "姓名", "width": 1}, {"id": "b", "label": "b", "width": 1},
        ]}], "two parts with the id name"),
        ([_log()], "the block has no row"),
        ([_log(rows=[{"id": "r", "cells": ["1", "2", "3"]}])], "more cells than the block has"),
        ([{"id": "s", "kind": "stub", "title": "联", "repeats": ["none"]}], "no block with the id"),
    ],
)  # fmt: skip
def test_a_layout_that_cannot_be_filled_in_is_refused(
    blocks: list[dict[str, Any]], fault: str
) -> None:
    with pytest.raises(ValidationError, match=fault):
        Form.model_validate({"blocks": blocks})


def test_columns_are_found_in_labels_titles_and_covers() -> None:
    form = Form.model_validate(
        {"blocks": [_fields(_field("a", covers=["全称"]), title="甲", covers=["乙"])]}
    )

    assert columns_on(form) == {"a", "全称", "甲", "乙"}
