"""The report of an upgrade, for people and for programs."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cstemplates.findings import Report
from cstemplates.findings.formats import render_report
from cstemplates.findings.location import key_text
from cstemplates.messages import _, listed
from cstemplates.upgrade.notes import changed_parts, one_line
from cstemplates.upgrade.override import Absent, Override, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.upgrade.view import Upgrade
    from cstemplates.upgrade.writing import Written


def as_text(upgrade: Upgrade, written: Written | None = None) -> str:
    """Tell what the new catalogue does, file by file, and what was written."""
    lines = [*_head(upgrade)]
    for path, group in groupby(upgrade.overrides, key=lambda each: each.location.path):
        lines += _file(path, list(group))
    lines += _rest(upgrade)
    if written is not None:
        lines += _written(written)
    return "\n".join(lines) + "\n"


def as_json(upgrade: Upgrade, written: Written | None = None) -> str:
    """Return the same as one JSON object; dates and amounts are texts as they are printed."""
    report = {
        "from": upgrade.old,
        "to": upgrade.new,
        "overrides": [_override(each) for each in upgrade.overrides],
        "by_hand": _by_hand(upgrade) + ([upgrade.workbook] if upgrade.workbook else []),
        "new_errors": [fault.as_json() for fault in upgrade.faults],
        "written": list(written.changed) if written else [],
        "removed": list(written.removed) if written else [],
        "renamed": [list(pair) for pair in written.renamed] if written else [],
        "backup": written.backup if written else "",
    }
    return json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n"


def _head(upgrade: Upgrade) -> Iterator[str]:
    yield _("Catalogue {old} → {new}").format(old=upgrade.old or "?", new=upgrade.new or "?")
    counts = {verdict: len(upgrade.of(verdict)) for verdict in Verdict}
    yield "  ".join(f"{_name(verdict)} {count}" for verdict, count in counts.items())


def _file(path: str, overrides: list[Override]) -> Iterator[str]:
    yield ""
    yield path
    for each in overrides:
        if each.verdict is not Verdict.APPLIES:
            yield f"  {each.location.line}: {_name(each.verdict)}  {each.address}"
            yield from (f"      {line}" for line in _details(each))
    still = sum(each.verdict is Verdict.APPLIES for each in overrides)
    if still:
        yield "  " + _("Still apply: {count}").format(count=still)


def _details(each: Override) -> Iterator[str]:
    yield _("yours: {value}").format(value=one_line(each.ours))
    if each.verdict in {Verdict.CONFLICT, Verdict.COLLISION}:
        old, new = changed_parts(each.old, each.new)
        yield _("catalogue: {old} → {new}").format(old=one_line(old), new=one_line(new))
    elif each.verdict is Verdict.LOST:
        yield _fate(each)


def _fate(each: Override) -> str:
    if each.renamed:
        return _("is called “{name}” now").format(name=each.renamed)
    if each.nearest:
        return _("is gone; nearest: {names}").format(names=listed(each.nearest))
    return _("is gone")


def _rest(upgrade: Upgrade) -> Iterator[str]:
    if by_hand := _by_hand(upgrade):
        yield ""
        yield _("To be mended by hand, for they are written unusually: {names}").format(
            names=listed(by_hand)
        )
    if upgrade.workbook:
        yield ""
        yield _("To be written by hand: the version {version} into {name}").format(
            version=upgrade.new, name=upgrade.workbook
        )
    if upgrade.faults:
        yield ""
        yield _("Errors that lint will find with the new catalogue:")
        yield render_report(Report.of(upgrade.faults), "text").rstrip()
    if upgrade.changes_nothing:
        yield ""
        yield _("Everything still applies.")


def _by_hand(upgrade: Upgrade) -> list[str]:
    return [file.shown for file in upgrade.files if file.by_hand]


def _written(written: Written) -> Iterator[str]:
    yield ""
    if not written.backup:
        yield _("Nothing was left to write.")
        return
    for old, new in written.renamed:
        yield _("Renamed: {old} → {new}").format(old=old, new=new)
    for name in written.changed:
        yield _("Written: {name}").format(name=name)
    for name in written.removed:
        yield _("Removed, for nothing was left of it: {name}").format(name=name)
    yield _("As they were: {folder}").format(folder=written.backup)


def _name(verdict: Verdict) -> str:
    return {
        Verdict.APPLIES: _("applies"),
        Verdict.DEAD: _("dead"),
        Verdict.CONFLICT: _("conflict"),
        Verdict.LOST: _("lost"),
        Verdict.COLLISION: _("id taken"),
    }[verdict]


def _override(each: Override) -> dict[str, Any]:
    return {
        "class": each.verdict.value,
        "address": each.address,
        "path": each.location.path,
        "line": each.location.line,
        "column": each.location.column,
        "key_path": key_text(each.location.key_path),
        "ours": each.ours,
        "old": _plain(each.old),
        "new": _plain(each.new),
        "renamed": each.renamed,
        "nearest": list(each.nearest),
        "mendable": each.mendable,
    }


def _plain(value: Any) -> Any:
    return None if isinstance(value, Absent) else value
