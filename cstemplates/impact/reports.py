"""An effect in words: first the values with their places, then the documents they reach."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cstemplates.compare import Change, Comparison, FileChange, Kind, Piece, State, compare_text
from cstemplates.compare.reports import render_github, render_html, render_markdown, render_text
from cstemplates.compare.reports.json_object import comparison_object
from cstemplates.compare.reports.markdown import LIMIT
from cstemplates.findings import Report
from cstemplates.findings.formats import render_report
from cstemplates.findings.formats.github import workflow_command
from cstemplates.impact.values import Shift, as_text
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cstemplates.findings import Finding
    from cstemplates.impact.effect import Effect
    from cstemplates.impact.values import ValueChange

_KINDS = {
    Shift.ADDED: Kind.ADDED,
    Shift.REMOVED: Kind.REMOVED,
    Shift.CHANGED: Kind.CHANGED,
    Shift.MOVED: Kind.MOVED,
}


def changed_files(effect: Effect) -> Comparison:
    """The values as changes of the files they stand in, with what is wrong in those files."""
    wrong = _by_path(effect.findings)
    values: dict[str, list[Change]] = {}
    for change in effect.values:
        values.setdefault(change.place.path, []).append(_as_change(change))
    files = [
        FileChange(path, State.CHANGED, tuple(changes), findings=wrong.pop(path, ()))
        for path, changes in values.items()
    ]
    files += (FileChange(path, State.UNREADABLE, findings=found) for path, found in wrong.items())
    return Comparison(tuple(files))


def _by_path(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for each in findings:
        path = each.location.path
        found[path] = (*found.get(path, ()), each)
    return found


def _as_change(change: ValueChange) -> Change:
    before, after = as_text(change.before), as_text(change.after)
    where = _("{address} (line {line})").format(address=change.address, line=change.place.line)
    if change.company:
        where = f"{change.company}: {where}"
    if change.shift is Shift.MOVED:
        return Change(Kind.MOVED, where, (Piece("same", f"{before} → {after}"),), before, after)
    return Change(_KINDS[change.shift], where, compare_text(before, after), before, after)


def _text(effect: Effect, *, colour: bool = False) -> str:
    if not effect.differs:
        return _("No differences.") + "\n"
    values, documents = changed_files(effect), effect.documents
    parts = [_("Values changed: {count}").format(count=len(effect.values)) + "\n"]
    parts += [render_text(values, colour=colour)] if values.files else []
    parts.append("\n" + _reach_line(effect) + "\n")
    parts += [render_text(documents, colour=colour)] if documents.files else []
    return "".join(parts)


def _markdown(effect: Effect) -> str:
    if not effect.differs:
        return _("No differences.") + "\n"
    values, documents = changed_files(effect), effect.documents
    text = f"## {_('Values changed: {count}').format(count=len(effect.values))}\n\n"
    # Many values must not crowd out the documents.
    text += render_markdown(values, limit=LIMIT // 2) if values.files else ""
    text += f"\n## {_reach_line(effect)}\n\n"
    rest = LIMIT - len(text)
    return text + (render_markdown(documents, limit=rest) if documents.files else "")


def _reach_line(effect: Effect) -> str:
    return _("Documents that change because of it: {count} of {all}").format(
        count=len(effect.documents.files), all=effect.checked
    )


def _html(effect: Effect) -> str:
    return render_html(Comparison((*changed_files(effect).files, *effect.documents.files)))


def _github(effect: Effect) -> str:
    wrong = render_report(Report.of(effect.findings), "github")
    values = "".join(f"{_notice(change)}\n" for change in effect.values)
    return wrong + values + render_github(effect.documents)


def _notice(change: ValueChange) -> str:
    place = (("file", change.place.path), ("line", change.place.line or 1))
    before, after = (as_text(each).replace("\n", "; ") for each in (change.before, change.after))
    message = f"{before or '—'} → {after or '—'}"
    return workflow_command("notice", (*place, ("title", change.address)), message)


def _json(effect: Effect) -> str:
    found = {
        "values": [_value_object(change) for change in effect.values],
        "documents": comparison_object(effect.documents),
        "compared": effect.checked,
        "findings": [each.as_json() for each in effect.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _value_object(change: ValueChange) -> dict[str, Any]:
    return {
        "kind": change.shift.value,
        "address": change.address,
        "before": as_text(change.before),
        "after": as_text(change.after),
        "path": change.place.path,
        "line": change.place.line,
        "company": change.company,
    }


FORMATS: Mapping[str, Callable[[Effect], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "markdown": _markdown,
    "github": _github,
}
"""Every format by the name that ``--format`` takes."""


def render_effect(effect: Effect, form: str, *, colour: bool = False) -> str:
    """Write an effect in one of :data:`FORMATS`; colours are for text only.

    Raises:
        KeyError: There is no format of this name.
    """
    return _text(effect, colour=colour) if form == "text" else FORMATS[form](effect)
