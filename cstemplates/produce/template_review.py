"""Everything that is wrong with a template, without making a document from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind import vocabulary
from cstemplates.findings import CstemplatesError
from cstemplates.gate import not_word, open_package, refusals
from cstemplates.produce.files import read_bytes
from cstemplates.word.scan import review_looks, scan, unknown_fields

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.findings import Finding


def review_template(path: Path, shown: str) -> tuple[Finding, ...]:
    """Judge one Word template: the package, its tags, the fields it names, its looks."""
    try:
        package = open_package(read_bytes(path), path=shown)
    except CstemplatesError as error:
        return tuple(error.report)
    if wrong := not_word(package):
        return (wrong,)
    found = scan(package)
    return (
        *refusals(package),
        *found.findings,
        *unknown_fields(found, vocabulary()),
        *review_looks(package),
    )
