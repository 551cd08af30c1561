"""The PDFs of a batch: made from the Word files of a group before the group is journalled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

from cstemplates.pdf import PdfSource, Typesetter
from cstemplates.produce.batch.plan_file import line_of
from cstemplates.produce.batch.worker import FAILED, Outcome, faults_of
from cstemplates.produce.cover import pdf_path
from cstemplates.publish import sha256
from cstemplates.publish.growing import Grown, stage_file, staged_data, unstage_file
from cstemplates.publish.standing import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cstemplates.findings import Finding
    from cstemplates.pdf import Conversion, Pages


class Pressroom:
    """Keeps LibreOffice running for one batch; as a context manager it ends it.

    Raises:
        EnvironmentFault: If LibreOffice is missing.
    """

    def __init__(self, folder: Path, as_of: date) -> None:
        self._folder = folder
        self._as_of = as_of
        self._typesetter = Typesetter()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End LibreOffice."""
        self._typesetter.__exit__(*error)

    def with_pdfs(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Stage a PDF beside every Word file just made; without its PDF a document has failed."""
        made = [o.files[0].path for o in outcomes if o.state == State.MAKE]
        sources = [PdfSource(path, staged_data(self._folder, path)) for path in made]
        conversion = self._typesetter.convert(sources, as_of=self._as_of)
        pages = dict(zip(made, conversion.pages, strict=True))
        findings = _by_path(conversion)
        return [self._with_pdf(o, pages, findings) if o.files else o for o in outcomes]

    def _with_pdf(
        self,
        outcome: Outcome,
        pages: Mapping[str, Pages | None],
        findings: Mapping[str, list[Finding]],
    ) -> Outcome:
        word = outcome.files[0]
        if word.path not in pages:
            return outcome
        row, found = json.loads(word.row), pages[word.path]
        if found is None:
            unstage_file(self._folder, word.path)
            told = findings.get(word.path, [])
            faults = faults_of(told, outcome.row, row["employee"], outcome.document)
            return Outcome(outcome.document, FAILED, (), tuple(faults), outcome.row)
        path, digest = pdf_path(word.path), sha256(found.data)
        stage_file(self._folder, path, found.data)
        row |= {"path": path, "sha256": digest, "content_sha256": digest}
        return outcome._replace(files=(word, Grown(path, line_of(row))))


def _by_path(conversion: Conversion) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in conversion.findings:
        found.setdefault(finding.location.path, []).append(finding)
    return found
