"""Run as a program: a workbook on stdin, the cells of one sheet as JSON text on stdout.

It stands alone so that it starts quickly, and so that the reader's crashes and its hunger
for memory stay in this process.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime, time
from decimal import Decimal

MAX_MEMORY = 1024**3
# Cells may share one long text, so a small file can hold gigabytes.
MAX_TEXT = 100_000_000
SIGNIFICANT_DIGITS = 15


def main() -> None:
    """Read the sheet whose position stands on the command line."""
    _limit_memory()
    from python_calamine import load_workbook  # noqa: PLC0415  (under the limit)

    workbook = load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    sheet = workbook.get_sheet_by_name(workbook.sheet_names[int(sys.argv[1])])
    rows = sheet.to_python(skip_empty_area=False)
    if sum(len(cell) for row in rows for cell in row if isinstance(cell, str)) > MAX_TEXT:
        sys.exit("too much text")
    json.dump([[as_text(cell) for cell in row] for row in rows], sys.stdout)


def as_text(cell: object) -> str:
    """Write a cell as Excel shows it by default: no ``.0``, dates as ISO dates."""
    match cell:
        case bool():
            return str(cell).upper()
        case int() | float():
            # Excel itself keeps fifteen digits; the rest is the noise of binary fractions.
            return f"{Decimal(f'{cell:.{SIGNIFICANT_DIGITS}g}').normalize():f}"
        case datetime() if cell.time() != time():
            return cell.isoformat(sep=" ", timespec="minutes")
        case datetime() | date():
            return f"{cell:%Y-%m-%d}"
        case time():
            return cell.isoformat(timespec="minutes")
        case _:
            return str(cell).strip()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
