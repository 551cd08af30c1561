"""A consultant's layer: one commented example of every kind, changing nothing yet."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.model import KINDS
from cstemplates.produce.start.naming import need_line
from cstemplates.produce.start.schemas import from_file, provide, schema_folder
from cstemplates.produce.start.texts import start_files, start_text
from cstemplates.produce.start.writing import write_start
from cstemplates.workspace import load_shipped

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.produce.start.writing import Started
    from cstemplates.stack import Stack


def start_layer(folder: Path, name: str) -> Started:
    """Start a layer that can be laid over the catalogue as it is.

    Raises:
        WorkspaceError: One of the files is there already.
    """
    name, stacked = need_line(name), load_shipped().stack
    schemas = schema_folder(folder)
    files = {
        folder / each: start_text(
            f"layer/{each}", name=name, schema=from_file(folder / each, schemas)
        )
        for each in start_files("layer")
        if _fits(each, stacked)
    }
    started = write_start(files, _steps(folder))
    provide(schemas)
    return started


def _fits(file: str, stacked: Stack) -> bool:
    """Tell whether the catalogue has the entry that an example changes."""
    path = PurePosixPath(file)
    kind = path.parent.name
    name = path.name.partition(".")[0]
    return not kind or KINDS[kind].keyed or stacked.entry(kind, name) is not None


def _steps(folder: Path) -> tuple[str, ...]:
    way = os.path.relpath(folder)
    return (
        _("Change an example to your needs, then take “.example” off its name."),
        _("Name the layer in a company's company.yaml: “layers: [{folder}]”.").format(folder=way),
        _("Check: cstemplates lint --company DIR"),
    )
