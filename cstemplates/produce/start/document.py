"""A new kind of document in an overlay or a layer, made after one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from cstemplates.findings import WorkspaceError
from cstemplates.messages import _
from cstemplates.produce.files import read_bytes
from cstemplates.produce.selection import unknown_name
from cstemplates.produce.start.naming import need_id, need_line
from cstemplates.produce.start.place import find_place, need_new
from cstemplates.produce.start.schemas import from_file, provide, schema_folder
from cstemplates.produce.start.writing import write_start
from cstemplates.produce.templates import find_template, missing_template, registered_only

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.model import Document
    from cstemplates.produce.start.place import Place
    from cstemplates.produce.start.writing import Started

LIKE = "jd_category_table"
_LEFT_OUT = {"spec", "decisions", "exempt", "basis", "attachments", "roles"}
_FIRST_OWN, _LAST = 90, 99


def start_document(folder: Path, name: str, *, title: str = "", like: str = LIKE) -> Started:
    """Start a kind of document: its entry, and in a company folder a template to change.

    Args:
        folder: A company folder or a layer.
        name: The id.
        title: What the document is called; said to be rewritten when left out.
        like: The id of the document that it starts from.

    Raises:
        WorkspaceError: The id is taken or no id, the folder is neither of the two, or
            there is no such document, or no template for it.
    """
    name, title = need_id(name), need_line(title or f"请改写文种名称{name}")
    place = find_place(folder)
    need_new(place, "documents", name)
    documents = place.workspace.catalog.documents
    wrong = unknown_name("--like", like, documents)
    if wrong:
        raise WorkspaceError(*wrong)
    template = _template(place, like)
    own = name if place.company else documents[like].template
    file, schemas = place.layer / "documents" / f"{name}.yaml", schema_folder(place.home)
    entry = _entry(documents[like], title, _free_number(documents.values())) | {"template": own}
    files = {file: _text(entry, from_file(file, schemas))}
    if place.company:
        files[place.company / "templates" / f"{name}.docx"] = template
    started = write_start(files, _steps(place.company, name, str(own)))
    provide(schemas)
    return started


def _template(place: Place, like: str) -> bytes:
    name = place.workspace.catalog.documents[like].template
    here = place.workspace.locate("documents", like, ("template",))
    if name is None:
        raise WorkspaceError(registered_only(like, here))
    path = find_template(place.workspace, name)
    if path is None:
        raise WorkspaceError(missing_template(name, here))
    return read_bytes(path)


def _entry(base: Document, title: str, number: str) -> dict[str, Any]:
    """Take over what a document of the same form needs, under names of its own."""
    entry = base.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_LEFT_OUT)
    pattern = str(entry.get("file_name") or base.title)
    renamed = pattern.replace(base.title, title)
    return (
        {"$add": True}
        | entry
        | {
            "title": title,
            "number": number,
            "origin": "authored",
            "file_name": renamed if title in renamed else f"{pattern}-{title}",
            "heading": str(entry.get("heading") or base.title).replace(base.title, title),
        }
    )


def _free_number(documents: Any) -> str:
    """Return the first number that is free, from 90 on: the catalogue's own are lower."""
    taken = {document.number for document in documents}
    numbers = [*range(_FIRST_OWN, _LAST + 1), *range(_FIRST_OWN - 1, 0, -1)]
    return next((n for n in map("DOC-{:02}".format, numbers) if n not in taken), "DOC-99")


def _text(entry: dict[str, Any], schemas: str) -> bytes:
    head = (
        f"# yaml-language-server: $schema={schemas}/overlay/documents.json\n"
        "# 新文种。请改写：名称、文件名、标题、签署方。版面在 Word 模板里改，文件名是 template 的值。\n"
    )
    body = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=1000)
    return (head + body).encode()


def _steps(company: Path | None, name: str, template: str) -> tuple[str, ...]:
    change = (
        _("Change the template in Word: {file}").format(
            file=(company / "templates" / f"{name}.docx").as_posix()
        )
        if company
        else _("The layer prints it with the shipped template {name}.docx.").format(name=template)
    )
    shown = company.as_posix() if company else "DIR"
    return (
        _("Rewrite the entry: title, file name, heading, signatories."),
        change,
        _(
            "Look at one: cstemplates render {name} --company {folder} --role ID -o FILE.docx"
        ).format(name=name, folder=shown),
        _("Put it into a pack: an item with “document: {name}” in overlay/packs.").format(
            name=name
        ),
        _("Check: cstemplates lint --company {folder}").format(folder=shown),
    )
