"""A snapshot to commit: the text of every document of some companies, and its hash."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cstemplates import __version__
from cstemplates.findings import CatalogError, Severity, TextLocation, WorkspaceError
from cstemplates.findings import finding as make_finding
from cstemplates.impact.reach import Sheet, plan_sheets
from cstemplates.impact.sides import open_workspace
from cstemplates.messages import _
from cstemplates.produce.review import review
from cstemplates.produce.selection import Selection
from cstemplates.publish import plan_names
from cstemplates.publish.manifest import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a snapshot is made of, so that it can be made again.

    Attributes:
        as_of: The day of its documents.
        companies: The companies' folders, relative to the snapshot's; none for a made-up
            company.
        packs: The packs asked for by name.
        with_roster: Whether the people are the real ones.
    """

    as_of: date
    companies: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    with_roster: bool = False

    @classmethod
    def of(cls, out: Path, companies: tuple[Path, ...], **choices: Any) -> Recipe:
        """Name the companies as the snapshot's folder sees them."""
        names = (Path(os.path.relpath(company, out)).as_posix() for company in companies)
        return cls(companies=tuple(names), **choices)

    def as_json(self) -> dict[str, Any]:
        """Return the facts that the snapshot's manifest keeps."""
        return {
            "as_of": self.as_of.isoformat(),
            "versions": {"cstemplates": __version__},
            "snapshot": {
                "companies": list(self.companies),
                "packs": list(self.packs),
                "with_roster": self.with_roster,
            },
        }


class Kept(NamedTuple):
    """A document as the snapshot knows it: the hashes of its content and of its text."""

    content: str
    text: str


class Page(NamedTuple):
    """A document that belongs into a snapshot: where, and how it is made."""

    path: str
    sheet: Sheet


def read_recipe(out: Path) -> tuple[Recipe, dict[str, Kept]]:
    """Read what a snapshot was made of, and the documents it keeps by path.

    Raises:
        WorkspaceError: If there is no snapshot, or its manifest cannot be read.
    """
    shown = f"{out.as_posix()}/{NAME}"
    try:
        facts = json.loads((out / NAME).read_bytes())
        made = facts["snapshot"]
        recipe = Recipe(
            date.fromisoformat(facts["as_of"]),
            tuple(map(str, made["companies"])),
            tuple(map(str, made["packs"])),
            bool(made["with_roster"]),
        )
        rows = facts["files"]
        return recipe, {r["path"]: Kept(r["content_sha256"], r["sha256"]) for r in rows}
    except FileNotFoundError as error:
        message = _("There is no snapshot here.")
        hint = _("Make one: cstemplates snapshot OUT.")
        place = TextLocation(out.as_posix())
        raise WorkspaceError(make_finding("CST035", message, place, hint)) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        message = _("The list of the snapshot's files cannot be read.")
        hint = _("Take the last committed one, or make a new snapshot in an empty folder.")
        raise WorkspaceError(make_finding("CST035", message, TextLocation(shown), hint)) from error


def is_snapshot(out: Path) -> bool:
    """Tell whether a folder holds a snapshot that can be read."""
    try:
        read_recipe(out)
    except WorkspaceError:
        return False
    return True


def pages_of(out: Path, recipe: Recipe) -> list[Page]:
    """Plan all documents of a snapshot.

    Raises:
        CatalogError: If anything is wrong with the catalogue or a company.
        WorkspaceError: If a company's folder is missing.
    """
    sheets = [
        (name, sheet)
        for name, folder in _companies(out, recipe)
        for sheet in _sheets(folder, recipe)
    ]
    names = plan_names(
        ((*([name] if name else ()), sheet.job.folder), _stem(sheet), ".txt")
        for name, sheet in sheets
    )
    return [Page(path, sheet) for path, (_name, sheet) in zip(names, sheets, strict=True)]


def _companies(out: Path, recipe: Recipe) -> Iterator[tuple[str, Path | None]]:
    if not recipe.companies:
        yield "", None
    folders = [Path(os.path.normpath(out / relative)) for relative in recipe.companies]
    names = plan_names(((), folder.resolve().name, "") for folder in folders)
    yield from zip(names, folders, strict=True)


def _sheets(folder: Path | None, recipe: Recipe) -> Iterator[Sheet]:
    workspace = open_workspace(folder, recipe.as_of, with_roster=recipe.with_roster)
    report = review(workspace)
    if report.fails_at(Severity.ERROR):
        raise CatalogError(*(f for f in report if f.severity is not Severity.INFO))
    yield from plan_sheets(workspace, recipe.as_of, Selection(recipe.packs)).values()


def _stem(sheet: Sheet) -> str:
    return sheet.name.partition("/")[2].removesuffix(".docx")
