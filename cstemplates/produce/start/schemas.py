"""Where the schemas of a started file are, so that its first line can name them."""

from __future__ import annotations

import os
from pathlib import Path

from cstemplates.model.schema import write_schemas
from cstemplates.publish.atomic import not_writable

_CHECKOUT = Path(__file__).resolve().parents[3]
_OWN = ".schema"


def schema_folder(folder: Path) -> Path:
    """Return the folder of the schemas that files below a folder use.

    Inside a checkout those are the checked-in ones, elsewhere a hidden folder's.
    """
    checked_in = _CHECKOUT / "schema"
    if checked_in.is_dir() and folder.resolve().is_relative_to(_CHECKOUT):
        return checked_in
    return folder / _OWN


def from_file(file: Path, schemas: Path) -> str:
    """Return the way from a file to the schemas, as its first line writes it."""
    return Path(os.path.relpath(schemas.resolve(), file.resolve().parent)).as_posix()


def provide(schemas: Path) -> None:
    """Write the schemas into a hidden folder; the checked-in ones are left alone.

    Raises:
        WorkspaceError: The place cannot be written to.
    """
    if schemas.name != _OWN:
        return
    try:
        write_schemas(schemas)
    except OSError as error:
        raise not_writable(schemas.as_posix(), error) from error
