"""Reading CSV as Excel, WPS and databases write it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, Finding, TextLocation, finding
from cstemplates.load.grid import Grid, GridRow
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CELLS = 2_000_000
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", ";", "\t")


def read_csv(data: bytes, *, display: str) -> Grid:
    """Read CSV; UTF-8 with a mark, gb18030 and other separators are accepted with a notice.

    Args:
        data: The file.
        display: How the file is named in findings.

    Raises:
        CatalogError: The text cannot be decoded, or there is too much of it.
    """
    text, notice, doubt = _decode(data, display)
    separator = _separator(text)
    place = TextLocation(display)
    findings = [finding("CST152", notice, place, doubt)] if notice else []
    if separator != ",":
        shown = _("semicolons") if separator == ";" else _("tabs")
        message = _("The cells are separated by {separator}.").format(separator=shown)
        findings.append(finding("CST152", message, place))
    rows = list(_rows(text, separator, display, findings))
    return Grid(rows, tuple(findings))


def _decode(data: bytes, display: str) -> tuple[str, str, str]:
    """Return the text, a notice about its encoding, and what to do; empty for plain UTF-8."""
    notice = ""
    if data.startswith(_BOM):
        data = data.removeprefix(_BOM)
        notice = _("The file begins with a byte order mark; it was left out.")
    try:
        return data.decode("utf-8"), notice, ""
    except UnicodeDecodeError as error:
        fault = error
    if not notice and not data.startswith(_WIDE_BOMS):
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            # Other encodings pass as GB 18030 too, and give wrong names.
            doubt = _("Look at a few names; if they are wrong, save it as “CSV UTF-8”.")
            return text, _("The file was read as GB 18030, not UTF-8."), doubt
    line = data.count(b"\n", 0, fault.start) + 1
    message = _("The text is neither UTF-8 nor GB 18030.")
    hint = _("Save it as “CSV UTF-8” or as .xlsx.")
    raise CatalogError(finding("CST151", message, TextLocation(display, line), hint))


def _separator(text: str) -> str:
    """Guess the separator: the one that stands most often in the first line."""
    head = text.lstrip("\r\n").partition("\n")[0]
    bare = "".join(head.split('"')[::2])
    return max(_SEPARATORS, key=bare.count)


def _rows(text: str, separator: str, display: str, findings: list[Finding]) -> Iterator[GridRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = cells = 0
    try:
        for line, row in enumerate(reader, 1):
            cells += len(row)
            if cells > MAX_CELLS:
                raise CatalogError(_too_many(display))
            yield GridRow(line, [cell.strip() for cell in row])
    except csv.Error:
        message = _("A quotation mark in this row is not closed, or stands inside a cell.")
        hint = _("Quotation marks inside a cell are written twice.")
        findings.append(finding("CST151", message, TextLocation(display, line + 1), hint))


def _too_many(display: str) -> Finding:
    message = _("The roster has more than {limit} cells.").format(limit=MAX_CELLS)
    return finding("CST106", message, TextLocation(display))
