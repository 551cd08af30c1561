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
    return next((path for path in paths if path.is_file()), None)


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
