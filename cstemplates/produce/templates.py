"""Where a template is: the company's own folder first, then the shipped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.workspace import Workspace


def find_template(workspace: Workspace, name: str) -> Path | None:
    """Find a template by its name without suffix; None when no folder has it."""
    paths = (folder / f"{name}.docx" for folder in workspace.template_folders)
    # A name with a path in it would lead out of the folders.
    return next((p for p in paths if p.is_file() and p.stem == name), None)


def own_templates(workspace: Workspace) -> list[Path]:
    """The company's own templates, without the files that Word keeps beside an open one."""
    own = workspace.folder / "templates" if workspace.folder else None
    files = own.glob("*.docx") if own in workspace.template_folders and own else ()
    return sorted(path for path in files if not path.name.startswith("~$"))


def shown_template(workspace: Workspace, path: Path) -> str:
    """Name a template or house file in findings: below the company folder, or as shipped."""
    if workspace.folder and path.is_relative_to(workspace.folder):
        return "/".join(
            p for p in (workspace.shown, path.relative_to(workspace.folder).as_posix()) if p != "."
        )
    return f"templates/docx/{path.name}"


def house_file(workspace: Workspace) -> Path | None:
    """The company's house file, else the shipped one."""
    return workspace.house or find_template(workspace, "house")


def missing_template(name: str, asked_by: TextLocation) -> Finding:
    """The finding for a template that no folder has."""
    return finding(
        "CST206",
        _("The template “{name}.docx” does not exist.").format(name=name),
        asked_by,
        _("Put it into templates/ of the company folder, or correct the name."),
    )


def registered_only(title: str, place: TextLocation) -> Finding:
    """The finding for a form that is only registered: others make it, not we."""
    return finding(
        "CST014",
        _("“{document}” is registered only; there is no template for it.").format(document=title),
        place,
        _("Give the entry a template, or leave it out of the pack."),
    )
