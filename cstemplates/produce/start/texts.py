"""The texts that a start is made of: files of the package with ``§{gaps}`` to fill."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).with_name("files")


class _Text(Template):
    # YAML and Jinja own the usual signs.
    delimiter = "§"


def start_text(file: str, /, **values: str) -> bytes:
    """Return a text with every gap filled."""
    text = (_FOLDER / file).read_text(encoding="utf-8")
    return _Text(text).substitute(values).encode()


def start_files(folder: str) -> list[str]:
    """Return the files below a folder of texts, in order."""
    place = _FOLDER / folder
    return sorted(p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file())


def quoted(text: str) -> str:
    """Write a text so that YAML reads it as it is."""
    return json.dumps(text, ensure_ascii=False)
