"""Everything that is wrong before any document is made: reading, layers, rules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cstemplates.bind import lint_facts
from cstemplates.check import Facts, run_rules
from cstemplates.findings import Finding, Report, Severity, TextLocation, finding
from cstemplates.messages import _
from cstemplates.produce.file_names import pattern_findings
from cstemplates.produce.marks import marked_values
from cstemplates.produce.template_review import review_template
from cstemplates.produce.templates import (
    find_template,
    missing_template,
    own_templates,
    shown_template,
)
from cstemplates.stack import did_you_mean
from cstemplates.workspace.collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.workspace import Workspace


LISTS = {"change_memo", "cover_list", "hole_list"}
"""Templates that belong to no document type: what goes with packs."""


@collector_paused()
def review(workspace: Workspace) -> Report:
    """Collect the findings of reading and of the rules.

    The rules run only over a catalogue that could be read: faults that merely follow
    from an unreadable file would hide the one to mend.
    """
    report = Report.of([*workspace.findings, *_misplaced(workspace)])
    if report.fails_at(Severity.ERROR):
        return report
    facts = Facts(
        workspace.catalog,
        workspace.locate,
        workspace.company_or_none,
        workspace.employees,
        lint_facts(workspace.catalog, workspace.company_or_none).knows,
    )
    return Report.of(
        [*report, *run_rules(facts), *marked_values(workspace), *pattern_findings(workspace)]
    )


def _misplaced(workspace: Workspace) -> Iterator[Finding]:
    """Find parts of the company folder that would be passed over: a file for a folder."""
    if workspace.folder is None:
        return
    for name, is_folder in (("overlay", True), ("templates", True), ("house.docx", False)):
        place = workspace.folder / name
        if os.path.lexists(place) and not (place.is_dir() if is_folder else place.is_file()):
            message = (
                _("A file stands where a folder has to go.")
                if is_folder
                else _("A folder stands where a file has to go.")
            )
            yield finding("CST100", message, TextLocation(f"{workspace.shown}/{name}".lstrip("/")))


def review_templates(workspace: Workspace, report: Report) -> Report:
    """Add what is wrong with the templates that the documents of the catalogue name.

    A template that is in none of the folders is named once, at the first document that
    asks for it. Unreadable entries are left to the findings that are there already.
    """
    findings: list[Finding] = []
    paths = {path: None for path in (workspace.house, *own_templates(workspace)) if path}
    for document_id, document in workspace.catalog.documents.items():
        if document.template is None:
            continue
        path = find_template(workspace, document.template)
        if path is None:
            place = workspace.locate("documents", document_id, ("template",))
            findings.append(missing_template(document.template, place))
        else:
            paths[path] = None
    for path in paths:
        findings += review_template(path, shown_template(workspace, path))
    return Report.of([*report, *findings, *unused_templates(workspace)])


def unused_templates(workspace: Workspace) -> list[Finding]:
    """Warn of templates in the company folder that no document uses: a name mistyped."""
    used = {d.template for d in workspace.catalog.documents.values() if d.template} | LISTS
    return [
        finding(
            "CST208",
            _("No document uses the template “{name}”.").format(name=path.name),
            TextLocation(shown_template(workspace, path)),
            did_you_mean(path.stem, sorted(used)),
        )
        for path in own_templates(workspace)
        if path.stem not in used
    ]
