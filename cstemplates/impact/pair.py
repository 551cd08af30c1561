"""One document of both sides, made and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare import FileChange, State, compare
from cstemplates.compare.change import state_of

if TYPE_CHECKING:
    from cstemplates.impact.reach import Sheet, SheetPair


def compare_pair(pair: SheetPair, company: str) -> FileChange:
    """Make a document on both sides and compare them; nothing is made for one side alone.

    Args:
        pair: The document.
        company: The company's folder, which begins the paths; may be empty.
    """
    if pair.new is None:
        return FileChange(_path(company, pair.old), State.REMOVED)
    if pair.old is None:
        return FileChange(_path(company, pair.new), State.ADDED)
    return _compare(pair.old, pair.new, _path(company, pair.old), _path(company, pair.new))


def _compare(old: Sheet, new: Sheet, before: str, after: str) -> FileChange:
    made, earlier = new.press.make(new.job.case), old.press.make(old.job.case)
    if made.data is None or earlier.data is None:
        findings = tuple(dict.fromkeys((*made.findings, *earlier.findings)))
        return FileChange(after, State.UNREADABLE, findings=findings)
    changes = compare(earlier.data, made.data, old_path=before, new_path=after)
    state = state_of(changes)
    if old.name == new.name:
        return FileChange(after, state, changes)
    return FileChange(after, State.RENAMED if state is State.SAME else state, changes, before)


def _path(company: str, sheet: Sheet | None) -> str:
    assert sheet is not None
    return "/".join(filter(None, (company, sheet.path)))
