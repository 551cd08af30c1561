"""What every form that a pack hands out owes the people who fill it in."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from cstemplates.bind.form import shared_units
from cstemplates.model import Document
from cstemplates.model.form import Log, Notes, Signatures, columns_on
from cstemplates.workspace import load_shipped

_WIDTH = {"form": 156, "form_wide": 243}
_UNITS = 48
_GUIDE = Path(__file__).parents[2] / "docs" / "reference" / "form-layout.md"
_CATALOG = load_shipped().catalog
FORMS = {key: entry for key, entry in _CATALOG.documents.items() if entry.form}


def test_at_least_30_registered_forms_are_laid_out_and_made() -> None:
    laid_out = [f for f in FORMS.values() if f.template in _WIDTH and f.number.startswith("FM-")]

    assert len(laid_out) >= 40
    assert all(form.file_name and form.stability == "stable" for form in laid_out)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_registered_column_has_a_place_on_the_form(form: Document) -> None:
    assert form.form
    assert form.columns
    assert set(form.columns) - columns_on(form.form) == set()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_column_to_sign_in_is_25_mm_wide(form: Document) -> None:
    assert form.form
    for block in form.form.blocks:
        if isinstance(block, Log):
            spans = shared_units([column.width for column in block.columns])
            for column, span in zip(block.columns, spans, strict=True):
                if column.signed or "签字" in column.label:
                    assert column.signed, column.label
                    assert span * _WIDTH[form.template or ""] / _UNITS >= 25, column.label


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_of_one_person_prints_who_it_is(form: Document) -> None:
    assert form.form
    filled = form.form.model_dump_json()

    assert ("${employee.name}" in filled) == (form.subject == "employee")


def test_no_instruction_stands_on_two_forms() -> None:
    said = Counter(
        note.text
        for form in FORMS.values()
        for block in (form.form.blocks if form.form else ())
        if isinstance(block, Notes)
        for note in block.notes
    )

    assert [text for text, count in said.items() if count > 1] == []


def test_the_appeal_form_has_every_field_of_its_document_type() -> None:
    form = FORMS["appeal_form"].form
    wanted = {
        "申诉人", "部门与岗位", "考核周期", "收到结果日期", "申诉理由", "申诉要求", "证明材料清单",
        "提交日期", "受理人与受理日期", "核实情况", "处理决定", "通知日期", "申诉人签字",
    }  # fmt: skip

    assert form
    assert wanted - columns_on(form) == set()


def test_the_leave_slip_offers_the_kinds_of_leave_that_the_law_knows() -> None:
    form = FORMS["leave_request"].form
    wanted = {"年休假", "病假", "事假", "婚假", "产假", "陪产（护理）假", "丧假", "工伤假"}

    assert form
    options = {o for b in form.blocks for f in getattr(b, "fields", ()) for o in f.options}
    assert wanted <= options


def test_what_the_democratic_procedure_asks_for_is_on_record() -> None:
    form = FORMS["democratic_procedure_record"].form
    wanted = {"参加人签到", "意见与提案", "采纳与否及理由", "平等协商结论", "公示证明"}

    assert form
    assert wanted <= columns_on(form)
    assert any(isinstance(block, Signatures) for block in form.blocks)


def test_the_example_of_the_guide_is_a_form_with_a_place_for_every_column() -> None:
    (example,) = re.findall(r"```yaml\n(.+?)```", _GUIDE.read_text(encoding="utf-8"), re.DOTALL)

    made = Document.model_validate(yaml.safe_load(example))

    assert made.form
    assert set(made.columns) <= columns_on(made.form)
