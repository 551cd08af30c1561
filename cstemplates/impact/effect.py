"""The effect of a change of the catalogue: its values, and the documents it reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.compare import Comparison, FileChange, State
from cstemplates.findings import CstemplatesError, Finding, Report, Severity
from cstemplates.impact.packs import write_packs
from cstemplates.impact.pair import compare_pair
from cstemplates.impact.reach import is_made_alike, plan_sheets, reached
from cstemplates.impact.sides import Side, company_folders, find_side, open_side, read_entries
from cstemplates.impact.values import ValueChange, fact_changes, of_company, value_changes
from cstemplates.messages import _
from cstemplates.produce.review import review

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from cstemplates.impact.reach import SheetPair
    from cstemplates.workspace import Workspace

Progress = Callable[[str, int, int], None]
_UNFIT = ("CST0", "CST1", "CST2", "CST3")
"""Errors of these hundreds leave entries or templates out, so no document can be judged."""

_UNSEEN = {"roster", "password"}
"""Facts of a company that no document prints."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does.

    Attributes:
        values: The values that are not what they were, those of the catalogue first.
        documents: The documents that change because of it.
        findings: What is wrong with the new state.
        checked: How many documents were looked at.
    """

    values: tuple[ValueChange, ...]
    documents: Comparison
    findings: tuple[Finding, ...]
    checked: int

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell: a value, a document, or something wrong."""
        return bool(self.values or self.findings or self.documents.differs)


@dataclass(frozen=True, slots=True)
class EffectOptions:
    """What a person may choose.

    Attributes:
        as_of: The day of all documents.
        with_roster: Whether to take the real people.
        packs: Where to write the packs of both sides whole.
    """

    as_of: date
    with_roster: bool = False
    packs: Path | None = None


def catalog_effect(
    base: Path,
    new: Path,
    companies: Sequence[Path],
    options: EffectOptions,
    *,
    progress: Progress = lambda _stage, _done, _total: None,
) -> Effect:
    """Find what changes between two catalogues, and in which documents a reader sees it.

    Without a company the documents of a made-up one are compared. All people are made
    up, one for each post, unless the real ones are asked for.

    Args:
        base: The catalogue before, or a checkout that holds it.
        new: The catalogue after.
        companies: Companies' folders; in the checkouts, or the same on both sides.
        options: What was chosen.
        progress: Told how many of the changed documents are compared.

    Raises:
        WorkspaceError: If a folder is missing or holds no catalogue.
    """
    judging = _Judging((find_side(base), find_side(new)), options, progress)
    judging.catalogue()
    for company in companies or (None,):
        judging.company(company)
    return judging.effect()


@dataclass(slots=True)
class _Judging:
    """Collects what changed, one company after the other."""

    sides: tuple[Side, Side]
    options: EffectOptions
    progress: Progress
    values: list[ValueChange] = field(default_factory=list)
    files: list[FileChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    checked: int = 0

    def effect(self) -> Effect:
        findings = tuple(Report.of(self.findings))
        return Effect(tuple(self.values), Comparison(tuple(self.files)), findings, self.checked)

    def catalogue(self) -> None:
        """Compare the values of the catalogues alone."""
        self.values += value_changes(*map(read_entries, self.sides))

    def company(self, company: Path | None) -> None:
        """Compare what a company's layers and facts say, then its documents."""
        folders = company_folders(company, self.sides) if company else (None, None)
        old, new = (
            open_side(side, folder, self.options.as_of, with_roster=self.options.with_roster)
            if folder or not company
            else None
            for side, folder in zip(self.sides, folders, strict=True)
        )
        name = _shown(company) if company else ""
        if old and new:
            self._note_values(name, old, new)
        if not self._is_idle(old, new):
            self._documents(name, old, new)

    def _is_idle(self, old: Workspace | None, new: Workspace | None) -> bool:
        """Tell that nothing is worth making: nothing differs, and nothing is wrong."""
        if not old or not new or self.values or self.options.packs:
            return False
        return not new.report.fails_at(Severity.ERROR) and is_made_alike(old, new)

    def _note_values(self, name: str, old: Workspace, new: Workspace) -> None:
        known = {change.meaning for change in self.values}
        found = [*value_changes(old.stack, new.stack), *self._facts(old, new)]
        self.values += of_company((c for c in found if c.meaning not in known), name)

    def _facts(self, old: Workspace, new: Workspace) -> Iterator[ValueChange]:
        before, after = old.company_or_none, new.company_or_none
        if before and after:
            facts = before.model_dump(exclude=_UNSEEN), after.model_dump(exclude=_UNSEEN)
            yield from fact_changes("company", *facts, locate=new.locate_company)

    def _documents(self, name: str, old: Workspace | None, new: Workspace | None) -> None:
        if new and self._is_unfit(new, told=True):
            return
        if old and self._is_unfit(old, told=False):
            return
        try:
            before, after = (plan_sheets(s, self.options.as_of) if s else {} for s in (old, new))
        except CstemplatesError as error:
            self.findings += error.report
            return
        self.checked += len(after or before)
        self._compare(name, list(reached(before, after)))
        if self.options.packs:
            write_packs(self.options.packs, name, before, after)

    def _is_unfit(self, workspace: Workspace, *, told: bool) -> bool:
        errors = [f for f in review(workspace) if f.severity is Severity.ERROR]
        unfit = [f for f in errors if f.code.startswith(_UNFIT)]
        self.findings += errors if told else unfit
        return bool(unfit)

    def _compare(self, name: str, pairs: Sequence[SheetPair]) -> None:
        for done, pair in enumerate(pairs, 1):
            change = compare_pair(pair, name)
            self.progress(_("Documents"), done, len(pairs))
            self.files += [change] if change.state is not State.SAME else []


def _shown(company: Path) -> str:
    if company.is_absolute() or ".." in company.parts:
        return company.resolve().name
    return company.as_posix()
