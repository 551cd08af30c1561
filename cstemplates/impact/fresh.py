"""A snapshot written, and held against a fresh render of the same companies on the same day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cstemplates.compare import Change, Comparison, FileChange, Kind, State
from cstemplates.compare.change import state_of
from cstemplates.findings import CatalogError, WorkspaceError
from cstemplates.impact.snapshot import is_snapshot, pages_of, read_recipe
from cstemplates.impact.text_changes import text_changes
from cstemplates.messages import _
from cstemplates.publish import OutputFile, other_work, publish, sha256, target_findings
from cstemplates.word import project_text

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.findings import Finding
    from cstemplates.impact.snapshot import Kept, Page, Recipe
    from cstemplates.produce.press import Made
    from cstemplates.publish import Published

Progress = Callable[[str, int, int], None]


def write_snapshot(
    out: Path, recipe: Recipe, *, progress: Progress = lambda _stage, _done, _total: None
) -> Published:
    """Make every document and keep its text; all or nothing.

    An earlier snapshot in the folder is replaced; files that are none of ours stop it.

    Raises:
        CatalogError: If anything is wrong with the catalogue or a company.
        WorkspaceError: If a company's folder is missing, or something stands in the way.
    """
    shown = out.as_posix()
    if wrong := [*target_findings(out, shown), *other_work(out, shown, "snapshot")]:
        raise WorkspaceError(*wrong)
    files = [
        _file(page, made, _text(page, made))
        for page, made in _make(pages_of(out, recipe), progress)
    ]
    return _publish(out, recipe, files, is_ours=is_snapshot(out))


def check_snapshot(
    out: Path, *, update: bool = False, progress: Progress = lambda _stage, _done, _total: None
) -> Comparison:
    """Compare a snapshot with a fresh render; with ``update`` the snapshot takes the new texts.

    Where only the looks of a document differ, its text is the same and its hash is not.

    Raises:
        CatalogError: If anything is wrong with the catalogue or a company.
        WorkspaceError: If there is no snapshot, or a company's folder is missing.
    """
    recipe, kept = read_recipe(out)
    files: list[OutputFile] = []
    changes: list[FileChange] = []
    for page, made in _make(pages_of(out, recipe), progress):
        file, change = _compare(out, page, made, kept.pop(page.path, None))
        files.append(file)
        changes.append(change)
    comparison = Comparison((*changes, *(FileChange(path, State.REMOVED) for path in kept)))
    if update and comparison.differs:
        _publish(out, recipe, files, is_ours=True)
    return comparison


def _make(pages: list[Page], progress: Progress) -> Iterator[tuple[Page, Made]]:
    findings: list[Finding] = []
    for done, page in enumerate(pages, 1):
        made = page.sheet.press.make(page.sheet.job.case)
        findings += made.findings
        progress(_("Documents"), done, len(pages))
        if made.data is not None:
            yield page, made
    if findings:
        raise CatalogError(*findings)


def _compare(out: Path, page: Page, made: Made, kept: Kept | None) -> tuple[OutputFile, FileChange]:
    old = _old_text(out, page.path) if kept else None
    if kept is None or old is None:
        return _file(page, made, _text(page, made)), FileChange(page.path, State.ADDED)
    if kept == (made.content_sha256, sha256(old)):
        return _file(page, made, old), FileChange(page.path, State.SAME)
    new = _text(page, made)
    changes = text_changes(old.decode(errors="replace"), new.decode())
    if not changes and kept.content != made.content_sha256:
        changes = (Change(Kind.LOOK, _("anything but the words")),)
    return _file(page, made, new), FileChange(page.path, state_of(changes), changes)


def _old_text(out: Path, path: str) -> bytes | None:
    try:
        return (out / path).read_bytes()
    except OSError:
        return None


def _text(page: Page, made: Made) -> bytes:
    assert made.data is not None
    return project_text(made.data, path=page.path).encode()


def _file(page: Page, made: Made, text: bytes) -> OutputFile:
    document, role, employee = page.sheet.subject
    return OutputFile(page.path, text, document, role, employee, made.content_sha256)


def _publish(out: Path, recipe: Recipe, files: list[OutputFile], *, is_ours: bool) -> Published:
    # A text of an earlier snapshot that somebody edited is no work of theirs to keep.
    return publish(out, files, facts=recipe.as_json(), shown=out.as_posix(), force=is_ours)
