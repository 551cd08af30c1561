"""A new role in an overlay or a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.produce.start.naming import need_id, need_line
from cstemplates.produce.start.place import find_place, need_new
from cstemplates.produce.start.schemas import from_file, provide, schema_folder
from cstemplates.produce.start.texts import quoted, start_text
from cstemplates.produce.start.writing import write_start

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.produce.start.writing import Started


def start_role(folder: Path, name: str, *, title: str = "") -> Started:
    """Start a role with one category and six duties, all of them to be rewritten.

    Args:
        folder: A company folder or a layer.
        name: The id.
        title: What the post is called; said to be rewritten when left out.

    Raises:
        WorkspaceError: The id is taken or no id, or the folder is neither of the two.
    """
    name, title = need_id(name), need_line(title or f"请改写岗位名称{name}")
    place = find_place(folder)
    need_new(place, "roles", name)
    file = place.layer / "roles" / f"{name}.yaml"
    schemas = schema_folder(place.home)
    text = start_text("role.yaml", schema=from_file(file, schemas), title=quoted(title))
    started = write_start({file: text}, _steps(place.company, title))
    provide(schemas)
    return started


def _steps(company: Path | None, title: str) -> tuple[str, ...]:
    shown = company.as_posix() if company else "DIR"
    return (
        _("Rewrite the lines that are examples."),
        _("Enter who holds the post in the roster, as “{title}”.").format(title=title),
        _("Check: cstemplates lint --company {folder}").format(folder=shown),
    )
