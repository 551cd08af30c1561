"""Side files for documents as they are made: beside one, or beside every one of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, finding
from cstemplates.messages import _
from cstemplates.publish import OutputFile
from cstemplates.trace.sidefile import side_path, trace_bytes
from cstemplates.trace.tracer import Tracer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cstemplates.bind import Case
    from cstemplates.findings import Finding
    from cstemplates.produce.press import Press
    from cstemplates.trace.trace import Trace


def side_files(
    press: Press,
    documents: Sequence[tuple[Case, OutputFile]],
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
) -> tuple[list[OutputFile], list[Finding]]:
    """Trace documents; return their side files, and a warning for each that has no trace."""
    tracer = Tracer(press)
    files: list[OutputFile] = []
    findings: list[Finding] = []
    for done, (case, file) in enumerate(documents, 1):
        trace = tracer.trace(case, file.data, file.path)
        findings += trace_findings(trace, file.path)
        path = side_path(file.path)
        files.append(OutputFile(path, trace_bytes(trace), file.document, file.role, file.employee))
        progress(_("Traces"), done, len(documents))
    return files, findings


def trace_findings(trace: Trace, shown: str) -> list[Finding]:
    """Say of a trace that could not be worked out that it is empty."""
    if not trace.is_empty:
        return []
    message = _("Where the words of this document come from could not be worked out.")
    hint = _("The document itself is as it should be; please report how you made it.")
    return [finding("CST039", message, DocxLocation(shown), hint)]
