"""Which entries refer to which form, as a page a reader can follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cstemplates.check.texts import texts
from cstemplates.model import KINDS

if TYPE_CHECKING:
    from cstemplates.model import Document, Entry
    from cstemplates.model.catalog import Catalog

_HEAD = """# 表单登记

材料引用的每一份表单、记录与交付物：谁填、交给谁、哪些条目用到它。由 `make docs` 按目录生成，不要手改。
斜杠后的第三段是例行任务或步骤的标识；`${…}` 在制作文件时换成企业的值。

| 编号 | 名称 | 填制 | 保管与去向 | 引用它的条目 |
|---|---|---|---|---|
"""


def registered_forms(catalog: Catalog) -> dict[str, Document]:
    """Return the documents of kind ``form`` in the order of their numbers."""
    forms = [(key, form) for key, form in catalog.documents.items() if form.kind == "form"]
    return dict(sorted(forms, key=lambda pair: pair[1].number))


def form_references(catalog: Catalog) -> dict[str, list[str]]:
    """Map each form to the places that refer to it, without the form itself.

    A place is ``kind/id``, or ``kind/id/item`` for a task or a step. It refers to a form
    by id, in ``forms`` or as an attachment, or by name: in 《》, or as the whole text.
    """
    forms = registered_forms(catalog)
    found: dict[str, dict[str, None]] = {key: {} for key in forms}
    for kind in KINDS:
        for key, entry in catalog.of(kind).items():
            for form, item in _named_forms(entry, forms):
                if (kind, key) != ("documents", form):
                    found[form].setdefault("/".join(filter(None, (kind, key, item))))
    return {form: list(places) for form, places in found.items()}


def forms_page(catalog: Catalog) -> str:
    """Write the page: one row a form."""
    references = form_references(catalog)
    rows = [_row(form, references[key]) for key, form in registered_forms(catalog).items()]
    return _HEAD + "".join(rows)


def _named_forms(entry: Entry, forms: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    by_id = list(_by_id(entry.model_dump(), ""))
    of_items = {form for form, item in by_id if item}
    yield from (
        (form, item) for form, item in by_id if form in forms and (item or form not in of_items)
    )
    said = [text for _, text in texts(entry)]
    for key, form in forms.items():
        if key not in {form for form, _ in by_id} and _is_said(form.title, said):
            yield key, ""


def _is_said(title: str, said: list[str]) -> bool:
    return any(text == title or f"《{title}》" in text for text in said)


def _by_id(value: Any, item: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        own = value.get("id", item)
        for name, child in value.items():
            if name == "forms":
                yield from ((form, own) for form in child)
            elif name == "document":
                yield child, ""
            else:
                yield from _by_id(child, own)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _by_id(child, item)


def _row(form: Document, places: list[str]) -> str:
    shown = "、".join(f"`{place}`" for place in places) or "—"
    cells = (form.number, form.title, form.made_by or "—", form.kept_by or "—", shown)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
