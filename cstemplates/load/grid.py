"""Rows of text cells as a file holds them, before anything is known of headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cstemplates.findings import Finding


class GridRow(NamedTuple):
    """A row's number in the file, counted from 1, and its cells without surrounding blanks."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a file or sheet, blank ones too, and what is wrong with them."""

    rows: list[GridRow]
    findings: tuple[Finding, ...] = ()
