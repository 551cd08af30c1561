"""Reading a roster, from CSV or Excel, as text: whole, or with every fault named."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.findings import (
    CatalogError,
    CstemplatesError,
    Finding,
    Severity,
    TextLocation,
    finding,
)
from cstemplates.load.characters import FORBIDDEN_IN_XML, code_point
from cstemplates.load.csv_file import read_csv
from cstemplates.load.file import read_bytes
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cstemplates.load.grid import Grid, GridRow

MAX_BYTES = 50_000_000
MAX_FINDINGS = 50


class HeaderCell(NamedTuple):
    """A column's heading and its number, counted from 1."""

    name: str
    column: int


class Row(NamedTuple):
    """A row by its number in the file, counted from 1, and its cells by heading."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A roster as text; blank cells are empty, wholly blank rows are left out.

    Attributes:
        path: The file, as shown to people.
        header: The headings from left to right.
        header_line: Number of the row that holds them.
        rows: The rows below them.
        findings: All that is wrong, at most as many as asked for, and notices about the
            file's form; a row with a fault of its own may be missing from the rows.
        sha256: Hash of the bytes read; empty when there were none.
    """

    path: str
    header: tuple[HeaderCell, ...] = ()
    header_line: int = 1
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    sha256: str = ""

    def locate(self, line: int | None = None, heading: str = "") -> TextLocation:
        """Return the place of a row, or of a cell when the heading is given."""
        column = next((cell.column for cell in self.header if cell.name == heading), None)
        return TextLocation(self.path, line, column, (heading,) if heading else ())


def read_table(path: Path, *, display: str, most: int = MAX_FINDINGS) -> Table:
    """Read a roster; whatever is wrong comes back as findings.

    Args:
        path: A ``.csv`` or ``.xlsx`` file.
        display: How the file is named in findings.
        most: How many findings to give.
    """
    digest = ""
    try:
        data = read_bytes(path, display=display, limit=MAX_BYTES)
        digest = hashlib.sha256(data).hexdigest()
        grid = _read_grid(data, path.suffix.lower(), display, most)
    except CstemplatesError as error:
        return Table(display, findings=error.report.findings[:most], sha256=digest)
    return _Tabling(display, grid, most).table(digest)


def _read_grid(data: bytes, suffix: str, display: str, most: int) -> Grid:
    if suffix == ".csv":
        return read_csv(data, display=display)
    if suffix == ".xlsx":
        from cstemplates.load.xlsx_file import read_xlsx  # noqa: PLC0415  (the gate loads lxml)

        return read_xlsx(data, display=display, most=most)
    message = _("A roster must be a .csv or .xlsx file.")
    hint = _("Open the file and save it as .xlsx.")
    raise CatalogError(finding("CST151", message, TextLocation(display), hint))


@dataclass
class _Tabling:
    """Takes the first filled row as headings and the others as cells below them."""

    path: str
    grid: Grid
    most: int
    findings: list[Finding] = field(default_factory=list)
    unread: set[int] = field(default_factory=set)

    def table(self, digest: str) -> Table:
        self.findings.extend(self.grid.findings)
        self.unread = {n for n in map(_line_of_error, self.grid.findings) if n}
        rows = (row for row in self.grid.rows if any(row.cells))
        top = next(rows, None)
        if top is None:
            self._report("CST165", _("The roster is empty."), None)
            return Table(self.path, findings=tuple(self.findings), sha256=digest)
        if top.line in self.unread:
            return Table(self.path, findings=tuple(self.findings), sha256=digest)
        header = tuple(self._header(top))
        body = tuple(self._body(rows, header, top.cells))
        if not body and not any(f.severity is Severity.ERROR for f in self.findings):
            self._report("CST165", _("There is no row below the headings."), top.line)
        findings = tuple(self.findings[: self.most])
        return Table(self.path, header, top.line, body, findings, digest)

    def _header(self, top: GridRow) -> Iterator[HeaderCell]:
        first: dict[str, int] = {}
        for column, text in enumerate(top.cells, 1):
            self._check_characters(text, top.line, column)
            if text and (earlier := first.setdefault(text, column)) != column:
                message = _("Columns {first} and {second} have the same heading.").format(
                    first=earlier, second=column
                )
                self._report("CST155", message, top.line, column)
            elif text:
                yield HeaderCell(text, column)

    def _body(
        self, rows: Iterable[GridRow], header: tuple[HeaderCell, ...], headings: list[str]
    ) -> Iterator[Row]:
        columns = [(cell.name, cell.column - 1) for cell in header]
        width = len(headings)
        for row in rows:
            cells = row.cells
            if row.line in self.unread:
                continue
            if len(cells) < width or any(cells[width:]):
                self._report_ragged(row, width)
                continue
            for at, text in enumerate(cells):
                if text and not (at < width and headings[at]):
                    message = _("A value stands in a column without a heading.")
                    self._report("CST159", message, row.line, at + 1)
                self._check_characters(text, row.line, at + 1)
            yield Row(row.line, {name: cells[at] for name, at in columns})

    def _check_characters(self, text: str, line: int, column: int) -> None:
        if match := FORBIDDEN_IN_XML.search(text):
            message = _("The invisible character {character} is not allowed.").format(
                character=code_point(match[0])
            )
            self._report("CST107", message, line, column, _("Delete it."))

    def _report_ragged(self, row: GridRow, width: int) -> None:
        message = _("Cells in this row: {found}; headings: {expected}.").format(
            found=len(row.cells), expected=width
        )
        hint = _("Put a cell that holds a comma in quotation marks, or add the missing ones.")
        self._report("CST159", message, row.line, hint=hint)

    def _report(
        self, code: str, message: str, line: int | None, column: int | None = None, hint: str = ""
    ) -> None:
        if len(self.findings) < self.most:
            place = TextLocation(self.path, line, column)
            self.findings.append(finding(code, message, place, hint))


def _line_of_error(found: Finding) -> int | None:
    place = found.location
    is_error = found.severity is Severity.ERROR
    return place.line if is_error and isinstance(place, TextLocation) else None
