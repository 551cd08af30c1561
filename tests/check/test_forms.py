from __future__ import annotations

from typing import Any

from cstemplates.check.forms import form_references, forms_page, registered_forms
from cstemplates.model import KINDS, parse
from cstemplates.model.catalog import Catalog


def entry(folder: str, **values: Any) -> Any:
    made, faults = parse(KINDS[folder].model, values)
    assert not faults
    return made


def form(number: str, title: str, **values: Any) -> Any:
    return entry("documents", number=number, title=title, kind="form", subject="employee", **values)


LOG = form("FM-02", "值守日志", made_by="班长", kept_by="部门|两年")
CARD = form("FM-01", "改进卡")
TASK = {"every": "day", "task": "看", "standard": "逐时", "record": "日志"}


def role(**values: Any) -> Any:
    return entry("roles", title="班长", family="general", **values)


def test_forms_come_in_the_order_of_their_numbers() -> None:
    assert list(registered_forms(Catalog(documents={"log": LOG, "card": CARD}))) == ["card", "log"]


def test_a_task_that_fills_a_form_is_named_with_its_owner() -> None:
    watch = role(routines=[{"id": "watch", "forms": ["log"], **TASK}])

    found = form_references(Catalog(roles={"leader": watch}, documents={"log": LOG}))

    assert found == {"log": ["roles/leader/watch"]}


def test_a_form_named_in_brackets_or_as_a_whole_text_counts_as_used() -> None:
    duty = {"id": "a", "category": "b", "text": "写《改进卡》", "outcomes": ["值守日志"]}
    leader = role(categories=[{"id": "b", "title": "值守"}], responsibilities=[duty])

    found = form_references(Catalog(roles={"leader": leader}, documents={"log": LOG, "card": CARD}))

    assert found == {"card": ["roles/leader"], "log": ["roles/leader"]}


def test_an_attachment_refers_to_its_form_and_no_form_to_itself() -> None:
    paper = entry(
        "documents", number="DOC-01", title="办法", kind="policy", subject="company",
        attachments=[{"id": "x", "document": "card"}],
    )  # fmt: skip

    found = form_references(Catalog(documents={"paper": paper, "card": CARD}))

    assert found == {"card": ["documents/paper"]}


def test_a_part_of_a_longer_word_is_no_reference() -> None:
    leader = role(purpose="改进卡片的样式")

    assert form_references(Catalog(roles={"leader": leader}, documents={"card": CARD})) == {
        "card": []
    }


def test_the_page_has_a_row_a_form_and_a_dash_for_what_is_not_known() -> None:
    rows = forms_page(Catalog(documents={"log": LOG, "card": CARD})).splitlines()[-2:]

    assert rows == [
        "| FM-01 | 改进卡 | — | — | — |",
        "| FM-02 | 值守日志 | 班长 | 部门\\|两年 | — |",
    ]
