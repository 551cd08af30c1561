from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable

Workbook = bytes


@pytest.fixture
def workbook() -> Callable[..., Workbook]:
    """Write rows into the first sheet; cells may be ``(value, number format)``."""

    def write(rows: list[list[Any]], *, patch: tuple[str, ...] | None = None) -> Workbook:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream)
        sheet = book.add_worksheet("花名册")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                value, shown = cell if isinstance(cell, tuple) else (cell, None)
                sheet.write(
                    row, column, value, book.add_format({"num_format": shown}) if shown else None
                )
        book.close()
        return _patched(stream.getvalue(), *patch) if patch else stream.getvalue()

    return write


def _patched(data: bytes, pattern: str, text: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Rewrite one part of a package by a regular expression that must match."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == part:
                content, count = re.subn(pattern, text, content)
                assert count
            new.writestr(name, content)
    return result.getvalue()
