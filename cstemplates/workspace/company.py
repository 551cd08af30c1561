"""Reading a company folder: its facts, its layers, its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import normpath
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.load import Source, Table, read_table, read_yaml
from cstemplates.messages import _, listed
from cstemplates.model import Company, parse
from cstemplates.workspace.company_workbook import WORKBOOK, read_company_workbook, title_of
from cstemplates.workspace.faults import fault_findings, last_key
from cstemplates.workspace.naming import below
from cstemplates.workspace.reading import read_catalog_layer
from cstemplates.workspace.roster import MAX_FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cstemplates.load import KeyPath
    from cstemplates.stack import Layer

COMPANY_FILE = "company.yaml"
COMPANY_FILES = (COMPANY_FILE, WORKBOOK)
ROSTERS = ("employees.csv", "employees.xlsx")


@dataclass
class CompanyFolder:
    """Reads the parts of a company folder, collecting findings and the files read.

    Attributes:
        folder: The folder.
        shown: How it is named in findings.
        source: The company's file with places.
        company: The company, None when its file has faults.
    """

    folder: Path
    shown: str
    findings: list[Finding] = field(default_factory=list)
    inputs: list[tuple[str, str]] = field(default_factory=list)
    source: Source | None = None
    company: Company | None = None

    def read_company(self) -> None:
        """Read the company's file."""
        name = self._company_file()
        if not name:
            return
        is_workbook = name == WORKBOOK
        read = read_company_workbook if is_workbook else read_yaml
        source = read(self.folder / name, display=below(self.shown, name))
        self.source = source
        self.findings.extend(source.findings)
        self._note_input(name, source.sha256)
        if isinstance(source.root.content, dict):
            call = title_of if is_workbook else last_key
            self.company, faults = parse(Company, source.value)
            self.findings += fault_findings(Company, faults, source.root, source.locate, call)
        elif not source.findings:
            message = _("Here must stand keys with values (“key: value”).")
            self.findings.append(finding("CST110", message, source.root.location()))

    def layers(self) -> Iterator[Layer]:
        """Read the consultants' layers and the company's overlay, lowest first."""
        for position, name in enumerate(self._texts("layers")):
            path = self.folder / name
            if self._can_be_layer(path):
                yield self._layer(path, name)
                continue
            message = _("There is no such folder beside or inside the company folder.")
            self.findings.append(finding("CST127", message, self.locate(("layers", position))))
        if (self.folder / "overlay").is_dir():
            yield self._layer(self.folder / "overlay", "overlay")

    def roster(self, given: Path | None = None, *, most: int = MAX_FINDINGS) -> Table:
        """Read the roster, or one given; an empty table when there is none that could be meant."""
        if given is not None:
            table = read_table(given, display=given.as_posix(), most=most)
            self.findings.extend(table.findings)
            self._note_input(given.name, table.sha256)
            return table
        name = self._roster_name()
        if not name:
            return Table(below(self.shown, ROSTERS[0]))
        table = read_table(self.folder / name, display=below(self.shown, name), most=most)
        self.findings.extend(table.findings)
        self._note_input(name, table.sha256)
        return table

    def locate(self, key_path: KeyPath) -> TextLocation:
        """Return the place of a key in the company's file; of the folder without one."""
        return self.source.locate(key_path) if self.source else TextLocation(self.shown)

    def _company_file(self) -> str:
        present = [name for name in COMPANY_FILES if (self.folder / name).is_file()]
        if not present:
            message = _("The company folder has no “{name}”.").format(name=COMPANY_FILE)
            hint = _("Name the folder that holds it, or make one: cstemplates new company NAME.")
            place = TextLocation(below(self.shown, COMPANY_FILE))
            self.findings.append(finding("CST010", message, place, hint))
            return ""
        if len(present) > 1:
            message = _("The company's facts stand in two files: {names}.")
            message = message.format(names=listed(present))
            place = TextLocation(below(self.shown, WORKBOOK))
            self.findings.append(finding("CST016", message, place, _("Remove one of the two.")))
        return present[0]

    def _can_be_layer(self, path: Path) -> bool:
        # A folder above the company's own would be the whole disk before long.
        return path.is_dir() and not self.folder.resolve().is_relative_to(path.resolve())

    def _layer(self, path: Path, name: str) -> Layer:
        shown = normpath(below(self.shown, name))
        layer = read_catalog_layer(path, name=name, display=shown)
        for file, digest in layer.inputs:
            self._note_input(name + file.removeprefix(shown), digest)
        return layer

    def _roster_name(self) -> str:
        named = self.source.root.child("roster") if self.source else None
        if named is not None and isinstance(named.content, str):
            if not (self.folder / named.content).is_file():
                message = _("There is no roster of this name.")
                self.findings.append(finding("CST150", message, self.locate(("roster",))))
                return ""
            return named.content
        present = [name for name in ROSTERS if (self.folder / name).is_file()]
        if len(present) == 1:
            return present[0]
        # Which of two is meant stands in a file that cannot be read: that is the one to mend.
        if not present or self._has_keys():
            self._report_rosters(present)
        return ""

    def _report_rosters(self, present: list[str]) -> None:
        if present:
            message = _("There are two rosters: {names}.").format(names=listed(present))
            hint = _("Remove one, or say in company.yaml which one holds: “roster: {name}”.")
            if self.source and self.source.path.endswith(WORKBOOK):
                hint = _("Remove one, or write {name} beside 花名册文件 in 公司资料.xlsx.")
            place = TextLocation(below(self.shown, present[1]))
            hint = hint.format(name=present[0])
            self.findings.append(finding("CST164", message, place, hint))
            return
        message = _("The company folder has no roster.")
        hint = _("Put employees.csv or employees.xlsx into it.")
        place = TextLocation(below(self.shown, ROSTERS[0]))
        self.findings.append(finding("CST150", message, place, hint))

    def _texts(self, key: str) -> list[str]:
        """Read a list of texts straight from the file, so that other faults do not hide it."""
        value = self.source.value.get(key) if self._has_keys() and self.source else None
        return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []

    def _has_keys(self) -> bool:
        return self.source is not None and isinstance(self.source.root.content, dict)

    def _note_input(self, name: str, digest: str) -> None:
        if digest:
            self.inputs.append((name, digest))
