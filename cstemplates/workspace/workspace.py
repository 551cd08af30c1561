"""Everything one run works with, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, Report, TextLocation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cstemplates.findings import Finding
    from cstemplates.load import KeyPath, Source
    from cstemplates.model import Company, Employee
    from cstemplates.model.catalog import Catalog
    from cstemplates.stack import Stack


@dataclass(frozen=True, slots=True)
class Workspace:
    """The catalogue with all layers and, when there is one, the company and its people.

    Attributes:
        catalog: All entries that could be read.
        stack: The layers below it, for places and provenance.
        findings: All that is wrong with what was read.
        inputs: Every file read, relative to the company folder, with the hash of its bytes;
            the shipped catalogue's files begin with ``catalog/``.
        template_folders: Where templates are looked for, the company's own first.
        folder: The company folder.
        shown: How the company folder is named in findings.
        company_or_none: The company, when its file could be read.
        employees: The people of the roster whose rows have no fault.
        passwords: The password of each person's files by employee number; nobody has one
            without a column of passwords.
        roster_shown: How the roster is named in findings.
        roster_rows: How many rows below the headings were read.
        roster_lines: The row of every employee number, those in faulty rows too.
        roster_columns: Its headings from left to right, each with the field it stands for;
            no field for a column that is kept as it is.
        roster_header_line: The row of its headings.
        house: The company's own house file.
    """

    catalog: Catalog
    stack: Stack
    findings: tuple[Finding, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    template_folders: tuple[Path, ...] = ()
    folder: Path | None = None
    shown: str = ""
    company_or_none: Company | None = None
    employees: tuple[Employee, ...] = ()
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    roster_shown: str = ""
    roster_rows: int = 0
    roster_lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    roster_columns: tuple[tuple[str, str], ...] = ()
    roster_header_line: int = 0
    house: Path | None = None
    _company_source: Source | None = field(default=None, repr=False)

    @property
    def report(self) -> Report:
        """The findings in order."""
        return Report.of(self.findings)

    @property
    def company(self) -> Company:
        """The company.

        Raises:
            CatalogError: There is none; with all findings.
        """
        if self.company_or_none is None:
            raise CatalogError(*self.findings)
        return self.company_or_none

    def locate(self, kind: str, id: str, key_path: KeyPath = ()) -> TextLocation:  # noqa: A002  the word of the catalogue
        """Return the place of a key path in an entry, or of its nearest ancestor."""
        entry = self.stack.entry(kind, id)
        return entry.locate(key_path) if entry else TextLocation(f"{kind}/{id}", key_path=key_path)

    def locate_company(self, key_path: KeyPath = (), *, parameter: str = "") -> TextLocation:
        """Return the place of a key in the company's file, or where it would stand.

        Args:
            key_path: The key.
            parameter: The same as texts refer to it; what is no fact of the company itself
                is looked for under ``parameters``.
        """
        if parameter and not parameter.startswith("company."):
            key_path = ("parameters", parameter)
        source = self._company_source
        return source.locate(key_path) if source else TextLocation(self.shown, key_path=key_path)
