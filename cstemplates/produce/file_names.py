"""The names of finished files: the company's pattern, else the document's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind import label_of, lint_facts
from cstemplates.check.references import references_in
from cstemplates.findings import Finding, finding
from cstemplates.messages import _, listed
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.bind import Case
    from cstemplates.findings import TextLocation
    from cstemplates.produce.press import Press
    from cstemplates.workspace import Workspace

_OF_ROLE = ("document.title", "document.number", "document.code", "document.year",
            "role.title", "role.department")  # fmt: skip
_PATHS = {
    "company": _OF_ROLE[:4],
    "department": _OF_ROLE,
    "role": _OF_ROLE,
    "employee": (
        *_OF_ROLE, "employee.id", "employee.name", "employee.department", "manager.name",
        "agreement.year",
    ),
}  # fmt: skip
"""What a pattern may name beside the company's facts, by the kind of subject."""
SUBJECTS = tuple(_PATHS)


def file_stem(press: Press, case: Case) -> str:
    """The file's name without suffix, before it is made fit for every system."""
    document = press.workspace.catalog.documents[case.document_id]
    own = getattr(press.workspace.company.file_names, document.subject)
    return press.say(case, own or document.file_name or document.title)


def pattern_place(workspace: Workspace, document_id: str) -> TextLocation:
    """The place of the pattern that names the files of a document type."""
    subject = workspace.catalog.documents[document_id].subject
    if getattr(workspace.company.file_names, subject):
        return workspace.locate_company(("file_names", subject))
    return workspace.locate("documents", document_id, ("file_name",))


def pattern_findings(workspace: Workspace) -> Iterator[Finding]:
    """Find what the company's patterns name and their subjects do not have."""
    company = workspace.company_or_none
    if company is None:
        return
    facts = lint_facts(workspace.catalog, company)
    for subject in SUBJECTS:
        place = workspace.locate_company(("file_names", subject))
        for written, path in references_in(getattr(company.file_names, subject) or ""):
            if path is None:
                yield finding(
                    "CST207", _("“{written}” is no reference.").format(written=written), place
                )
            elif path.startswith("company.") and facts.knows(path):
                if facts.look_up(path) is None:
                    yield _empty(workspace, path)
            elif path not in _PATHS[subject]:
                yield _unknown(path, subject, place)


def _empty(workspace: Workspace, path: str) -> Finding:
    message = _("“{label}” is missing; names of files need it.").format(label=label_of(path))
    return finding("CST400", message, workspace.locate_company((), parameter=path))


def _unknown(path: str, subject: str, place: TextLocation) -> Finding:
    message = _("The file name refers to “{path}”, which these files do not have.")
    known = _PATHS[subject]
    hint = did_you_mean(path, known) or _("Known are: {names}.").format(names=listed(known))
    return finding("CST202", message.format(path=path), place, hint)
