"""The main job: from a company folder to a finished pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cstemplates import __version__
from cstemplates.findings import CatalogError, EnvironmentFault, Finding, Report, Severity
from cstemplates.messages import _
from cstemplates.produce.contents import Listed, number_contents
from cstemplates.produce.cover import cover_file, holes_file
from cstemplates.produce.files import read_bytes
from cstemplates.produce.pages import Layout, lay_out
from cstemplates.produce.plan import plan
from cstemplates.produce.press import Press
from cstemplates.produce.review import review, unused_templates
from cstemplates.produce.selection import Selection, documents_of
from cstemplates.publish import (
    OutputFile,
    archive_findings,
    archive_place,
    protect_files,
    publish,
    target_findings,
    write_file,
    zip_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cstemplates.bind import Case
    from cstemplates.pdf import Pages
    from cstemplates.produce.holes import Hole
    from cstemplates.produce.plan import Job
    from cstemplates.produce.press import Made
    from cstemplates.publish import Published
    from cstemplates.workspace import Workspace

FEW = 4000
"""So many documents one process makes before two have begun and opened the templates."""
Progress = Callable[[str, int, int], None]
"""Told the stage's name, how many are done, how many there are."""


Beside = Callable[
    ["Press", "Sequence[tuple[Case, OutputFile]]", Progress],
    tuple[list[OutputFile], list[Finding]],
]
"""Makes the files that are published beside the documents but not handed out with them."""


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What a person may choose about a run; ``deep`` checks the structure of every file.

    ``jobs`` is how many processes make the documents of a large pack at most.
    ``beside`` makes a file more for each document that nobody needs a password for.
    """

    as_of: date
    selection: Selection = field(default_factory=Selection)
    draft: bool = False
    pdf: bool = False
    archive: bool = False
    keep_edited: bool = False
    force: bool = False
    deep: bool = False
    beside: Beside | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result: pages are known only when a PDF was made."""

    document: str
    subject: str
    path: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class PackResult:
    """What a run made; ``holes`` only in a draft, ``findings`` only notices.

    ``protected`` counts the files that open with a person's password only.
    """

    rows: tuple[Row, ...]
    published: Published
    holes: tuple[Hole, ...]
    report: Report
    archive: Path | None = None
    protected: int = 0


def make_pack(
    workspace: Workspace,
    out: Path,
    options: PackOptions,
    *,
    shown: str,
    progress: Progress = lambda _stage, _done, _total: None,
) -> PackResult:
    """Make every document of the chosen packs and publish them, all or nothing.

    Raises:
        CatalogError: If anything is wrong with catalogue, layers, company or roster, or
            a value is missing and the run is no draft; nothing was written.
        WorkspaceError: If something stands in the way in the target folder.
        EnvironmentFault: If PDFs are wanted and LibreOffice is missing or makes none.
    """
    press = Press(workspace, options.as_of, options.draft, options.deep)
    notices = _worth_telling(_usable(_preflight(press, out, options, shown)))
    planned = plan(workspace, options.selection, press)
    _usable([*notices, *planned.findings])
    made, holes, listed = _render(press, planned.jobs, options.jobs, progress)
    numbered = number_contents(listed, as_of=options.as_of)
    notices = [*notices, *numbered.findings]
    made = [replace(f, data=numbered.data.get(f.path, f.data)) for f in made]
    files = [cover_file(press, planned.jobs), *made]
    if holes:
        files.insert(1, holes_file(press, holes))
    pages: Mapping[str, int] = {}
    if options.pdf:
        layout = _layout(press, planned.jobs, numbered.pages, options.as_of)
        laid_out = lay_out(files, layout, progress)
        notices = [*notices, *_laid_out(laid_out.findings)]
        files += laid_out.files
        pages = laid_out.counts
    side, told_beside = _beside(press, planned.jobs, made, options, progress)
    notices = [*notices, *told_beside]
    files = _protect(press, out, files, shown, progress)
    published = publish(
        out,
        [*files, *side],
        facts=_facts(press, options),
        shown=shown,
        keep_edited=options.keep_edited,
        force=options.force,
    )
    archive = _archive(out, files, published) if options.archive else None
    rows = tuple(_row(press, job, pages) for job in planned.jobs)
    told = Report.of(notices)
    protected = sum(f.employee in workspace.passwords for f in files)
    return PackResult(rows, published, tuple(h for _j, h in holes), told, archive, protected)


def _preflight(press: Press, out: Path, options: PackOptions, shown: str) -> list[Finding]:
    """Collect all that can be known to be wrong before any document is made."""
    workspace = press.workspace
    archive = archive_findings(archive_place(out)) if options.archive and not options.force else []
    return [
        *review(workspace),
        *press.faults(documents_of(workspace, options.selection)),
        *unused_templates(workspace),
        *target_findings(out, shown),
        *archive,
    ]


def _worth_telling(notices: list[Finding]) -> list[Finding]:
    # A notice without a hint asks for nothing; lint shows it.
    return [f for f in notices if f.severity is not Severity.INFO or f.hint]


def _usable(findings: Sequence[Finding] | Report) -> list[Finding]:
    report = Report.of(findings)
    if report.fails_at(Severity.ERROR):
        raise CatalogError(*(f for f in report if f.severity is not Severity.INFO))
    return list(report)


def _laid_out(findings: Sequence[Finding]) -> list[Finding]:
    if any(f.code == "CST051" for f in findings):
        # The Word files passed every check of ours: it is LibreOffice that failed.
        raise EnvironmentFault(*findings)
    return _usable(findings)


def _render(
    press: Press, jobs: Sequence[Job], processes: int, progress: Progress
) -> tuple[list[OutputFile], list[tuple[Job, Hole]], list[Listed]]:
    files: list[OutputFile] = []
    holes: list[tuple[Job, Hole]] = []
    listed: list[Listed] = []
    findings: list[Finding] = []
    all_made = _all_made(press, [job.case for job in jobs], processes)
    for done, (job, made) in enumerate(zip(jobs, all_made, strict=True), 1):
        findings += made.findings
        holes += [(job, hole) for hole in made.holes]
        if made.data is not None:
            files.append(_output(job, made.data))
            listed += [Listed(job.path, made.data, made.contents)] if made.contents else []
        progress(_("Documents"), done, len(jobs))
    _usable(findings)
    return files, holes, listed


def _all_made(press: Press, cases: Sequence[Case], processes: int) -> Iterable[Made]:
    if processes == 1 or len(cases) < FEW:
        return map(press.make, cases)
    from cstemplates.produce.together import make_all  # noqa: PLC0415 - only for large packs

    return make_all(press, cases, processes)


def _output(job: Job, data: bytes) -> OutputFile:
    person = job.case.employee.employee_id if job.case.employee else ""
    return OutputFile(job.path, data, job.case.document_id, job.case.role_id or "", person)


def _protect(
    press: Press, out: Path, files: Sequence[OutputFile], shown: str, progress: Progress
) -> list[OutputFile]:
    passwords = press.workspace.passwords
    return protect_files(
        out,
        files,
        passwords,
        shown=shown,
        on_done=lambda done, total: progress(_("Passwords"), done, total),
    )


def _beside(
    press: Press,
    jobs: Sequence[Job],
    made: Sequence[OutputFile],
    options: PackOptions,
    progress: Progress,
) -> tuple[list[OutputFile], list[Finding]]:
    if options.beside is None:
        return [], []
    cases = {job.path: job.case for job in jobs}
    # Beside a file that opens with a password, another one would say what is in it.
    open_ones = [f for f in made if f.employee not in press.workspace.passwords]
    return options.beside(press, [(cases[f.path], f) for f in open_ones], progress)


def _layout(press: Press, jobs: Sequence[Job], known: Mapping[str, Pages], as_of: date) -> Layout:
    company = press.workspace.company
    titles = {job.path: f"{_title(press, job)}　{press.subject_of(job.case)}" for job in jobs}
    return Layout(
        company=company.name,
        title=f"{company.short_name}全部文件",
        titles=titles,
        cover=cover_file(press, jobs, of_pdfs=True),
        known=known,
        as_of=as_of,
        apart=frozenset(press.workspace.passwords),
    )


def _facts(press: Press, options: PackOptions) -> dict[str, Any]:
    inputs = [*press.workspace.inputs, *press.inputs()]
    facts: dict[str, Any] = {
        "inputs": [{"path": path, "sha256": digest} for path, digest in inputs],
        "as_of": options.as_of.isoformat(),
        "versions": {
            "cstemplates": __version__,
            "catalog": press.workspace.company.catalog,
        },
    }
    return facts | ({"draft": True} if options.draft else {})


def _archive(out: Path, files: Sequence[OutputFile], published: Published) -> Path:
    place = archive_place(out)
    kept = [
        replace(f, data=read_bytes(out / f.path)) if f.path in published.kept else f for f in files
    ]
    write_file(place, zip_files(kept), shown=place.as_posix())
    return place


def _row(press: Press, job: Job, pages: Mapping[str, int]) -> Row:
    return Row(_title(press, job), press.subject_of(job.case), job.path, pages.get(job.path))


def _title(press: Press, job: Job) -> str:
    return press.workspace.catalog.documents[job.case.document_id].title
