"""Reading a workbook's first visible sheet as the text that Excel shows."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, TextLocation, finding
from cstemplates.gate import SPREADSHEET, open_package, parse_xml
from cstemplates.load.grid import Grid, GridRow
from cstemplates.load.xlsx_cells import survey
from cstemplates.load.xlsx_formats import number_formats
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

    from cstemplates.gate import Package
    from cstemplates.load.xlsx_formats import NumberFormat

MAX_SECONDS = 120
_CHILD = Path(__file__).with_name("calamine_child.py")


def read_xlsx(data: bytes, *, display: str, most: int) -> Grid:
    """Read the first visible sheet; what Excel shows as ``0012`` or ``5%`` is kept so.

    Args:
        data: The file.
        display: How the file is named in findings.
        most: How many cells with errors to name.

    Raises:
        CstemplatesError: The gate refuses the file, or the sheet cannot be read whole.
    """
    package = open_package(data, path=display, profile=SPREADSHEET)
    first = next(_visible_sheets(package), None)
    if first is None:
        _refuse(display, _("The workbook has no visible sheet."))
    index, part = first
    seen = survey(package.parts[part], number_formats(package), display=display, most=most)
    if seen.is_partial:
        raise CatalogError(*seen.findings)
    rows = _read_cells(data, index, display)
    if (len(rows), max(map(len, rows), default=0)) != (seen.rows, seen.columns):
        _refuse(display, _("The sheet could not be read whole."))
    for (row, column), shown in seen.formats.items():
        cells = rows[row - 1]
        cells[column - 1] = _as_shown(cells[column - 1], shown)
    grid = [GridRow(line, cells) for line, cells in enumerate(rows, 1)]
    return Grid(grid, tuple(seen.findings))


def _visible_sheets(package: Package) -> Iterator[tuple[int, str]]:
    """Find the worksheets that a person sees, with their positions and parts."""
    main = package.main_document
    if not package.content_type(main).endswith("sheet.main+xml"):
        _refuse(package.path, _("This is not an Excel workbook of the .xlsx kind."))
    targets = {
        arrow.id: arrow.target
        for arrow in package.relationships(main)
        if arrow.type.endswith("/worksheet") and arrow.target in package.parts
    }
    root = parse_xml(package.parts[main], path=package.path, part=main, profile=SPREADSHEET)
    for index, sheet in enumerate(root.iterfind("{*}sheets/{*}sheet")):
        name = next(
            (str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), ""
        )
        if name in targets and sheet.get("state", "visible") == "visible":
            yield index, targets[name]


def _read_cells(data: bytes, index: int, display: str) -> list[list[str]]:
    """Let a child read the cells: a crash or a flood of memory ends there."""
    command = [sys.executable, "-P", str(_CHILD), str(index)]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and file
            command, input=data, capture_output=True, timeout=MAX_SECONDS, check=True
        )
        rows: list[list[str]] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        _refuse(display, _("The sheet cannot be read."))
    return rows


def _as_shown(text: str, shown: NumberFormat) -> str:
    if shown.percent:
        return f"{(Decimal(text) * 100).normalize():f}%"
    return text.zfill(shown.width)


def _refuse(display: str, message: str) -> NoReturn:
    hint = _("Open the file in Excel or WPS and save it again as .xlsx or CSV.")
    raise CatalogError(finding("CST151", message, TextLocation(display), hint))
