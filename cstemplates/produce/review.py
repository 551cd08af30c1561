"""Everything that is wrong before any document is made: reading, layers, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind import lint_facts
from cstemplates.check import Facts, run_rules
from cstemplates.findings import Finding, Report, Severity
from cstemplates.produce.template_review import review_template
from cstemplates.produce.templates import find_template, missing_template

if TYPE_CHECKING:
    from cstemplates.workspace import Workspace


def review(workspace: Workspace) -> Report:
    """Collect the findings of reading and of the rules.

    The rules run only over a catalogue that could be read: faults that merely follow
    from an unreadable file would hide the one to mend.
    """
    report = Report.of(workspace.findings)
    if report.fails_at(Severity.ERROR):
        return report
    facts = Facts(
        workspace.catalog,
        workspace.locate,
        workspace.company_or_none,
        workspace.employees,
        lint_facts(workspace.catalog, workspace.company_or_none).knows,
    )
    return Report.of([*report, *run_rules(facts)])


def review_templates(workspace: Workspace, report: Report) -> Report:
    """Add what is wrong with the templates that the documents of the catalogue name.

    A template that is in none of the folders is named once, at the first document that
    asks for it. Unreadable entries are left to the findings that are there already.
    """
    findings: list[Finding] = []
    for document_id, document in workspace.catalog.documents.items():
        if document.template is None:
            continue
        path = find_template(workspace, document.template)
        if path is None:
            place = workspace.locate("documents", document_id, ("template",))
            findings.append(missing_template(document.template, place))
        else:
            findings += review_template(path, path.name)
    return Report.of([*report, *findings])
