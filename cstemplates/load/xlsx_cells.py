"""A walk over a sheet's XML, for what the spreadsheet reader does not tell.

It leaves errors blank, takes formulas that were never calculated for blanks, and dies of
a single cell in the far corner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cstemplates.load.xlsx_formats import NumberFormat

MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
# Every blank row is read too, so one cell far below would cost as much as a full sheet.
MAX_BLANK_ROWS = 10_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = 26


@dataclass
class Survey:
    """What was seen: the box of filled cells, formats to apply, and what is wrong.

    A partial one broke off: what comes after its last finding was not looked at.
    """

    rows: int = 0
    columns: int = 0
    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    is_partial: bool = False


class _EnoughError(Exception):
    """Carries the decision to stop out of expat's callbacks."""


def survey(sheet: bytes, formats: Mapping[str, NumberFormat], *, display: str, most: int) -> Survey:
    """Walk over a sheet that has passed the gate, in one pass and without a tree.

    Args:
        sheet: The sheet's XML.
        formats: Number formats that matter, by style number.
        display: How the file is named in findings.
        most: After how many findings to stop.
    """
    walk = _Walk(display, formats, most)
    parser = expat.ParserCreate("UTF-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    try:
        parser.Parse(sheet, True)  # noqa: FBT003  expat takes it by position
    except _EnoughError:
        walk.seen.is_partial = True
    return walk.seen


class _Walk:
    def __init__(self, path: str, formats: Mapping[str, NumberFormat], most: int) -> None:
        self._path = path
        self._most = most
        self._formats = formats
        self._row = self._column = 0
        self._cell: Mapping[str, str] = {}
        self._formula = self._reading = False
        self._value: list[str] = []
        self.seen = Survey()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._begin_row(attributes)
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formula = True
            case "v" | "t":
                self._reading = True

    def text(self, text: str) -> None:
        if self._reading:
            self._value.append(text)

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "c":
                self._end_cell()
            case "v" | "t":
                self._reading = False

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self._row + 1))
        if not number.isdecimal() or int(number) <= self._row:
            self._stop(_("The rows of the sheet are out of order."))
        self._row, self._column = int(number), 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        if "r" in attributes:
            found = _REFERENCE.fullmatch(attributes["r"])
            if found is None or int(found[2]) != self._row or column_number(found[1]) < column:
                self._stop(_("The cells of the sheet are out of order."))
            else:
                column = column_number(found[1])
        self._column = column
        self._cell, self._formula = attributes, False
        self._value.clear()

    def _end_cell(self) -> None:
        value, kind = "".join(self._value), self._cell.get("t", "n")
        if kind == "e":
            message = _("The cell shows an error such as #N/A.")
            self._report("CST162", message, _("Correct the formula or type the value."))
        elif self._formula and not value and kind != "str":
            message = _("The cell holds a formula that was never calculated.")
            hint = _("Open the file in Excel or WPS, save it, and try again.")
            self._report("CST163", message, hint)
        if value:
            self._extend_box()
            shown = self._formats.get(self._cell.get("s", ""))
            if shown and kind == "n":
                self.seen.formats[self._row, self._column] = shown

    def _extend_box(self) -> None:
        seen = self.seen
        if self._row - seen.rows > MAX_BLANK_ROWS + 1:
            self._stop(_("This cell lies far outside any roster."))
        seen.rows = self._row
        seen.columns = max(seen.columns, self._column)
        if seen.columns > MAX_COLUMNS or seen.rows * seen.columns > MAX_CELLS:
            self._stop(_("This cell lies far outside any roster."))

    def _stop(self, message: str) -> None:
        self._report("CST151", message, _("Delete what stands there and save the file again."))
        raise _EnoughError

    def _report(self, code: str, message: str, hint: str) -> None:
        place = TextLocation(self._path, self._row or None, self._column or None)
        self.seen.findings.append(finding(code, message, place, hint))
        if len(self.seen.findings) >= self._most:
            raise _EnoughError


def column_number(letters: str) -> int:
    """Turn a column's letters into its number: ``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
