"""The three-way view: a company's layers, the catalogue they were written for, and a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cstemplates.findings import CatalogError, Finding, Report, Severity
from cstemplates.stack import stack
from cstemplates.upgrade.company import judge_company, judge_roster
from cstemplates.upgrade.edits import FileEdits
from cstemplates.upgrade.faults import is_told, new_faults
from cstemplates.upgrade.layers import edited_file, files_of, mended
from cstemplates.upgrade.links import judge_links
from cstemplates.upgrade.override import Verdict
from cstemplates.upgrade.renames import entry_renames, told_anew
from cstemplates.upgrade.three_way import Spot, Target, ThreeWay
from cstemplates.workspace.company import COMPANY_FILE, CompanyFolder
from cstemplates.workspace.naming import shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.stack import Layer, LayerEntry, Stack
    from cstemplates.upgrade.catalogues import Catalogue
    from cstemplates.upgrade.layers import EditedFile
    from cstemplates.upgrade.override import Override
    from cstemplates.workspace import Workspace

Review = Callable[["Workspace"], Report]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What a new catalogue does to a company.

    Attributes:
        company: The company folder.
        old: Version of the catalogue it was written for.
        new: Version of the new one.
        overrides: Everything the company said, with what became of it, by place.
        files: Its files with what is to be done to them.
        workbook: The company's workbook, when a person must write the new version into it.
        faults: Errors that ``lint`` will find with the new catalogue and mended files, and
            did not find before; those beside a listed override are left out.
    """

    company: Path
    old: str
    new: str
    overrides: tuple[Override, ...]
    files: tuple[EditedFile, ...]
    workbook: str = ""
    faults: tuple[Finding, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Override, ...]:
        """Return the overrides with a verdict."""
        return tuple(each for each in self.overrides if each.verdict is verdict)

    @property
    def needs_a_look(self) -> bool:
        """Tell whether anything is left for a person, also after ``--write``."""
        open_ones = any(
            each.verdict is not Verdict.APPLIES and not each.mendable for each in self.overrides
        )
        by_hand = any(file.by_hand for file in self.files)
        return open_ones or by_hand or bool(self.faults) or bool(self.workbook)

    @property
    def changes_nothing(self) -> bool:
        """Tell whether everything still applies."""
        return not self.faults and len(self.of(Verdict.APPLIES)) == len(self.overrides)


def read_company(folder: Path) -> CompanyFolder:
    """Read a company's own file.

    Raises:
        CatalogError: It cannot be read or has faults; with all of them.
    """
    reading = CompanyFolder(folder, shown_path(folder))
    reading.read_company()
    _refuse(reading.findings)
    return reading


def judge(
    reading: CompanyFolder, old: Catalogue, new: Catalogue, review: Review | None = None
) -> Upgrade:
    """Judge everything a company says about the catalogue.

    Args:
        reading: The company folder.
        old: The catalogue that it was written for.
        new: The new one.
        review: What ``lint`` finds in a workspace; without it, no such errors are looked for.

    Raises:
        CatalogError: A layer cannot be read; with all findings.
    """
    layers = list(reading.layers())
    faults = [fault for layer in layers for fault in layer.findings]
    _refuse([*reading.findings, *faults])
    judging = _Judging(reading, old, new)
    for layer in layers:
        judging.layer(layer)
    judging.links()
    judging.company_file()
    overrides = judging.settled()
    worlds = (stack(judging.before), stack(judging.after))
    later = new_faults(reading, (old, new), worlds, review) if review else []
    return Upgrade(
        reading.folder,
        old.version,
        new.version,
        overrides,
        tuple(judging.files),
        judging.workbook,
        tuple(fault for fault in later if not is_told(fault, overrides)),
    )


def _refuse(findings: list[Finding]) -> None:
    if Report.of(findings).fails_at(Severity.ERROR):
        raise CatalogError(*findings)


class _Judging:
    def __init__(self, reading: CompanyFolder, old: Catalogue, new: Catalogue) -> None:
        self._reading = reading
        self._new_version = new.version
        self._label = f"{old.version}→{new.version}" if old.version and new.version else ""
        self._layers: list[tuple[Layer, list[EditedFile]]] = []
        self._overrides: list[Override] = []
        self._renames = entry_renames(old.layer, new.layer)
        self._told_anew = [told_anew(old.layer, self._renames)]
        self.before: list[Layer] = [old.layer]
        self.after: list[Layer] = [new.layer]
        self.files: list[EditedFile] = []
        self.workbook = ""

    def layer(self, layer: Layer) -> None:
        """Judge one layer above those already judged."""
        stacks = stack(self._told_anew), stack(self.after)
        files = files_of(layer, self._reading.folder, self._reading.shown)
        for file in files:
            for entry in file.entries:
                self._entry(file, entry, stacks, [e.id for e in layer.entries])
        self._layers.append((layer, files))
        self.files += files
        self.before.append(layer)
        self._told_anew.append(told_anew(layer, self._renames))
        self.after.append(mended(layer, files))

    def links(self) -> None:
        """Judge what the layers refer to, and mend the layers again."""
        old, new = stack(self.before), stack(self.after)
        self._overrides += judge_links(self.files, old, new)
        self.after[1:] = [mended(layer, files) for layer, files in self._layers]

    def company_file(self) -> None:
        """Judge the company's own file, and the roles of its roster."""
        old, new = stack(self._told_anew), stack(self.after)
        source = self._reading.source
        assert source is not None
        edits = FileEdits()
        found = judge_company(source, old, new, edits, self._label)
        place = self._reading.folder / source.path.rpartition("/")[2]
        if place.name == COMPANY_FILE:
            file = edited_file(place, source.path, source.sha256)
            file.edits = edits
            if self._new_version:
                edits.values["catalog",] = self._new_version
            self.files.append(file)
        else:
            found = [replace(each, mendable=False) for each in found]
            is_new = source.value["catalog"] == self._new_version
            self.workbook = "" if is_new or not self._new_version else source.path
        self._overrides += [*found, *judge_roster(self._reading.roster(), stack(self.before), new)]

    def settled(self) -> tuple[Override, ...]:
        """Return the overrides by place; what only a person can edit is not mendable."""
        for file in self.files:
            file.after()
        by_hand = {file.shown for file in self.files if file.by_hand}
        overrides = [
            replace(each, mendable=False) if each.location.path in by_hand else each
            for each in self._overrides
        ]
        return tuple(sorted(overrides, key=lambda each: each.location.sort_key()))

    def _entry(
        self, file: EditedFile, entry: LayerEntry, stacks: tuple[Stack, Stack], ids: list[str]
    ) -> None:
        old, new = ({e.id: e.node for e in each.entries(entry.kind)} for each in stacks)
        walk = ThreeWay(file.edits, self._label, new)
        spot = Spot(entry.kind, (entry.id,), entry.top)
        renamed = walk.target(entry.node, Target(entry.id, old, new), spot, frozenset(ids))
        if renamed and entry.top:
            file.edits.keys[entry.top] = renamed
        elif renamed:
            file.edits.stem = renamed
        self._overrides += walk.overrides
